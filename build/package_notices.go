package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// notices is the file with the licenses of everything of others that is in the programs.
func (k *packaging) notices() string { return filepath.Join(k.work, "THIRD-PARTY-NOTICES.txt") }

// license is the file with our own.
func (p *project) license() string { return p.path("LICENSE") }

// collectModules finds out what of others is in the programs, writes their licenses down
// for the packages, and a bill of materials beside them.
func (k *packaging) collectModules(ctx context.Context, s *stepRun) error {
	modules, err := goModules(ctx, s)
	if err != nil {
		return err
	}
	page, err := k.pageModules(ctx, s)
	if err != nil {
		return err
	}
	modules = append(modules, page...)
	for i, m := range modules {
		if m.License == "" {
			return fmt.Errorf("the license of %s %s is none that is known here; read it, and add its sign to licenseSigns in build/package_modules.go", m.Name, m.Version)
		}
		if len(m.Texts) == 0 {
			if m.License != "MIT" {
				return fmt.Errorf("%s %s says that its license is %s, and does not hold its text", m.Name, m.Version, m.License)
			}
			modules[i].Texts = []licenseText{{"LICENSE", "The package states the MIT license and holds no text of it."}}
		}
	}
	if err := os.WriteFile(k.notices(), []byte(noticesOf(modules)), 0o644); err != nil {
		return fmt.Errorf("write the licenses of others: %w", err)
	}
	s.note("%d modules of others are in the programs.", len(modules))
	return k.writeBill(ctx, s, modules)
}

// noticesOf is every license text once, with all the modules that it is for.
func noticesOf(modules []module) string {
	type terms struct {
		of   []string
		text string
	}
	var order []*terms
	byText := map[string]*terms{}
	for _, m := range modules {
		for _, t := range m.Texts {
			known := byText[t.Text]
			if known == nil {
				known = &terms{text: t.Text}
				byText[t.Text] = known
				order = append(order, known)
			}
			known.of = append(known.of, fmt.Sprintf("%s %s (%s, %s)", m.Name, m.Version, m.License, t.Name))
		}
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s holds work of others. Thank you.\nHere is all of it, with its licenses.\n", product.name)
	line := strings.Repeat("-", 80)
	for _, t := range order {
		fmt.Fprintf(&out, "\n%s\n%s\n%s\n\n%s\n", line, strings.Join(t.of, "\n"), line, t.text)
	}
	return out.String()
}

// writeBill writes the bill of materials by a program of a module of its own, since it
// takes a library.
func (k *packaging) writeBill(ctx context.Context, s *stepRun, modules []module) error {
	text, err := json.Marshal(map[string]any{
		"Name": product.name, "Program": product.window, "Version": k.version, "Publisher": product.publisher,
		"Description": product.description, "License": product.license, "When": k.when, "Modules": modules,
	})
	if err != nil {
		return fmt.Errorf("tell what is in the programs: %w", err)
	}
	out, err := os.Create(k.bill())
	if err != nil {
		return fmt.Errorf("write the bill of materials: %w", err)
	}
	defer out.Close()
	return s.do(ctx, command{dir: s.path("build", "sbom"), args: []string{"go", "run", "."}, stdin: strings.NewReader(string(text)), stdout: out})
}
