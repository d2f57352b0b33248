package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"licenseledger/app/export/lake"
)

// wholeOrNone fails when a file that an operation makes is there and not whole.
func (o operation) wholeOrNone(t *testing.T, dir, name string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if _, err := os.Stat(path); err != nil {
		return
	}
	switch {
	case strings.HasSuffix(name, ".ledger"):
		story(t, path)
	case name == "lake":
		wholeLake(t, path)
	case name == "split":
		for _, part := range names(t, path) {
			if !mayBeLeft.MatchString(part) {
				wholeFile(t, filepath.Join(path, part))
			}
		}
	default:
		wholeFile(t, path)
	}
}

func wholeFile(t *testing.T, path string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	switch filepath.Ext(path) {
	case ".csv":
		if !bytes.HasSuffix(content, []byte("\n")) {
			t.Fatalf("%s is half a file", filepath.Base(path))
		}
		if _, err := csv.NewReader(bytes.NewReader(content)).ReadAll(); err != nil {
			t.Fatal(err)
		}
	case ".parquet":
		if len(content) < 8 || !bytes.HasPrefix(content, []byte("PAR1")) || !bytes.HasSuffix(content, []byte("PAR1")) {
			t.Fatalf("%s is half a file", filepath.Base(path))
		}
	case ".xlsx":
		book, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range book.File {
			r, err := part.Open()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(io.Discard, r); err != nil { // it compares the checksum
				t.Fatal(err)
			}
		}
	default:
		t.Fatalf("nobody knows whether %s is whole", path)
	}
}

// wholeLake fails unless every file that a manifest names is as it says.
func wholeLake(t *testing.T, folder string) {
	t.Helper()
	manifests, err := filepath.Glob(filepath.Join(folder, "_manifest", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range manifests {
		m, ok, err := lake.ReadManifest(folder, strings.TrimSuffix(filepath.Base(name), ".json"))
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		for _, file := range m.Files {
			content, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(file.Path)))
			if err != nil {
				t.Fatal(err)
			}
			if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != file.SHA256 {
				t.Fatalf("%s is not as the manifest says", file.Path)
			}
		}
	}
}
