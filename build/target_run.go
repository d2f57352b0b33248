package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// The sample tenant of the first look.
const (
	samplePeople = "500"
	sampleDays   = "60"
)

// runApp is the target that a newcomer types first.
func runApp(ctx context.Context, p *project, args []string) error {
	if err := noArguments("run", args); err != nil {
		return err
	}
	bin, err := p.outDir("bin")
	if err != nil {
		return err
	}
	window := filepath.Join(bin, executable("licenseledger"))
	console := filepath.Join(bin, executable("licensectl"))
	sample := p.path("out", "demo", "contoso.ledger")

	_, err = p.runSteps(ctx, []step{
		{name: "run-setup", title: "install what is missing", run: setUp(windowNeeds)},
		{name: "run-page", title: "build the page of the window", run: buildPage},
		{name: "run-programs", title: "build the window and the console program (the first time takes a minute or two)", run: func(ctx context.Context, s *stepRun) error {
			if err := buildWindow(ctx, s, window); err != nil {
				return err
			}
			return buildConsole(ctx, s, runtime.GOOS, runtime.GOARCH, console)
		}},
		{name: "run-demo", title: fmt.Sprintf("sync a sample tenant of %s people for %s days", samplePeople, sampleDays), run: func(ctx context.Context, s *stepRun) error {
			return makeSample(ctx, s, console, sample)
		}},
	})
	if err != nil {
		return err
	}
	if !hasDisplay(runtime.GOOS, os.Getenv) {
		p.say("\nThere is no display here, so the same is shown on the console.")
		return p.showOnConsole(ctx, console, sample)
	}
	p.say("\nOpening the window on %s. Close the window to end.", p.short(sample))
	err = start(ctx, command{dir: p.root, args: []string{window, sample}, stdout: os.Stdout, stderr: os.Stderr, attach: true})
	return err
}

// makeSample syncs the sample tenant, unless that was done before. The ledger gets its
// name only when it is whole, so a stopped run does not leave half a sample behind.
func makeSample(ctx context.Context, s *stepRun, console, sample string) error {
	if exists(sample) {
		s.note("It is there already: %s. Delete it to have it made again.", s.short(sample))
		return nil
	}
	dir := filepath.Dir(sample)
	unfinished := dir + ".unfinished"
	if err := os.RemoveAll(unfinished); err != nil {
		return fmt.Errorf("remove an unfinished sample: %w", err)
	}
	if err := os.MkdirAll(unfinished, 0o755); err != nil {
		return fmt.Errorf("make the sample's folder: %w", err)
	}
	file := filepath.Join(unfinished, filepath.Base(sample))
	if err := s.do(ctx, command{args: []string{console, "demo", file, "--users", samplePeople, "--days", sampleDays}}); err != nil {
		return err
	}
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("make room for the sample: %w", err)
	}
	if err := os.Rename(unfinished, dir); err != nil {
		return fmt.Errorf("put the sample in place: %w", err)
	}
	s.note("Made %s.", s.short(sample))
	return nil
}

// showOnConsole lists a few rows and exports the list, as the window would.
func (p *project) showOnConsole(ctx context.Context, console, sample string) error {
	workbook := filepath.Join(filepath.Dir(sample), "Contoso licenses "+time.Now().Format("2006-01-02 150405")+".xlsx")
	p.say("\nThe first rows of the list:\n")
	if err := p.show(ctx, console, "list", sample, "--limit", "10"); err != nil {
		return err
	}
	p.say("")
	if err := p.show(ctx, console, "export", sample, "--out", workbook); err != nil {
		return err
	}
	if !exists(workbook) {
		return fmt.Errorf("the export ended without an error, but %s is not there", workbook)
	}
	p.say("\nThe list as an Excel workbook: %s", workbook)
	p.say("What else it can tell: %s help", p.short(console))
	return nil
}

// show runs a program whose output is for the person at the terminal.
func (p *project) show(ctx context.Context, args ...string) error {
	err := start(ctx, command{dir: p.root, args: args, stdout: p.out, stderr: os.Stderr})
	return err
}

// hasDisplay tells whether a window can open.
func hasDisplay(goos string, getenv func(string) string) bool {
	if goos == "windows" || goos == "darwin" {
		return true
	}
	return getenv("DISPLAY") != "" || getenv("WAYLAND_DISPLAY") != ""
}

// executable is a program's file name on this system.
func executable(name string) string {
	if runtime.GOOS == "windows" {
		return name + ".exe"
	}
	return name
}
