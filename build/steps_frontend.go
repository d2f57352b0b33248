package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// frontendSteps are the checks and tests of the page. It is built when nobody reads the
// folder that the program embeds.
func frontendSteps() []step {
	modules := []string{"modules"}
	return []step{
		{name: "vitest", title: "front end: component tests (Vitest)", after: modules, run: runVitest},
		{name: "tsc", title: "front end: types (TypeScript)", after: modules, run: npmScript("typecheck")},
		{name: "biome", title: "front end: formatting and lint (Biome)", after: modules, run: npmScript("lint")},
		{name: "page", title: "front end: build", setup: true, after: []string{"modules", "vet", "lint", "staticcheck", "dependencies"}, run: buildPage},
		{name: "bundle", title: "front end: the built page is whole, local and small", after: []string{"page"}, run: checkBundle},
	}
}

func npmScript(name string) func(context.Context, *stepRun) error {
	return func(ctx context.Context, s *stepRun) error {
		return s.do(ctx, command{dir: s.path("frontend"), args: []string{"npm", "run", name}})
	}
}

// runVitest runs the component tests and counts them.
func runVitest(ctx context.Context, s *stepRun) error {
	dir, err := s.outDir("results")
	if err != nil {
		return err
	}
	file := filepath.Join(dir, "vitest.json")
	if err := removeOld(file); err != nil {
		return err
	}
	err = s.do(ctx, command{
		dir:  s.path("frontend"),
		args: []string{"npm", "run", "test", "--", "--reporter=default", "--reporter=json", "--outputFile.json=" + file},
	})
	return s.count(file, vitestResults, err)
}

// removeOld makes sure that no results of an earlier run are counted.
func removeOld(file string) error {
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove the results of an earlier run: %w", err)
	}
	return nil
}

// bundleLimit is how much the page's scripts and styles may weigh, compressed. The page
// comes from the disk, so this is about start-up time on a slow computer, and about
// noticing when a large dependency slips in.
const bundleLimit = 1500 * 1000

// pageFile finds what a built page loads.
var pageFile = regexp.MustCompile(`(?:src|href)="([^"]+)"`)

// checkBundle makes sure that the built page loads only files that are in it, so that
// the window works without a network and asks nobody, and that it stays small.
func checkBundle(_ context.Context, s *stepRun) error {
	dist := s.path("frontend", "dist")
	page, err := os.ReadFile(filepath.Join(dist, "index.html"))
	if err != nil {
		return fmt.Errorf("read the built page: %w", err)
	}
	if problems := bundleProblems(string(page), func(name string) bool { return exists(filepath.Join(dist, name)) }); len(problems) > 0 {
		return errors.New(strings.Join(problems, "\n"))
	}
	size, err := compressedSize(os.DirFS(dist))
	if err != nil {
		return err
	}
	s.note("scripts and styles weigh %d kB compressed; the limit is %d kB", size/1000, bundleLimit/1000)
	if size > bundleLimit {
		return errors.New("the page has become too heavy; find what was added, or raise bundleLimit in build/steps_frontend.go with a reason")
	}
	return nil
}

func bundleProblems(page string, has func(string) bool) []string {
	var problems []string
	files := pageFile.FindAllStringSubmatch(page, -1)
	if len(files) == 0 {
		problems = append(problems, "the built page loads no script")
	}
	for _, m := range files {
		name := strings.TrimPrefix(strings.TrimPrefix(m[1], "."), "/")
		switch {
		case strings.Contains(m[1], "//"):
			problems = append(problems, "the built page loads "+m[1]+" from the network")
		case strings.HasPrefix(m[1], "data:"):
		case !has(name):
			problems = append(problems, "the built page loads "+m[1]+", which is not in it")
		}
	}
	return problems
}

func compressedSize(files fs.FS) (int64, error) {
	var size int64
	err := fs.WalkDir(files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".js") && !strings.HasSuffix(path, ".css") {
			return err
		}
		text, err := fs.ReadFile(files, path)
		if err != nil {
			return err
		}
		var counted byteCounter
		packed := gzip.NewWriter(&counted)
		if _, err := packed.Write(text); err != nil {
			return err
		}
		err = packed.Close()
		size += int64(counted)
		return err
	})
	return size, err
}

type byteCounter int64

func (c *byteCounter) Write(b []byte) (int, error) {
	*c += byteCounter(len(b))
	return len(b), nil
}

var _ io.Writer = (*byteCounter)(nil)
