package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// stressTag adds the tests that take too long for the whole test, or need what only
// root may do. They are named TestStress_..., in files named stress_*_test.go.
const stressTag = "stress"

// runStress is the target that does to the program what computers, networks and people
// do to it in years: kills, full disks, networks that lie, days of syncs.
func runStress(ctx context.Context, p *project, args []string) error {
	flags := flag.NewFlagSet("stress", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	only := flags.String("only", "", "regular expression of names of tests")
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 {
		return fmt.Errorf("%w: stress takes one flag, such as -only Kill", errUsage)
	}
	pattern, err := regexp.Compile(*only)
	if err != nil {
		return fmt.Errorf("%w: -only: %w", errUsage, err)
	}
	found, err := findStress(p.path(), pattern)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fmt.Errorf("%w: no stress test is named like %q", errUsage, *only)
	}
	steps := []step{{name: "stress-setup", setup: true, title: "install what is missing", run: setUp(slices.Concat(windowNeeds, testNeeds))}}
	figures := map[string]int64{}
	for _, dir := range slices.Sorted(maps.Keys(found)) {
		steps = append(steps, step{name: "stress-" + strings.ReplaceAll(dir, "/", "-"), title: "stress: " + dir, run: func(ctx context.Context, s *stepRun) error {
			return stressFolder(ctx, s, dir, found[dir], figures)
		}})
	}
	results, err := p.runStepsUntil(ctx, steps, true)
	printSummary(p.out, results)
	printFigures(p.out, figures)
	if dir, writeErr := p.outDir("stress"); writeErr != nil {
		err = errors.Join(err, writeErr)
	} else {
		err = errors.Join(err, writeFigures(filepath.Join(dir, "figures.json"), figures))
	}
	return err
}

// stressFolder runs the tests of a folder, and adds what they counted to figures.
func stressFolder(ctx context.Context, s *stepRun, dir string, tests []string, figures map[string]int64) error {
	report, err := goTestReported(ctx, s, s.root, nil, "-tags", windowTags+","+stressTag, "-timeout", "6h", "-run", "^("+strings.Join(tests, "|")+")$", "./"+dir)
	for name, n := range report.figures {
		figures[name] += n
		s.note("%s: %d", name, n)
	}
	return err
}

// stressTest finds the stress tests in the text of a file.
var stressTest = regexp.MustCompile(`(?m)^func (TestStress_\w+)\(`)

// findStress is the stress tests whose name pattern finds, by folder below root.
func findStress(root string, pattern *regexp.Regexp) (map[string][]string, error) {
	found := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := entry.Name(); entry.IsDir() && path != root && (name == "node_modules" || name == "out" || name == "testdata" || name[0] == '.') {
			return fs.SkipDir
		}
		if ok, _ := filepath.Match("stress_*_test.go", entry.Name()); !ok {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		dir, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		for _, match := range stressTest.FindAllSubmatch(text, -1) {
			if name := string(match[1]); pattern.MatchString(name) {
				found[filepath.ToSlash(dir)] = append(found[filepath.ToSlash(dir)], name)
			}
		}
		return nil
	})
	return found, err
}

// printFigures prints what the tests counted, a line for each name.
func printFigures(w io.Writer, figures map[string]int64) {
	width := 0
	for name := range figures {
		width = max(width, len(name))
	}
	for _, name := range slices.SortedFunc(maps.Keys(figures), cmp.Compare[string]) {
		fmt.Fprintf(w, "%-*s %12d\n", width, name, figures[name])
	}
}

func writeFigures(path string, figures map[string]int64) error {
	text, err := json.MarshalIndent(figures, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o644)
}
