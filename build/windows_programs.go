package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// resources is what build/resources is asked to put into a program. It has a copy of these
// words.
type resources struct {
	Program     string
	Icons       []string
	Picture     string // also writes the icon into a file of its own, for the installer
	Identity    string
	Description string
	Product     string
	Publisher   string
	Copyright   string
	File        string
	Version     string
	Numbers     [4]uint16
	Window      bool
}

// windowsIconSizes are those that Explorer, the task bar and the title bar show.
var windowsIconSizes = []int{16, 24, 32, 48, 64, 128, 256}

// buildPrograms builds both programs, gives them what Windows wants to know of them, looks
// whether it is there, and signs them.
func (w windowsPackage) buildPrograms(ctx context.Context, s *stepRun) error {
	window, console := w.program(product.window), w.program(product.console)
	if err := buildWindowsWindow(ctx, s, w.goarch, window); err != nil {
		return err
	}
	if err := buildConsole(ctx, s, "windows", w.goarch, console); err != nil {
		return err
	}
	for _, r := range []resources{
		{Program: window, Description: product.name, File: product.window + ".exe", Identity: product.id, Window: true, Picture: w.icons()},
		{Program: console, Description: product.name + " on the console", File: product.console + ".exe", Identity: product.id + ".Console"},
	} {
		r.Icons = w.pictures()
		if err := w.putResources(ctx, s, r); err != nil {
			return err
		}
		if err := checkProgram(r.Program, r.File, w.goarch, w.version, r.Window); err != nil {
			return err
		}
		if err := w.sign.signFile(ctx, s, r.Program); err != nil {
			return err
		}
	}
	return nil
}

// buildWindowsWindow builds the window program, with the page in it. A program of the kind
// windowsgui opens no console window beside its own.
func buildWindowsWindow(ctx context.Context, s *stepRun, goarch, file string) error {
	args := []string{"go", "build", "-tags", "desktop,production", "-buildvcs=false", "-ldflags", linkFlags(s.version(ctx)) + " -H windowsgui", "-o", file, "."}
	return s.do(ctx, command{env: []string{"CGO_ENABLED=0", "GOOS=windows", "GOARCH=" + goarch}, args: args})
}

// icons is the file with the icon in every size.
func (w windowsPackage) icons() string { return w.program(product.window) + ".ico" }

func (w windowsPackage) pictures() []string {
	var files []string
	for _, size := range windowsIconSizes {
		files = append(files, w.icon(size))
	}
	return files
}

// putResources fills in what every program says, and puts it into one.
func (k *packaging) putResources(ctx context.Context, s *stepRun, r resources) error {
	r.Product, r.Publisher, r.Copyright, r.Version = product.name, product.publisher, product.copyright, k.version
	var err error
	if r.Numbers, err = fileVersion(k.version); err != nil {
		return err
	}
	asked, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("tell what to put into a program: %w", err)
	}
	return s.do(ctx, command{dir: s.path("build", "resources"), args: []string{"go", "run", "-buildvcs=false", "."}, stdin: bytes.NewReader(asked)})
}

var numbered = regexp.MustCompile(`^(\d+)\.(\d+)\.(\d+)(-.*)?$`)

// fileVersion is a version as Windows compares it: four numbers. One that comes before a
// release counts as that release.
func fileVersion(version string) ([4]uint16, error) {
	var numbers [4]uint16
	parts := numbered.FindStringSubmatch(version)
	if parts == nil {
		return numbers, fmt.Errorf("the version %q does not begin with three numbers", version)
	}
	for i := range 3 {
		n, err := strconv.ParseUint(parts[i+1], 10, 16)
		if err != nil {
			return numbers, errors.New("a number of the version is larger than 65535, which Windows does not take")
		}
		numbers[i] = uint16(n)
	}
	return numbers, nil
}

// dotted is what fileVersion gives, as a text.
func dotted(numbers [4]uint16) string {
	var words []string
	for _, n := range numbers {
		words = append(words, strconv.Itoa(int(n)))
	}
	return strings.Join(words, ".")
}
