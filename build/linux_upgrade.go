package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// upgrade opens files of every earlier version of the program with the installed one: each
// is read, brought up to date by the first command that writes, and kept as it was beside
// it. A file of a version to come is refused, and left alone.
func (p *linuxProof) upgrade(ctx context.Context, s *stepRun, dir string) error {
	texts, err := filepath.Glob(s.path("store", "testdata", "v*.sql"))
	if err != nil || len(texts) == 0 {
		return errors.Join(errors.New("no files of earlier versions are kept in store/testdata"), err)
	}
	for _, text := range texts {
		version := strings.TrimSuffix(filepath.Base(text), ".sql")
		file := filepath.Join(dir, version+".ledger")
		content, err := os.ReadFile(text)
		if err != nil {
			return fmt.Errorf("read a file of an earlier version: %w", err)
		}
		if err := s.do(ctx, command{args: []string{"sqlite3", file}, stdin: strings.NewReader(string(content))}); err != nil {
			return err
		}
		if err := p.upgradeOne(ctx, s, file, version); err != nil {
			return fmt.Errorf("a file of version %s: %w", version, err)
		}
	}
	return p.refuseNewer(ctx, s, filepath.Join(dir, "sample.ledger"))
}

func (p *linuxProof) upgradeOne(ctx context.Context, s *stepRun, file, version string) error {
	before, err := p.root.do(ctx, s, product.console, "list", file, "--json")
	if err != nil {
		return err
	}
	if _, err := p.root.do(ctx, s, product.console, "compact", file); err != nil {
		return err
	}
	kept, err := filepath.Glob(file + "." + version + "-*.backup")
	if err != nil || len(kept) != 1 {
		return errors.Join(fmt.Errorf("%d backups lie beside it", len(kept)), err)
	}
	for _, now := range []string{file, kept[0]} {
		after, err := p.root.do(ctx, s, product.console, "list", now, "--json")
		if err != nil {
			return err
		}
		if after != before || before == "" {
			return fmt.Errorf("%s no longer says what the file said before it was brought up to date", filepath.Base(now))
		}
	}
	_, err = p.root.do(ctx, s, product.console, "check", file)
	return err
}

func (p *linuxProof) refuseNewer(ctx context.Context, s *stepRun, file string) error {
	if err := s.do(ctx, command{args: []string{"sqlite3", file, "PRAGMA user_version = 1000000"}}); err != nil {
		return err
	}
	_, err := p.root.do(ctx, s, product.console, "overview", file)
	if err == nil || !strings.Contains(err.Error(), "[schema_too_new]") {
		return fmt.Errorf("a file of a newer version is not refused by saying so, but: %v", err)
	}
	return nil
}
