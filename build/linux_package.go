package main

import (
	"context"
	"path/filepath"
	"runtime"
)

// linuxPackages are the steps for Linux. A window is built for the kind of processor that
// builds it, since it takes the C libraries of GTK; licensectl is built for both.
func linuxPackages(k *packaging) []step {
	return []step{
		{name: "linux", title: "build the programs for Linux", run: k.buildLinux},
		{name: "manual", title: "write the manual pages and the completions of shells", run: k.writeManual},
		{name: "deb", title: "pack them for Debian and Ubuntu (.deb)", run: k.eachLinux(linuxPackage.buildDeb)},
		{name: "targz", title: "pack them for every Linux (.tar.gz)", run: k.eachLinux(linuxPackage.buildTarGz)},
	}
}

// eachLinux is a step that does something for every package.
func (k *packaging) eachLinux(do func(linuxPackage, context.Context, *stepRun) error) func(context.Context, *stepRun) error {
	return func(ctx context.Context, s *stepRun) error {
		for _, l := range []linuxPackage{{k, runtime.GOARCH, true}, {k, "amd64", false}, {k, "arm64", false}} {
			if err := do(l, ctx, s); err != nil {
				return err
			}
		}
		return nil
	}
}

func (k *packaging) buildLinux(ctx context.Context, s *stepRun) error {
	if err := buildWindow(ctx, s, k.program("linux", runtime.GOARCH, product.window)); err != nil {
		return err
	}
	return k.buildConsoles(ctx, s, "linux")
}

// program is where a program lies before it is packed.
func (k *packaging) program(goos, goarch, name string) string {
	if goos == "windows" {
		name += ".exe"
	}
	return filepath.Join(k.work, goos+"-"+goarch, name)
}

// buildConsoles builds licensectl for one system, and both kinds of processors.
func (k *packaging) buildConsoles(ctx context.Context, s *stepRun, goos string) error {
	for _, goarch := range []string{"amd64", "arm64"} {
		if err := buildConsole(ctx, s, goos, goarch, k.program(goos, goarch, product.console)); err != nil {
			return err
		}
	}
	return nil
}
