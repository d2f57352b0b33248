package main

import "context"

// windowsPackages are the steps for Windows.
func windowsPackages(k *packaging) []step {
	return []step{
		{name: "windows", title: "build the programs for Windows", run: func(ctx context.Context, s *stepRun) error {
			return k.buildConsoles(ctx, s, "windows")
		}},
	}
}

// proveWindows are the steps that show that the packages for Windows work.
func proveWindows(k *packaging) []step { return nil }
