package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// pageModules are the npm packages of which some line is in the page of the window, as its
// source map tells; what the lock file names is more.
func (k *packaging) pageModules(ctx context.Context, s *stepRun) ([]module, error) {
	dir := filepath.Join(k.work, "page")
	build := command{dir: s.path("frontend"), args: []string{"npx", "vite", "build", "--sourcemap", "hidden", "--outDir", dir}}
	if err := s.do(ctx, build); err != nil {
		return nil, err
	}
	maps, err := filepath.Glob(filepath.Join(dir, "assets", "*.map"))
	if err != nil || len(maps) == 0 {
		return nil, errors.Join(errors.New("the page was built without a source map, so it is not known what is in it"), err)
	}
	found := map[string]module{}
	for _, name := range maps {
		var sources struct {
			Sources []string `json:"sources"`
		}
		if err := readJSON(name, &sources); err != nil {
			return nil, err
		}
		for _, source := range sources.Sources {
			folder := packageFolder(source)
			if folder == "" || found[folder].Name != "" {
				continue
			}
			m, err := npmModule(s.path("frontend", filepath.FromSlash(folder)))
			if err != nil {
				return nil, err
			}
			found[folder] = m
		}
	}
	return byModule(found), nil
}

// packageFolder is the folder, from frontend/, of the npm package that a source is part of,
// or "" for one of our own.
func packageFolder(source string) string {
	const modules = "node_modules/"
	first, last := strings.Index(source, modules), strings.LastIndex(source, modules)
	if first < 0 {
		return ""
	}
	parts := strings.SplitN(source[last+len(modules):], "/", 3)
	name := parts[0]
	if strings.HasPrefix(name, "@") && len(parts) > 1 {
		name += "/" + parts[1]
	}
	return source[first:last+len(modules)] + name
}

func npmModule(dir string) (module, error) {
	var about struct {
		Name, Version, License string
	}
	if err := readJSON(filepath.Join(dir, "package.json"), &about); err != nil {
		return module{}, err
	}
	texts, err := licenseTexts(dir)
	return module{Ecosystem: "npm", Name: about.Name, Version: about.Version, License: about.License, Texts: texts}, err
}

func readJSON(name string, into any) error {
	text, err := os.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", filepath.Base(name), err)
	}
	return nil
}
