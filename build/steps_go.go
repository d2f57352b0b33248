package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// windowTags choose WebKitGTK 4.1 on Linux; other systems ignore them.
const windowTags = "webkit2_41"

// checkTags are those with which the code is looked at: they add the tests of the real
// window, which run in a step of their own, and those of the target stress.
const checkTags = windowTags + ",window," + stressTag

// goSteps are the checks and tests of the Go code.
func goSteps() []step {
	return []step{
		{name: "gofmt", title: "Go files are formatted", run: checkFormat},
		{name: "tidy", title: "go.mod and go.sum are tidy", run: checkTidy},
		{name: "dependencies", title: "what of others is in the programs is told, allowed and pinned", run: checkDependencies},
		{name: "vet", title: "go vet", run: runVet},
		{name: "lint", title: "import rules and ledger-file rule", run: runLint},
		{name: "staticcheck", title: "staticcheck", run: runStaticcheck},
		{name: "console", title: "the console program builds without C for Linux, Windows and macOS", run: buildConsoles},
		{name: "go-test", title: "Go tests, with the race detector where anything runs side by side", run: runGoTests},
	}
}

// checkFormat runs gofmt over the project's own Go files.
func checkFormat(ctx context.Context, s *stepRun) error {
	var dirs []string
	entries, err := os.ReadDir(s.root)
	if err != nil {
		return fmt.Errorf("read the checkout: %w", err)
	}
	for _, e := range entries {
		name := e.Name()
		switch {
		case name == "out" || name == "frontend" || strings.HasPrefix(name, "."):
		case e.IsDir() || strings.HasSuffix(name, ".go"):
			dirs = append(dirs, name)
		}
	}
	assets, err := filepath.Glob(s.path("frontend", "*.go"))
	if err != nil {
		return err
	}
	for _, file := range assets {
		dirs = append(dirs, s.short(file))
	}
	files, err := s.read(ctx, command{args: append([]string{"gofmt", "-l"}, dirs...)})
	if err != nil {
		return err
	}
	if files != "" {
		return fmt.Errorf("these files are not formatted; type `gofmt -w` and their names:\n%s", files)
	}
	return nil
}

// checkTidy makes sure that `go mod tidy` would change nothing, here and in the linter's module.
func checkTidy(ctx context.Context, s *stepRun) error {
	for _, dir := range []string{s.root, s.path("build", "lint")} {
		if err := s.do(ctx, command{dir: dir, args: []string{"go", "mod", "tidy", "-diff"}}); err != nil {
			return fmt.Errorf("%s: `go mod tidy` would change what is written above: %w", s.short(filepath.Join(dir, "go.mod")), err)
		}
	}
	return nil
}

// platform is an operating system that the checks look at the code for.
type platform struct {
	goos     string
	env      []string
	tags     string
	patterns []string
}

// platforms are those that a program is released for. On macOS the window needs Apple's
// C compiler, so from here only the console's packages are looked at.
func platforms() []platform {
	return []platform{
		{goos: "linux", env: []string{"GOOS=linux"}, tags: checkTags, patterns: []string{"./..."}},
		{goos: "windows", env: []string{"GOOS=windows", "CGO_ENABLED=0"}, tags: checkTags, patterns: []string{"./..."}},
		{goos: "darwin", env: []string{"GOOS=darwin", "CGO_ENABLED=0"}, tags: checkTags, patterns: []string{"./app/licensectl/...", "./app/cli/...", "./app/export/...", "./store/...", "./sync/...", "./build/..."}},
	}
}

func runVet(ctx context.Context, s *stepRun) error {
	for _, p := range platforms() {
		args := append([]string{"go", "vet", "-tags", p.tags}, p.patterns...)
		if err := s.do(ctx, command{args: args, env: p.env}); err != nil {
			return fmt.Errorf("for %s: %w", p.goos, err)
		}
		s.note("%s: nothing found", p.goos)
	}
	return s.do(ctx, command{dir: s.path("build", "lint"), args: []string{"go", "vet", "./..."}})
}

