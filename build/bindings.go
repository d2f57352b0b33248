package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// wailsProject is the part of wails.json that decides where and how bindings are written.
type wailsProject struct {
	BindingsDir string `json:"wailsjsdir"`
	Bindings    struct {
		Generation struct {
			OutputType string `json:"outputType"`
			Prefix     string `json:"prefix"`
			Suffix     string `json:"suffix"`
		} `json:"ts_generation"`
	} `json:"bindings"`
}

// runBindings is the target that writes the bindings again.
func runBindings(ctx context.Context, p *project, args []string) error {
	if err := noArguments("bindings", args); err != nil {
		return err
	}
	_, err := p.runSteps(ctx, []step{{name: "bindings", title: "write the window's bindings", run: func(ctx context.Context, s *stepRun) error {
		changed, err := regenerate(ctx, s)
		if err != nil {
			return err
		}
		for _, name := range changed {
			s.note("changed: %s", name)
		}
		if len(changed) == 0 {
			s.note("nothing changed")
		}
		return nil
	}}})
	return err
}

// checkBindings makes sure that the bindings in the checkout are those that the Go code gives.
func checkBindings(ctx context.Context, s *stepRun) error {
	changed, err := regenerate(ctx, s)
	if err != nil {
		return err
	}
	if len(changed) > 0 {
		return fmt.Errorf("the bindings did not match the Go code; they have been written again, so add these files to your commit:\n  %s", strings.Join(changed, "\n  "))
	}
	return nil
}

// regenerate writes the bindings and names the files that came out different.
// The program itself writes them when it is built with Wails's tag "bindings".
func regenerate(ctx context.Context, s *stepRun) (changed []string, err error) {
	text, err := os.ReadFile(s.path("wails.json"))
	if err != nil {
		return nil, fmt.Errorf("read wails.json: %w", err)
	}
	var project wailsProject
	if err := json.Unmarshal(text, &project); err != nil {
		return nil, fmt.Errorf("read wails.json: %w", err)
	}
	if project.BindingsDir == "" {
		return nil, errors.New("wails.json names no wailsjsdir, so it is not known where the bindings belong")
	}
	dir := s.path(filepath.FromSlash(project.BindingsDir), "wailsjs")
	before, err := readTree(dir)
	if err != nil {
		return nil, err
	}
	tools, err := s.outDir("tools")
	if err != nil {
		return nil, err
	}
	writer := filepath.Join(tools, executable("bindings"))
	if err := s.do(ctx, command{args: []string{"go", "build", "-buildvcs=false", "-tags", "bindings," + windowTags, "-o", writer, "."}}); err != nil {
		return nil, err
	}
	ts := project.Bindings.Generation
	env := []string{"tsoutputtype=" + ts.OutputType, "tsprefix=" + ts.Prefix, "tssuffix=" + ts.Suffix}
	if err := s.do(ctx, command{args: []string{writer}, env: env}); err != nil {
		return nil, err
	}
	after, err := readTree(dir)
	if err != nil {
		return nil, err
	}
	if len(after) == 0 {
		return nil, fmt.Errorf("no bindings were written to %s", s.short(dir))
	}
	for _, name := range differingFiles(before, after) {
		changed = append(changed, s.short(filepath.Join(dir, filepath.FromSlash(name))))
	}
	return changed, nil
}

// readTree reads every file below dir by its slash-separated name; without dir it is
// empty. It takes away the execute permission that Wails gives its files.
func readTree(dir string) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path == dir {
			return fs.SkipAll
		}
		if err != nil || entry.IsDir() {
			return err
		}
		if err := os.Chmod(path, 0o644); err != nil {
			return err
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)] = text
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the bindings: %w", err)
	}
	return files, nil
}

// differingFiles names the files that only one side has or that differ.
func differingFiles(before, after map[string][]byte) []string {
	var names []string
	for name, text := range after {
		if was, ok := before[name]; !ok || !bytes.Equal(was, text) {
			names = append(names, name)
		}
	}
	for name := range before {
		if _, ok := after[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// noArguments refuses what follows a target that takes nothing.
func noArguments(target string, args []string) error {
	flags := flag.NewFlagSet(target, flag.ContinueOnError)
	flags.SetOutput(new(bytes.Buffer))
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("%w: %v", errUsage, err)
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%w: %s takes no arguments, but was given %q", errUsage, target, flags.Arg(0))
	}
	return nil
}
