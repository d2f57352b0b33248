package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"text/template"
	"time"
)

// words are what every template of packaging may be filled with.
func (k *packaging) words() map[string]any {
	return map[string]any{
		"Name": product.name, "Window": product.window, "Console": product.console, "Publisher": product.publisher, "Mail": product.mail,
		"Copyright": product.copyright, "Holders": strings.TrimPrefix(product.copyright, "Copyright (c) "),
		"License": product.license, "ID": product.id, "Summary": product.summary, "Description": product.description, "Homepage": product.homepage,
		"Mime": product.file.mime, "FileName": product.file.name, "Extension": product.file.extension,
		"Version": k.version, "Date": k.when.Format(time.DateOnly),
	}
}

// fillTemplate fills a template; a word that it wants and nobody gives is a failure.
func fillTemplate(name string, words map[string]any) (string, error) {
	text, err := template.ParseFiles(name)
	if err != nil {
		return "", fmt.Errorf("read a template: %w", err)
	}
	var filled bytes.Buffer
	if err := text.Option("missingkey=error").Execute(&filled, words); err != nil {
		return "", fmt.Errorf("fill %s: %w", filepath.Base(name), err)
	}
	return filled.String(), nil
}
