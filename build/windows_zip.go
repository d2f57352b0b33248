package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"
)

// texts are what lies beside the programs, with the line ends that every editor of Windows
// knows.
func (w windowsPackage) texts(p *project) ([]packed, error) {
	license, err := os.ReadFile(p.license())
	if err != nil {
		return nil, fmt.Errorf("read our license: %w", err)
	}
	notices, err := os.ReadFile(w.notices())
	if err != nil {
		return nil, fmt.Errorf("read the licenses of others: %w", err)
	}
	readme, err := template.ParseFiles(p.path("build", "packaging", "windows", "readme.tmpl"))
	if err != nil {
		return nil, fmt.Errorf("read a template: %w", err)
	}
	var filled bytes.Buffer
	words := map[string]string{"Name": product.name, "Version": w.version, "Window": product.window + ".exe", "Console": product.console + ".exe", "Extension": product.file.extension}
	if err := readme.Option("missingkey=error").Execute(&filled, words); err != nil {
		return nil, fmt.Errorf("fill the readme: %w", err)
	}
	texts := []packed{
		{name: "README.txt", text: filled.String()},
		{name: "LICENSE.txt", text: string(license)},
		{name: "THIRD-PARTY-NOTICES.txt", text: string(notices)},
	}
	for i := range texts {
		texts[i].mode = 0o644
		texts[i].text = strings.ReplaceAll(texts[i].text, "\n", "\r\n")
	}
	return texts, nil
}

// buildZip packs what runs where it is unpacked, with no installer and no trace in the
// registry.
func (w windowsPackage) buildZip(_ context.Context, s *stepRun) error {
	files, err := w.texts(s.project)
	if err != nil {
		return err
	}
	for _, name := range []string{product.window, product.console} {
		files = append(files, packed{name: name + ".exe", mode: 0o755, from: w.program(name)})
	}
	return writeZip(filepath.Join(w.dir, w.fileName(".zip")), w.fileName(""), files, w.when)
}
