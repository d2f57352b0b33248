package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
)

// largeUsers have more rows than a sheet of Excel takes (1,048,576), and more
// than an element of a page can be tall in WebKitGTK and Chromium (33,554,428
// pixels, 32 a row).
const largeUsers = 420_000

// runLarge is the target that tests the window on a list of more than a million
// rows, read on two days: end to end in a browser, and in the real window.
func runLarge(ctx context.Context, p *project, args []string) error {
	if err := noArguments("large", args); err != nil {
		return err
	}
	dir, err := p.outDir("large")
	if err != nil {
		return err
	}
	b := &benchRun{console: filepath.Join(dir, executable("licensectl")), dir: dir, store: storeSize{users: largeUsers}}
	l := &importBench{benchRun: b, ledger: filepath.Join(dir, "large.ledger")}
	env := []string{"LICENSELEDGER_LARGE=" + dir}
	results, err := p.runSteps(ctx, []step{
		{name: "large-setup", title: "install what is missing", run: setUp(slices.Concat(windowNeeds, testNeeds))},
		{name: "large-ledger", title: "import the lists of two days, of more than 1,000,000 rows each", run: func(ctx context.Context, s *stepRun) error {
			b.stepRun = s
			return l.makeLedger(ctx)
		}},
		{name: "large-page", title: "front end: build", run: buildPage},
		{name: "large-e2e", title: "end to end in Chromium (Playwright)", run: func(ctx context.Context, s *stepRun) error {
			return runPlaywright(ctx, s, "playwright-large.json", env, "--config", "playwright.large.config.ts")
		}},
		{name: "large-window", title: "the real window on a virtual display", run: func(ctx context.Context, s *stepRun) error {
			return testRealWindow(ctx, s, "^TestLargeWindow$", env)
		}},
	})
	printSummary(p.out, results)
	return err
}

// makeLedger has the lists written and imports them, unless that was done before.
// The ledger gets its name only when both are in it.
func (i *importBench) makeLedger(ctx context.Context) error {
	if exists(i.ledger) {
		i.note("It is there already: %s. Delete it to have it made again.", i.short(i.ledger))
		return nil
	}
	if err := buildConsole(ctx, i.stepRun, runtime.GOOS, runtime.GOARCH, i.console); err != nil {
		return err
	}
	if err := i.writeLists(ctx); err != nil {
		return err
	}
	partial := i.ledger + ".partial"
	if err := removeOld(partial); err != nil {
		return err
	}
	for _, list := range i.lists {
		if err := i.do(ctx, command{args: []string{i.console, "import", partial, list}}); err != nil {
			return fmt.Errorf("import %s: %w", filepath.Base(list), err)
		}
	}
	i.note("lists of %s and %s rows", strconv.Itoa(i.rows[0]), strconv.Itoa(i.rows[1]))
	return os.Rename(partial, i.ledger)
}
