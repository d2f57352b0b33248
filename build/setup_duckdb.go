package main

import (
	"context"
	"fmt"
	"os"
)

// installDuckDB makes sure of DuckDB, which reads what is exported as Parquet: a
// package for Node.js, whose own packages for every system hold the program.
func (p *project) installDuckDB(ctx context.Context, s *stepRun) error {
	version, err := checkNode(ctx)
	if err != nil {
		return err
	}
	dir := p.path("build", "duckdb")
	stamp, err := moduleStamp(p.path("build", "duckdb", "package-lock.json"), version)
	if err != nil {
		return err
	}
	stampFile := p.path("build", "duckdb", "node_modules", ".installed-from")
	if was, err := os.ReadFile(stampFile); err == nil && string(was) == stamp {
		s.note("DuckDB is that of the lock file.")
		return nil
	}
	s.note("Installing DuckDB for the tests from the lock file (npm ci).")
	if err := s.do(ctx, command{dir: dir, args: []string{"npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"}}); err != nil {
		return fmt.Errorf("install DuckDB: %w", err)
	}
	if err := os.WriteFile(stampFile, []byte(stamp), 0o644); err != nil {
		return fmt.Errorf("remember the lock file: %w", err)
	}
	return nil
}

// installTestModules installs the modules that the tests take.
func installTestModules(ctx context.Context, s *stepRun) error {
	if err := s.installModules(ctx, s.log, s.note); err != nil {
		return err
	}
	return s.installDuckDB(ctx, s)
}
