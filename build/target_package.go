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
	prove func(k *packaging) []step // shows that the packages work; takes minutes
}

func packagePlatforms() []packagePlatform {
	return []packagePlatform{
		{"linux", linuxPackages, proveLinux},
		{"windows", windowsPackages, proveWindows},
		{"macos", macosPackages, proveMacos},
	}
}

// packageChoice is what was asked for.
type packageChoice struct {
	platforms []packagePlatform
	prove     bool // besides, show that they work
	built     bool // take what lies in out/package, and build nothing
}

// runPackage is the target that builds what is handed out.
func runPackage(ctx context.Context, p *project, args []string) error {
	choice, err := packageFlags(args)
	if err != nil {
		return err
	}
	k := &packaging{version: p.version(ctx), when: p.committed(ctx), dir: p.path("out", "package"), work: p.path("out", "package-work")}
	p.say("Version %s of %s, as of %s.", k.version, product.name, k.when.Format(time.DateTime))
	var steps []step
	if !choice.built {
		if err := k.emptyFolders(p); err != nil {
			return err
		}
		steps = k.buildSteps(choice.platforms)
	}
	if choice.prove {
		steps = append(steps, k.proveSteps(choice)...)
	}
	results, err := p.runSteps(ctx, steps)
	printSummary(p.out, results)
	if err != nil {
		return err
	}
	p.say("\nEverything is in %s.", p.short(k.dir))
	return nil
}

// packageFlags reads what was asked for.
func packageFlags(args []string) (packageChoice, error) {
	var choice packageChoice
	flags := flag.NewFlagSet("package", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	only := flags.String("only", "", "build for these systems only, comma-separated: linux, windows, macos")
	flags.BoolVar(&choice.prove, "prove", false, "show that the packages work: installed in a clean system, used, taken out again")
	flags.BoolVar(&choice.built, "built", false, "with -prove: take the packages that lie in out/package, and build nothing")
	if err := flags.Parse(args); err != nil {
		return choice, fmt.Errorf("%w: %v", errUsage, err)
	}
	switch {
	case flags.NArg() > 0:
		return choice, fmt.Errorf("%w: package takes only flags, but was given %q", errUsage, flags.Arg(0))
	case choice.built && !choice.prove:
		return choice, fmt.Errorf("%w: -built goes with -prove", errUsage)
	case runtime.GOOS != "linux":
		return choice, errors.New("packages are built on Linux, for every system; on a Mac, docs/packages.md tells what is left to do there")
	}
	choice.platforms = packagePlatforms()
	if *only == "" {
		return choice, nil
	}
	var picked []packagePlatform
	for name := range strings.SplitSeq(*only, ",") {
		i := slices.IndexFunc(choice.platforms, func(pf packagePlatform) bool { return pf.name == name })
		if i < 0 {
			return choice, fmt.Errorf("%w: there are packages for linux, windows and macos, but not for %q", errUsage, name)
		}
		picked = append(picked, choice.platforms[i])
	}
	choice.platforms = picked
	return choice, nil
}

// buildSteps are the steps that make the packages.
func (k *packaging) buildSteps(platforms []packagePlatform) []step {
	steps := []step{
		{name: "setup", title: "install what is missing", run: setUp(slices.Concat(windowNeeds, packageNeeds))},
		{name: "page", title: "build the page of the window", run: buildPage},
		{name: "icons", title: "draw the icon in every size", run: k.drawIcons},
		{name: "notices", title: "collect the licenses of what is in the programs, and a bill of materials (SBOM)", run: k.collectModules},
	}
	for _, platform := range platforms {
		steps = append(steps, platform.steps(k)...)
	}
	return append(steps,
		step{name: "contents", title: "compare the bill of materials with the programs", run: k.checkBill},
		step{name: "checksums", title: "write the checksums", run: func(context.Context, *stepRun) error {
			return writeChecksums(k.dir)
		}})
}

// proveSteps are the steps that show that the packages work.
func (k *packaging) proveSteps(choice packageChoice) []step {
	var steps []step
	for _, platform := range choice.platforms {
		steps = append(steps, platform.prove(k)...)
	}
	steps = append(steps, step{name: "bill", title: "a bill of materials that breaks CycloneDX's schema is refused", run: func(ctx context.Context, s *stepRun) error {
		return goTest(ctx, s, s.path("build", "sbom"), nil, "./...")
	}})
	return append(steps, step{name: "reproduce", title: "build everything again in another folder, and compare every byte", run: func(ctx context.Context, s *stepRun) error {
		return k.reproduce(ctx, s, choice)
	}})
}

// emptyFolders makes the folders that are filled, with nothing in them.
func (k *packaging) emptyFolders(p *project) error {
	for _, dir := range []string{k.dir, k.work} {
		if err := os.RemoveAll(dir); err != nil {
			return fmt.Errorf("empty %s: %w", p.short(dir), err)
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return fmt.Errorf("make folder %s: %w", p.short(dir), err)
		}
	}
	return nil
}

// setUp is the step that installs packages and modules.
func setUp(needs []need) func(context.Context, *stepRun) error {
	return func(ctx context.Context, s *stepRun) error {
		if err := setUpPackages(needs)(ctx, s); err != nil {
			return err
		}
		return s.installModules(ctx, s.log, s.note)
	}
}

// setUpPackages is the step that installs packages.
func setUpPackages(needs []need) func(context.Context, *stepRun) error {
	return func(ctx context.Context, s *stepRun) error {
		// Node.js comes first: it is not installed here, so better said before minutes pass.
		if _, err := checkNode(ctx); err != nil {
			return err
		}
		return s.installPackages(ctx, needs, s.log, s.note)
	}
}
