package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// project is the checkout that a target works on.
type project struct {
	root string    // folder of go.mod
	out  io.Writer // what the person at the terminal reads
}

// openProject finds the checkout around the working directory.
func openProject(out io.Writer) (*project, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("find the working directory: %w", err)
	}
	for {
		mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && bytes.HasPrefix(mod, []byte("module licenseledger\n")) {
			return &project{root: dir, out: out}, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return nil, fmt.Errorf("this is not a checkout of License Ledger; change to its folder and type `go run ./build` again")
		}
		dir = parent
	}
}

// path joins names below the checkout.
func (p *project) path(names ...string) string {
	return filepath.Join(append([]string{p.root}, names...)...)
}

// outDir makes and returns a folder below out/, which git ignores.
func (p *project) outDir(names ...string) (string, error) {
	dir := p.path(append([]string{"out"}, names...)...)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("make folder %s: %w", p.short(dir), err)
	}
	return dir, nil
}

// short names a path as a person would type it from the checkout.
func (p *project) short(path string) string {
	if rel, err := filepath.Rel(p.root, path); err == nil && !strings.HasPrefix(rel, "..") {
		return filepath.ToSlash(rel)
	}
	return path
}

// say prints one plain sentence.
func (p *project) say(format string, args ...any) {
	fmt.Fprintf(p.out, format+"\n", args...)
}

// exists tells whether a file or folder is there.
func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
