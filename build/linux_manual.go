package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// completions are where each shell looks for what completes a program's words, below /usr.
var completions = map[string]string{
	"bash": "share/bash-completion/completions/" + product.console,
	"zsh":  "share/zsh/vendor-completions/_" + product.console,
	"fish": "share/fish/vendor_completions.d/" + product.console + ".fish",
}

// writeManual has the console program tell about itself: a manual page for each command, and
// a script for each shell.
func (k *packaging) writeManual(ctx context.Context, s *stepRun) error {
	pages := filepath.Join(k.work, "manual")
	if err := os.MkdirAll(pages, 0o755); err != nil {
		return fmt.Errorf("make the folder of manual pages: %w", err)
	}
	epoch := fmt.Sprintf("SOURCE_DATE_EPOCH=%d", k.when.Unix())
	if err := s.do(ctx, command{env: []string{epoch}, args: []string{"go", "run", "./build/reference", "man", pages}}); err != nil {
		return err
	}
	for shell := range completions {
		script, err := output(ctx, command{args: []string{k.program("linux", runtime.GOARCH, product.console), "completion", shell}, stderr: s.log})
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(k.work, "completion-"+shell), []byte(script+"\n"), 0o644); err != nil {
			return fmt.Errorf("keep what completes words in %s: %w", shell, err)
		}
	}
	return nil
}

// manualFiles are what writeManual made, where Linux looks for it.
func (k *packaging) manualFiles() ([]packed, error) {
	pages, err := filepath.Glob(filepath.Join(k.work, "manual", "*.1"))
	if err != nil || len(pages) == 0 {
		return nil, fmt.Errorf("there are no manual pages (%v)", err)
	}
	var files []packed
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			return nil, fmt.Errorf("read a manual page: %w", err)
		}
		files = append(files, packed{name: "share/man/man1/" + filepath.Base(page) + ".gz", mode: 0o644, text: zipped(string(text))})
	}
	for shell, name := range completions {
		files = append(files, packed{name: name, mode: 0o644, from: filepath.Join(k.work, "completion-"+shell)})
	}
	return files, nil
}