// partlyRaced are packages whose tests run many whole programs or histories, which the race
// detector makes five times as long: flags for the tests of each that run with it, those of
// what runs side by side there, and for those that run without.
var partlyRaced = []struct{ name, with, without string }{
	// Pages are hashed and taken in, a first image is made, and a day is filtered and sorted
	// beside other work; a ledger is read by many at once, and by other processes. Without
	// the detector every test meets more histories, so all run again.
	{"licenseledger/store", "-run=^Test(Stag(ing|eAhead)|FirstImage|Open|View|Filter|Publish_(Without|Unchanged|Many)|Locks|TwoProcesses|Backup|Restore)", "-run=."},
	{"licenseledger/app/cli", "", "-run=."},
	// The answers of whole tenants, looks one after the other, and syncs that are
	// troubled one by one: package engine meets the same with it.
	{"licenseledger/app", "-skip=" + appAlone, "-run=" + appAlone},
	// What is read from a history, compared row by row.
	{"licenseledger/app/desktop", "-skip=" + desktopAlone, "-run=" + desktopAlone},
	{"licenseledger/build/benchidentity", "", "-run=."},
	// More rows than a sheet holds, and what LibreOffice makes of workbooks.
	{"licenseledger/app/export", "-skip=" + exportAlone, "-run=" + exportAlone},
	// The same tenant again and again, in two ledgers.
	{"licenseledger/sync/engine", "-skip=" + engineAlone, "-run=" + engineAlone},
}

const (
	appAlone     = "^Test(Export_|Interruptions$|Held_|SignIns_|Sample_|FillSample_|LookUp_|SourceChoices_|Look_(AKill|ThreeLooks|TheRows|AReport)|Lake_)"
	engineAlone  = "^TestChanges_"
	exportAlone  = "^TestWriteXLSX_(MoreRowsThan|LibreOffice)"
	desktopAlone = "^Test(Changes_|Connect_|Person|Overview|Trend|Summary_|FreeUp_|Seats_|Find_|Forget_|Held_|Privacy_|Upkeep_|Window_(Changes|Counts))"
)

// runGoTests runs every Go test, with the race detector save those that partlyRaced leaves
// out. Two commands run at a time, the longest first, since one alone seldom keeps two
// processors busy.
func runGoTests(ctx context.Context, s *stepRun) error {
	list, err := s.read(ctx, command{args: []string{"go", "list", "-tags", windowTags, "./..."}})
	if err != nil {
		return err
	}
	raced := strings.Fields(list)
	var parts [][]string // arguments of go test
	for _, p := range partlyRaced {
		at := slices.Index(raced, p.name)
		if at < 0 {
			return fmt.Errorf("build/steps_go.go names the package %s, which does not exist: correct partlyRaced", p.name)
		}
		raced = slices.Delete(raced, at, at+1)
		if p.with != "" {
			parts = append(parts, []string{"-race", p.with, p.name})
		}
		parts = append(parts, []string{p.without, p.name})
	}
	parts = slices.Insert(parts, 0, append([]string{"-race"}, raced...))
	// What they have in common is compiled once, before they begin.
	for _, race := range []string{"-race=true", "-race=false"} {
		if err := s.do(ctx, command{args: []string{"go", "build", race, "-tags", windowTags, "./app/...", "./sync/..."}}); err != nil {
			return err
		}
	}
	return s.inMemory(func(env []string) error {
		return s.together(2, len(parts), func(i int, part *stepRun) error {
			return goTest(ctx, part, s.root, env, append([]string{"-tags", windowTags, "-p=1", "-vet=off"}, parts[i]...)...)
		})
	})
}

// goTest runs `go test`, shows a line per package and counts the tests.
func goTest(ctx context.Context, s *stepRun, dir string, env []string, args ...string) error {
	_, err := goTestReported(ctx, s, dir, env, args...)
	return err
}

// goTestReported is goTest that returns what the tests told besides.
func goTestReported(ctx context.Context, s *stepRun, dir string, env []string, args ...string) (*goTestReport, error) {
	read, write := io.Pipe()
	c := command{dir: dir, env: env, args: append([]string{"go", "test", "-json", "-count=1"}, args...), stdout: write, stderr: s.log}
	ended := make(chan error, 1)
	go func() {
		err := s.do(ctx, c)
		write.Close()
		ended <- err
	}()
	with := ""
	if slices.Contains(args, "-race") {
		with = ", with the race detector"
	}
	report, err := readGoTest(read, s.log, func(format string, a ...any) { s.say("      "+format+with, a...) })
	if err := errors.Join(err, <-ended); err != nil && len(report.failures) == 0 {
		s.counts.add(report.counts)
		return report, err
	}
	s.counts.add(report.counts)
	s.failed = append(s.failed, report.failures...)
	if len(report.failures) > 0 {
		var wrote strings.Builder
		for _, test := range report.failures {
			wrote.WriteString("\n" + test.text)
		}
		return report, fmt.Errorf("%s. What failed wrote:\n%s", report.counts, wrote.String())
	}
	if report.counts.passed == 0 {
		return report, fmt.Errorf("no test ran in %s", strings.Join(args, " "))
	}
	return report, nil
}
