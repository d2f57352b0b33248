package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// reproduce builds the packages again from a clone of the commit, in another folder and with
// nothing compiled before, and compares the checksums of both.
func (k *packaging) reproduce(ctx context.Context, s *stepRun, choice packageChoice) error {
	changed, err := s.read(ctx, command{args: []string{"git", "status", "--porcelain"}})
	if err != nil {
		return err
	}
	if changed != "" {
		return advice("Only a commit can be built again elsewhere, and there are changes that are in none:\n" + changed)
	}
	dir, err := os.MkdirTemp("", "again-")
	if err != nil {
		return fmt.Errorf("make another folder: %w", err)
	}
	defer os.RemoveAll(dir)
	clone := filepath.Join(dir, "in another folder", "checkout")
	if err := s.do(ctx, command{args: []string{"git", "clone", "--quiet", s.root, clone}}); err != nil {
		return err
	}
	var names []string
	for _, platform := range choice.platforms {
		names = append(names, platform.name)
	}
	again := command{dir: clone, env: []string{"GOCACHE=" + filepath.Join(dir, "cache")}, args: []string{"go", "run", "./build", "package", "-only", strings.Join(names, ",")}}
	if err := s.do(ctx, again); err != nil {
		return err
	}
	return sameSums(filepath.Join(k.dir, checksumFile), filepath.Join(clone, "out", "package", checksumFile))
}

// sameSums names the files that came out different.
func sameSums(one, other string) error {
	sums, err := readSums(one)
	if err != nil {
		return err
	}
	again, err := readSums(other)
	if err != nil {
		return err
	}
	if len(sums) == 0 {
		return errors.New("no package was built, so nothing was compared")
	}
	var wrong []error
	for name, sum := range sums {
		if again[name] != sum {
			wrong = append(wrong, fmt.Errorf("%s comes out different when it is built again", name))
		}
	}
	for name := range again {
		if sums[name] == "" {
			wrong = append(wrong, fmt.Errorf("%s was only built the second time", name))
		}
	}
	return errors.Join(wrong...)
}

func readSums(file string) (map[string]string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read checksums: %w", err)
	}
	sums := map[string]string{}
	for line := range strings.Lines(string(text)) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		sums[name] = sum
	}
	return sums, nil
}
