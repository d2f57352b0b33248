package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// runPackage is the target that builds what is handed out.
func runPackage(ctx context.Context, p *project, args []string) error {
	if err := noArguments("package", args); err != nil {
		return err
	}
	dir := p.path("out", "package")
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("empty %s: %w", p.short(dir), err)
	}
	if _, err := p.outDir("package"); err != nil {
		return err
	}
	version := p.version(ctx)
	p.say("Version %s.", version)
	steps := []step{{name: "setup", title: "install what is missing", run: setUp(windowNeeds)}}
	if runtime.GOOS == "linux" {
		steps = append(steps,
			step{name: "page", title: "build the page of the window", run: buildPage},
			step{name: "window", title: "build the window for this system", run: func(ctx context.Context, s *stepRun) error {
				return buildWindow(ctx, s, filepath.Join(dir, "licenseledger-linux-"+runtime.GOARCH))
			}})
	}
	steps = append(steps,
		step{name: "licensectl", title: "build licensectl for Linux, Windows and macOS", run: func(ctx context.Context, s *stepRun) error {
			return packageConsoles(ctx, s, dir)
		}},
		step{name: "checksums", title: "write the checksums", run: func(context.Context, *stepRun) error {
			return writeChecksums(dir)
		}})
	results, err := p.runSteps(ctx, steps)
	printSummary(p.out, results)
	if err != nil {
		return err
	}
	p.say("\nEverything is in %s. These are plain programs: there is no installer yet, nothing is signed,", p.short(dir))
	p.say("and the window is built for Linux only (it needs GTK 3 and WebKitGTK 4.1 where it runs).")
	return nil
}

// setUp is the step that installs packages and modules.
func setUp(needs []need) func(context.Context, *stepRun) error {
	return func(ctx context.Context, s *stepRun) error {
		// Node.js comes first: it is not installed here, so better said before minutes pass.
		if _, err := checkNode(ctx); err != nil {
			return err
		}
		if err := s.installPackages(ctx, needs, s.log, s.note); err != nil {
			return err
		}
		return s.installModules(ctx, s.log, s.note)
	}
}

func packageConsoles(ctx context.Context, s *stepRun, dir string) error {
	for _, goos := range []string{"linux", "windows", "darwin"} {
		for _, goarch := range []string{"amd64", "arm64"} {
			if err := buildConsole(ctx, s, goos, goarch, filepath.Join(dir, consoleName(goos, goarch))); err != nil {
				return err
			}
		}
	}
	return nil
}

// checksumFile lists the SHA-256 of every program, in the form that `sha256sum -c` reads.
const checksumFile = "SHA256SUMS"

func writeChecksums(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("read the folder of programs: %w", err)
	}
	var lines []string
	for _, entry := range entries {
		if entry.Name() == checksumFile {
			continue
		}
		sum, err := fileSum(filepath.Join(dir, entry.Name()))
		if err != nil {
			return err
		}
		lines = append(lines, sum+"  "+entry.Name()+"\n")
	}
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(a[64:], b[64:]) })
	return os.WriteFile(filepath.Join(dir, checksumFile), []byte(strings.Join(lines, "")), 0o644)
}

func fileSum(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("read a program: %w", err)
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", fmt.Errorf("read a program: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
