// Command reference writes what is told about the console and the error codes from the
// program itself, so that it stays true: the pages docs/console.md and
// docs/error-codes.md, and manual pages for the packages.
//
//	go run ./build/reference docs        # what go run ./build reference does
//	go run ./build/reference man DIR     # licensectl.1 and one for each command
//
// Manual pages carry the day that SOURCE_DATE_EPOCH tells; without it, today.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"licenseledger/app/cli"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 1 && args[0] == "docs":
		return writePages(".")
	case len(args) == 2 && args[0] == "man":
		return writeManual(cli.Commands(), args[1])
	}
	return fmt.Errorf("usage: go run ./build/reference docs, or man DIR")
}

// page is a generated file of docs.
type page struct {
	name string // below the checkout
	make func(root string) (string, error)
}

func pages() []page {
	return []page{
		{"docs/console.md", func(string) (string, error) { return consolePage(cli.Commands()), nil }},
		{"docs/error-codes.md", codesPage},
	}
}

// writePages writes every page below the checkout root.
func writePages(root string) error {
	for _, p := range pages() {
		text, err := p.make(root)
		if err != nil {
			return fmt.Errorf("make %s: %w", p.name, err)
		}
		if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(p.name)), []byte(text), 0o644); err != nil {
			return fmt.Errorf("write a page: %w", err)
		}
	}
	return nil
}
