package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// packaging is what the steps of one `package` share.
type packaging struct {
	version string
	when    time.Time // of the commit: what is built from it twice is the same to the byte
	dir     string    // out/package: what is handed out, and nothing else
	work    string    // out/package-work: programs, icons and unpacked packages on their way
}

// packagePlatform is a kind of system with the steps that make its packages. Each stands in
// files of its own: linux_*.go, windows_*.go, macos_*.go. (Go would leave package_windows.go
// out on every other system.)
type packagePlatform struct {
	name  string // the word for -only
	steps func(k *packaging) []step
}

func packagePlatforms() []packagePlatform {
	return []packagePlatform{
		{"linux", linuxPackages},
		{"windows", windowsPackages},
		{"macos", macosPackages},
	}
}

// runPackage is the target that builds what is handed out.
func runPackage(ctx context.Context, p *project, args []string) error {
	platforms, err := packageFlags(args)
	if err != nil {
		return err
	}
	k, err := p.newPackaging(ctx)
	if err != nil {
		return err
	}
	p.say("Version %s of %s, as of %s.", k.version, product.name, k.when.Format(time.DateTime))
	steps := []step{
		{name: "setup", title: "install what is missing", run: setUp(slices.Concat(windowNeeds, packageNeeds))},
		{name: "page", title: "build the page of the window", run: buildPage},
		{name: "icons", title: "draw the icon in every size", run: k.drawIcons},
	}
	for _, platform := range platforms {
		steps = append(steps, platform.steps(k)...)
	}
	steps = append(steps, step{name: "checksums", title: "write the checksums", run: func(context.Context, *stepRun) error {
		return writeChecksums(k.dir)
	}})
	results, err := p.runSteps(ctx, steps)
	printSummary(p.out, results)
	if err != nil {
		return err
	}
	p.say("\nEverything is in %s.", p.short(k.dir))
	return nil
}

// packageFlags reads what was asked for.
func packageFlags(args []string) ([]packagePlatform, error) {
	flags := flag.NewFlagSet("package", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	only := flags.String("only", "", "build for these systems only, comma-separated: linux, windows, macos")
	if err := flags.Parse(args); err != nil {
		return nil, fmt.Errorf("%w: %v", errUsage, err)
	}
	if flags.NArg() > 0 {
		return nil, fmt.Errorf("%w: package takes only flags, but was given %q", errUsage, flags.Arg(0))
	}
	if runtime.GOOS != "linux" {
		return nil, errors.New("packages are built on Linux, for every system; on a Mac, docs/packages.md tells what is left to do there")
	}
	platforms := packagePlatforms()
	if *only == "" {
		return platforms, nil
	}
	var picked []packagePlatform
	for name := range strings.SplitSeq(*only, ",") {
		i := slices.IndexFunc(platforms, func(pf packagePlatform) bool { return pf.name == name })
		if i < 0 {
			return nil, fmt.Errorf("%w: there are packages for linux, windows and macos, but not for %q", errUsage, name)
		}
		picked = append(picked, platforms[i])
	}
	return picked, nil
}

// newPackaging finds out what is packaged, and empties the folders.
func (p *project) newPackaging(ctx context.Context) (*packaging, error) {
	k := &packaging{version: p.version(ctx), when: p.committed(ctx), dir: p.path("out", "package"), work: p.path("out", "package-work")}
	for _, dir := range []string{k.dir, k.work} {
		if err := os.RemoveAll(dir); err != nil {
			return nil, fmt.Errorf("empty %s: %w", p.short(dir), err)
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, fmt.Errorf("make folder %s: %w", p.short(dir), err)
		}
	}
	return k, nil
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
