package main

import (
	"context"
	"os"
)

// runReference is the target that writes the pages of docs again that are made from the
// program. They are compared by the tests of build/reference.
func runReference(ctx context.Context, p *project, args []string) error {
	if err := noArguments("reference", args); err != nil {
		return err
	}
	_, err := p.runSteps(ctx, []step{{name: "reference", title: "write the pages that the program tells", run: func(ctx context.Context, s *stepRun) error {
		page, err := dependenciesPage(ctx, s)
		if err != nil {
			return err
		}
		if err := os.WriteFile(s.path(dependenciesFile), []byte(page), 0o644); err != nil {
			return err
		}
		return s.do(ctx, command{dir: s.root, args: []string{"go", "run", "./build/reference", "docs"}})
	}}})
	return err
}
