package main

import "context"

// windowsArches are the kinds of processors that Windows runs on.
var windowsArches = []string{"amd64", "arm64"}

// windowsPackages are the steps for Windows. Everything is built on Linux: the window takes
// no C there.
func windowsPackages(k *packaging) []step {
	return []step{
		{name: "windows", title: "build the programs for Windows, with icon, version and manifest", run: k.eachWindows(windowsPackage.buildPrograms)},
		{name: "windows-zip", title: "pack them as archives that run where they are unpacked (.zip)", run: k.eachWindows(windowsPackage.buildZip)},
		{name: "windows-installer", title: "make the installers for Windows (NSIS)", run: k.eachWindows(windowsPackage.buildInstaller)},
	}
}

// windowsPackage is what is handed out for one kind of processor.
type windowsPackage struct {
	*packaging
	goarch string
	sign   *signer // nil when no certificate was given
}

// eachWindows is a step that does something for every kind of processor.
func (k *packaging) eachWindows(do func(windowsPackage, context.Context, *stepRun) error) func(context.Context, *stepRun) error {
	return func(ctx context.Context, s *stepRun) error {
		sign, err := k.signerFromEnv()
		if err != nil {
			return err
		}
		defer sign.forget()
		for _, goarch := range windowsArches {
			if err := do(windowsPackage{k, goarch, sign}, ctx, s); err != nil {
				return err
			}
		}
		if sign == nil {
			s.note("not signed: no certificate was given (docs/windows.md), so Windows warns who downloads them")
		}
		return nil
	}
}

// program is where a program lies before it is packed.
func (w windowsPackage) program(name string) string {
	return w.packaging.program("windows", w.goarch, name)
}

// fileName is that of something handed out.
func (w windowsPackage) fileName(end string) string {
	return product.window + "-" + w.version + "-windows-" + w.goarch + end
}
