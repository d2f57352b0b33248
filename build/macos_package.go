package main

import "context"

// macosPackages are the steps for macOS. The window is built on a Mac: docs/packages.md.
func macosPackages(k *packaging) []step {
	return []step{
		{name: "macos", title: "build the console program for macOS", run: func(ctx context.Context, s *stepRun) error {
			return k.buildConsoles(ctx, s, "darwin")
		}},
	}
}

// proveMacos are the steps that show, as far as that goes without a Mac, that the packages
// for macOS are whole.
func proveMacos(k *packaging) []step { return nil }
