package main

import (
	"context"
	"debug/buildinfo"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// bill is the file with the bill of materials.
func (k *packaging) bill() string {
	return filepath.Join(k.dir, fmt.Sprintf("%s-%s.cdx.json", product.window, k.version))
}

// checkBill compares the bill of materials with what Go wrote into every program that was
// built: a module that is in one and not in the bill was overlooked.
func (k *packaging) checkBill(_ context.Context, s *stepRun) error {
	var written struct {
		Components []struct {
			URL string `json:"purl"`
		} `json:"components"`
	}
	if err := readJSON(k.bill(), &written); err != nil {
		return err
	}
	var listed []string
	for _, c := range written.Components {
		listed = append(listed, c.URL)
	}
	programs, err := filepath.Glob(filepath.Join(k.work, "*-*", product.console+"*"))
	if err != nil || len(programs) == 0 {
		return errors.Join(errors.New("no programs were built, so nothing was compared with the bill of materials"), err)
	}
	windows, err := filepath.Glob(filepath.Join(k.work, "*-*", product.window+"*"))
	if err != nil {
		return err
	}
	for _, program := range append(programs, windows...) {
		if info, err := os.Stat(program); err != nil || !info.Mode().IsRegular() {
			continue
		}
		info, err := buildinfo.ReadFile(program)
		if err != nil {
			continue // an icon or a resource that lies beside programs
		}
		var parts []string
		for _, m := range info.Deps {
			parts = append(parts, "pkg:golang/"+m.Path+"@"+m.Version)
		}
		if missing := notListed(parts, listed); len(missing) > 0 {
			return fmt.Errorf("%s holds what the bill of materials does not name: %s", s.short(program), strings.Join(missing, ", "))
		}
		s.note("%s: all of its %d modules are in the bill.", s.short(program), len(parts))
	}
	return nil
}

// notListed are the parts that are not in a list of package URLs.
func notListed(parts, listed []string) []string {
	var missing []string
	for _, part := range parts {
		if !slices.Contains(listed, strings.ReplaceAll(part, "+", "%2B")) {
			missing = append(missing, part)
		}
	}
	return missing
}
