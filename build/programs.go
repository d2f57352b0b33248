package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
)

// buildPage builds the page that is embedded in the window.
func buildPage(ctx context.Context, s *stepRun) error {
	return s.do(ctx, command{dir: s.path("frontend"), args: []string{"npm", "run", "build"}})
}

// buildFlags stamp the version.
func (s *stepRun) buildFlags(ctx context.Context) []string {
	return []string{"-buildvcs=false", "-ldflags", linkFlags(s.version(ctx))}
}

// buildWindow builds the window program, with the page in it, for this machine.
func buildWindow(ctx context.Context, s *stepRun, file string) error {
	args := append([]string{"go", "build", "-tags", "desktop,production," + windowTags, "-o", file}, s.buildFlags(ctx)...)
	return s.do(ctx, command{env: []string{"CGO_ENABLED=1"}, args: append(args, ".")})
}

// buildConsole builds licensectl without C, so that it runs on any system of its kind.
func buildConsole(ctx context.Context, s *stepRun, goos, goarch, file string) error {
	args := append([]string{"go", "build", "-o", file}, s.buildFlags(ctx)...)
	env := []string{"CGO_ENABLED=0", "GOOS=" + goos, "GOARCH=" + goarch}
	return s.do(ctx, command{env: env, args: append(args, "./app/licensectl")})
}

// consoleName is the file name of licensectl for one system.
func consoleName(goos, goarch string) string {
	name := "licensectl-" + goos + "-" + goarch
	if goos == "windows" {
		name += ".exe"
	}
	return name
}

// buildConsoles proves that the console builds without C for each system, and that the
// version is stamped where the program reads it.
func buildConsoles(ctx context.Context, s *stepRun) error {
	dir, err := s.outDir("console")
	if err != nil {
		return err
	}
	for _, goos := range []string{"linux", "windows", "darwin"} {
		if err := buildConsole(ctx, s, goos, "amd64", filepath.Join(dir, consoleName(goos, "amd64"))); err != nil {
			return err
		}
	}
	stamped := filepath.Join(dir, executable("licensectl-stamped"))
	build := command{env: []string{"CGO_ENABLED=0"}, args: []string{"go", "build", "-buildvcs=false", "-ldflags", linkFlags("7.8.9-check"), "-o", stamped, "./app/licensectl"}}
	if err := s.do(ctx, build); err != nil {
		return err
	}
	said, err := s.read(ctx, command{args: []string{stamped, "version"}})
	if err != nil {
		return err
	}
	if !strings.Contains(said, "7.8.9-check") {
		return fmt.Errorf("a program stamped with 7.8.9-check says %q: %s is not the variable that it shows", said, versionVariable)
	}
	return nil
}
