package main

import (
	"context"
	"fmt"
	"path/filepath"
)

// windowSteps test the whole program: its page in a browser, and its real window.
func windowSteps() []step {
	return []step{
		{name: "bindings", title: "the window's bindings match the Go code", run: checkBindings},
		{name: "e2e", title: "end to end in Chromium (Playwright)", run: runEndToEnd},
		{name: "window", title: "the real window on a virtual display", run: runRealWindow},
	}
}

// runEndToEnd runs the Playwright tests, which start the program themselves.
func runEndToEnd(ctx context.Context, s *stepRun) error {
	return s.inMemory(func(env []string) error { return runPlaywright(ctx, s, "playwright.json", env) })
}

// runPlaywright runs Playwright tests and counts them; name is that of its report.
func runPlaywright(ctx context.Context, s *stepRun, name string, env []string, args ...string) error {
	dir, err := s.outDir("results")
	if err != nil {
		return err
	}
	file := filepath.Join(dir, name)
	if err := removeOld(file); err != nil {
		return err
	}
	err = s.do(ctx, command{
		dir:  s.path("frontend"),
		env:  append([]string{"PLAYWRIGHT_JSON_OUTPUT_NAME=" + file, "CI=1"}, env...),
		args: append([]string{"npm", "run", "e2e", "--", "--reporter=list,json"}, args...),
	})
	return s.count(file, playwrightResults, err)
}

// runRealWindow runs the tests of the real window, and looks whether they left their
// pictures in out/screenshots.
func runRealWindow(ctx context.Context, s *stepRun) error {
	pictures := s.path("out", "screenshots")
	// Only its own: those of the pages in a browser lie beside them.
	old, err := filepath.Glob(filepath.Join(pictures, "window-*.png"))
	if err != nil {
		return err
	}
	for _, picture := range old {
		if err := removeOld(picture); err != nil {
			return err
		}
	}
	if err := s.inMemory(func(env []string) error { return testRealWindow(ctx, s, "^TestRealWindow$", env) }); err != nil {
		return err
	}
	found, err := filepath.Glob(filepath.Join(pictures, "window-*.png"))
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fmt.Errorf("the tests left no picture in %s", s.short(pictures))
	}
	s.note("%d pictures are in %s", len(found), s.short(pictures))
	return nil
}

// testRealWindow builds the program as a release has it and runs the tests of that name,
// which drive its window on a virtual display, with a window manager, by keyboard and mouse.
func testRealWindow(ctx context.Context, s *stepRun, name string, env []string) error {
	dir, err := s.outDir("bin")
	if err != nil {
		return err
	}
	program := filepath.Join(dir, executable("licenseledger"))
	if err := buildWindow(ctx, s, program); err != nil {
		return err
	}
	env = append([]string{"LICENSELEDGER_PROGRAM=" + program}, env...)
	return goTest(ctx, s, s.root, env, "-tags", checkTags, "-run", name, "./app/desktop")
}
