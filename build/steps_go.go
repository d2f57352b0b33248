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

// goLookSteps look at the Go code. They take nothing of Node.js, so they run while its
// modules are being installed.
func goLookSteps() []step {
	onlyGo := []string{"setup"}
	return []step{
		{name: "linters", title: "the linters build, and catch their own examples", after: onlyGo, run: buildLinters},
		{name: "vet", title: "go vet", after: onlyGo, run: runVet},
		{name: "lint", title: "import rules and ledger-file rule", after: []string{"linters"}, run: runLint},
		{name: "staticcheck", title: "staticcheck", after: []string{"linters"}, run: runStaticcheck},
		{name: "console", title: "the console program builds without C for Linux, Windows and macOS", after: onlyGo, run: buildConsoles},
		{name: "gofmt", title: "Go files are formatted", after: onlyGo, run: checkFormat},
		{name: "tidy", title: "go.mod and go.sum are tidy", after: onlyGo, run: checkTidy},
		{name: "dependencies", title: "what of others is in the programs is told, allowed and pinned", after: onlyGo, run: checkDependencies},
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

// ownPart are the packages whose tests take longest; the others are tested one after the
// other.
var ownPart = []string{"licenseledger/store", "licenseledger/app", "licenseledger/app/cli", "licenseledger/app/desktop"}

// raced are tests of what runs side by side, which the whole test runs a second time, with
// the race detector. It makes them three to five times as long, so those of whole tenants
// and histories, one step after the other, are left to `go run ./build race`.
var raced = []struct{ name, pick string }{
	// Pages are hashed and taken in while the one before is kept, and a first image is made
	// beside them; the log is moved into the file; a day is filtered, sorted and searched in parts; others read meanwhile.
	{"licenseledger/store", "-run=^Test(Staging_(Eq|Is|Mis)|StageAhead_|FirstImage_(Is|None)|Publish_(Many|Listings|AReader)|View_(IsRead|SortsAnd|SaysWhen)|Filter_)"},
	{"licenseledger/sync/engine", "-run=^Test(Run_([^K]|K[^i])|RunActivity_Cancelled)"},
	{"licenseledger/sync/graph", "-run=."},
	{"licenseledger/sync/powerplatform", "-run=."},
	{"licenseledger/sync/rest", "-run=^Test[^D]|^TestDo_"},
	{"licenseledger/sync/auth", "-run=."},
	{"licenseledger/sync/importer", "-run=^Test(Open_Tells|OpenInto|Listing|Reader)"},
	{"licenseledger/app", "-run=^Test(Import_([^A]|A[^n]|Ans)|Preview_|Watch_|Folder_|CollectSeldom|ReturnFree|CreateSample|Doctor_IsCanceled)"},
	{"licenseledger/app/desktop", "-run=^Test(Jobs_|Watch_|Elsewhere_AR|RemoveSample_|Looks_(Out|Wait)|PreviewImport_)"},
	{"licenseledger/app/export", "-run=^TestWrite(XLSX_(SameBytes|Stops)|CSV_S)"},
	{"licenseledger/app/export/lake", "-run=^TestWrite_(TwoP|Writes)"},
	{"licenseledger/app/export/parquet", "-run=^TestWriteRows_(Many|Stops)"},
	{"licenseledger/app/tenants", "-run=^TestSync"},
}

// runGoTests runs every Go test, and those of raced again with the race detector.
func runGoTests(ctx context.Context, s *stepRun) error {
	others, err := goPackages(ctx, s)
	if err != nil {
		return err
	}
	var alone, again [][]string // arguments of go test
	for _, r := range raced {
		if !slices.Contains(others, r.name) {
			return fmt.Errorf("build/steps_go.go names the package %s, which does not exist: correct raced", r.name)
		}
		again = append(again, []string{"-race", r.pick, r.name})
	}
	for _, name := range ownPart {
		at := slices.Index(others, name)
		if at < 0 {
			return fmt.Errorf("build/steps_go.go names the package %s, which does not exist: correct ownPart", name)
		}
		others = slices.Delete(others, at, at+1)
		// Sessions and nights that wait by a clock on the wall let others go on.
		alone = append(alone, []string{"-parallel=4", name})
	}
	return goTestParts(ctx, s, slices.Concat([][]string{others}, alone, again))
}

// runRacedTests runs every Go test with the race detector.
func runRacedTests(ctx context.Context, s *stepRun) error {
	packages, err := goPackages(ctx, s)
	if err != nil {
		return err
	}
	var parts [][]string
	for _, name := range packages {
		parts = append(parts, []string{"-race", "-timeout=1h", name})
	}
	return goTestParts(ctx, s, parts)
}

// goPackages are the packages that have tests.
func goPackages(ctx context.Context, s *stepRun) ([]string, error) {
	list, err := s.read(ctx, command{args: []string{"go", "list", "-tags", windowTags, "-f", "{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}", "./..."}})
	return strings.Fields(list), err
}

// goTestParts runs `go test` with each of some arguments. Three run at a time, since each
// leaves its processor idle at times, for a clock, a lock or a program that it waits for:
// the longest belong first.
func goTestParts(ctx context.Context, s *stepRun, parts [][]string) error {
	// What they have in common is compiled once, before they begin.
	for _, race := range []string{"-race=true", "-race=false"} {
		if err := s.do(ctx, command{args: []string{"go", "build", race, "-tags", windowTags, "./app/...", "./sync/..."}}); err != nil {
			return err
		}
	}
	return s.inMemory(func(env []string) error {
		return s.together(3, len(parts), func(i int, part *stepRun) error {
			// Linked for no debugger, which takes half as long; what panics still names its lines.
			return goTest(ctx, part, s.root, env, append([]string{"-tags", windowTags, "-p=1", "-vet=off", "-ldflags=-w"}, parts[i]...)...)
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
