package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// lintTools are the programs of the linter's own module, whose versions are pinned there.
var lintTools = []struct{ name, pkg string }{
	{"lint", "."},
	{"depguard", "github.com/OpenPeeDeeP/depguard/v2/cmd/depguard"},
	{"staticcheck", "honnef.co/go/tools/cmd/staticcheck"},
}

// lintTool is the file of one of lintTools.
func (p *project) lintTool(name string) string {
	return p.path("out", "tools", executable(name))
}

// buildLinters builds lintTools, and proves the rules on their own examples.
func buildLinters(ctx context.Context, s *stepRun) error {
	if _, err := s.outDir("tools"); err != nil {
		return err
	}
	for _, tool := range lintTools {
		if err := s.do(ctx, command{dir: s.path("build", "lint"), args: []string{"go", "build", "-buildvcs=false", "-o", s.lintTool(tool.name), tool.pkg}}); err != nil {
			return err
		}
	}
	if err := goTest(ctx, s, s.path("build", "lint"), nil, "./..."); err != nil {
		return fmt.Errorf("the rules fail their own examples: %w", err)
	}
	return nil
}

// runLint looks at the project for each platform.
func runLint(ctx context.Context, s *stepRun) error {
	rules, err := placeImportRules(s)
	if err != nil {
		return err
	}
	var broken []error
	for _, p := range platforms() {
		args := append([]string{"go", "vet", "-vettool=" + s.lintTool("lint"), "-tags", p.tags}, p.patterns...)
		if err := s.do(ctx, command{args: args, env: p.env}); err != nil {
			broken = append(broken, fmt.Errorf("for %s, a ledger file is opened without SQLite: %w", p.goos, err))
		}
		args = []string{s.lintTool("depguard")}
		for _, pattern := range p.patterns {
			args = append(args, filepath.ToSlash(filepath.Join("..", "..", pattern)))
		}
		env := append([]string{"GOFLAGS=" + strings.TrimSpace(os.Getenv("GOFLAGS")+" -trimpath -tags="+p.tags)}, p.env...)
		if err := s.do(ctx, command{dir: rules, args: args, env: env}); err != nil {
			broken = append(broken, fmt.Errorf("for %s, an import goes the wrong way; the reason stands beside it above: %w", p.goos, err))
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return errors.Join(broken...)
}

// placeImportRules writes the import rules for this checkout and returns the folder from
// which depguard finds them. depguard compares whole paths, so a rule about app/ would
// otherwise hit every file of a checkout that lies in a folder named app.
func placeImportRules(s *stepRun) (dir string, err error) {
	rules, err := os.ReadFile(s.path("build", "lint", "depguard.json"))
	if err != nil {
		return "", fmt.Errorf("read the import rules: %w", err)
	}
	if dir, err = s.outDir("lint"); err != nil {
		return "", err
	}
	// A path may hold characters that mean something in a pattern, or in JSON.
	root := strings.NewReplacer(`[`, `\\[`, `]`, `\\]`, `{`, `\\{`, `}`, `\\}`, `*`, `\\*`, `?`, `\\?`, `"`, `\"`).Replace(filepath.ToSlash(s.root))
	placed := strings.ReplaceAll(string(rules), "ROOT/", root+"/")
	if err := os.WriteFile(filepath.Join(dir, ".depguard.json"), []byte(placed), 0o644); err != nil {
		return "", fmt.Errorf("write the import rules: %w", err)
	}
	return dir, nil
}

func runStaticcheck(ctx context.Context, s *stepRun) error {
	return s.do(ctx, command{args: []string{s.lintTool("staticcheck"), "-tags", checkTags, "./..."}})
}
