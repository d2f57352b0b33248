package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// wailsFacts is the part of wails.json that repeats the product's facts.
type wailsFacts struct {
	Name   string `json:"name"`
	Output string `json:"outputfilename"`
	Author struct {
		Name string `json:"name"`
	} `json:"author"`
	Info wailsInfo `json:"info"`
}

type wailsInfo struct {
	Company   string          `json:"companyName"`
	Product   string          `json:"productName"`
	Version   string          `json:"productVersion"`
	Copyright string          `json:"copyright"`
	Comments  string          `json:"comments"`
	Files     []wailsFileKind `json:"fileAssociations"`
}

type wailsFileKind struct {
	Extension   string `json:"ext"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Role        string `json:"role"`
	Mime        string `json:"mimeType"`
}

func TestProduct_WailsSaysTheSame(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "wails.json"))
	if err != nil {
		t.Fatal(err)
	}
	var got wailsFacts
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	want := wailsFacts{Name: product.name, Output: product.window}
	want.Author.Name = product.publisher
	want.Info = wailsInfo{Company: product.publisher, Product: product.name, Copyright: product.copyright, Comments: product.summary, Files: []wailsFileKind{
		{Extension: product.file.extension, Name: product.file.progID, Description: product.file.name, Role: "Editor", Mime: product.file.mime},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("wails.json says\n%+v\nand build/product.go\n%+v\nThe version belongs into neither: it is the tag of the commit", got, want)
	}
}

func TestProduct_FactsFitWhereTheyGo(t *testing.T) {
	if n := len(product.summary); n > 80 || strings.HasSuffix(product.summary, ".") {
		t.Errorf("the summary has %d characters, and Debian and AppStream want at most 80 and no full stop: %q", n, product.summary)
	}
	if strings.Count(product.id, ".") < 2 || strings.ContainsAny(product.id, " _") {
		t.Errorf("%q is no reverse domain name", product.id)
	}
	for _, name := range []string{product.window, product.console} {
		if strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			t.Errorf("%q cannot be the name of a Debian package", name)
		}
	}
	if _, err := os.Stat(filepath.Join("..", filepath.FromSlash(product.icon))); err != nil {
		t.Errorf("the icon: %v", err)
	}
}
