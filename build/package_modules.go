package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// module is somebody else's work that is in our programs.
type module struct {
	Ecosystem string // golang or npm, as package URLs call them
	Name      string
	Version   string
	License   string // by its SPDX expression
	Texts     []licenseText
}

// licenseText is one file in which a module states its terms.
type licenseText struct {
	Name, Text string
}

// programKinds are all programs that are handed out, as `go list` is asked about them.
func programKinds() []command {
	var kinds []command
	for _, goos := range []string{"linux", "windows", "darwin"} {
		cgo := "CGO_ENABLED=1"
		if goos == "windows" {
			cgo = "CGO_ENABLED=0"
		}
		for _, goarch := range []string{"amd64", "arm64"} {
			target := []string{"GOOS=" + goos, "GOARCH=" + goarch}
			kinds = append(kinds,
				command{env: append([]string{cgo}, target...), args: []string{"-tags", "desktop,production," + windowTags, "."}},
				command{env: append([]string{"CGO_ENABLED=0"}, target...), args: []string{"./app/licensectl"}})
		}
	}
	return kinds
}

// goModules are the modules of which some package is in some program of ours: not what
// go.mod names, which is more.
func goModules(ctx context.Context, s *stepRun) ([]module, error) {
	tree, err := goTree(ctx, s)
	if err != nil {
		return nil, err
	}
	found := map[string]module{}
	for name, one := range tree {
		if err := one.readLicense(); err != nil {
			return nil, err
		}
		found[name] = one.module
	}
	standard, err := goItself(ctx, s)
	if err != nil {
		return nil, err
	}
	found[standard.Name] = standard
	return byModule(found), nil
}

// goItself is the standard library and the runtime, which every Go program holds.
func goItself(ctx context.Context, s *stepRun) (module, error) {
	told, err := s.read(ctx, command{args: []string{"go", "env", "GOVERSION", "GOROOT"}})
	if err != nil {
		return module{}, err
	}
	version, root, _ := strings.Cut(told, "\n")
	texts, err := licenseTexts(strings.TrimSpace(root))
	m := module{Ecosystem: "golang", Name: "std", Version: strings.TrimPrefix(strings.TrimSpace(version), "go"), License: spdxOf(texts), Texts: texts}
	return m, err
}

func byModule(found map[string]module) []module {
	var all []module
	for _, m := range found {
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b module) int { return strings.Compare(a.Ecosystem+a.Name, b.Ecosystem+b.Name) })
	return all
}

// licenseFile are the names under which terms are stated.
var licenseFile = regexp.MustCompile(`(?i)^(un)?(licen[sc]e|copying|notice|patents)([.-].*)?$`)

// licenseTexts reads the terms at the top of a module.
func licenseTexts(dir string) ([]licenseText, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("read the license of a module: %w", err)
	}
	var texts []licenseText
	for _, entry := range entries {
		if entry.IsDir() || !licenseFile.MatchString(entry.Name()) || strings.Contains(strings.ToLower(entry.Name()), "logo") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			return nil, fmt.Errorf("read the license of a module: %w", err)
		}
		texts = append(texts, licenseText{entry.Name(), strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n"))})
	}
	return texts, nil
}

// licenseSigns are sentences by which the usual licenses are known, the longer ones first.
var licenseSigns = []struct{ spdx, sign string }{
	{"Unlicense OR MIT", "dual-licensed under the UNLICENSE or the MIT license"},
	{"Apache-2.0", "Apache License Version 2.0"},
	{"MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy"},
	{"BSD-3-Clause", "Neither the name of"},
	{"BSD-2-Clause", "Redistributions in binary form must reproduce the above copyright notice"},
}

// spdxOf names the license that a module's main text is, or "" when it is none of the usual.
func spdxOf(texts []licenseText) string {
	for _, t := range texts {
		flat := strings.Join(strings.Fields(t.Text), " ")
		for _, known := range licenseSigns {
			if strings.Contains(flat, known.sign) {
				return known.spdx
			}
		}
	}
	return ""
}
