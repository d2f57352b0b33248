package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// allowedLicenses are those under which others' work may be in our programs: each lets
// everybody use, change and sell it, and asks for its text to be handed on.
var allowedLicenses = []string{"MIT", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "Unlicense OR MIT"}

// allowedToolLicenses are besides those of what only builds and tests, and is handed out to
// nobody.
var allowedToolLicenses = []string{"ISC", "MIT-0", "MPL-2.0", "MIT OR Apache-2.0"}

// dependency is somebody else's work that a program of ours has in it, with how it came there.
type dependency struct {
	module
	dir      string          // where its files are
	programs map[string]bool // console, window
	by       map[string]bool // modules that import it; ours is ""
}

// goTree gives the modules of which some package is in some program of ours, on any system,
// by their names. Their licenses are not read yet.
func goTree(ctx context.Context, s *stepRun) (map[string]*dependency, error) {
	tree := map[string]*dependency{}
	for _, kind := range programKinds() {
		program := "console"
		if kind.args[len(kind.args)-1] == "." {
			program = "window"
		}
		const format = "{{.ImportPath}}\t{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{else}}\t\t{{end}}{{else}}\t\t{{end}}\t{{join .Imports \" \"}}"
		kind.args = append([]string{"go", "list", "-deps", "-f", format}, kind.args...)
		list, err := s.read(ctx, kind)
		if err != nil {
			return nil, err
		}
		addToTree(tree, program, list)
	}
	return tree, nil
}

// addToTree adds what `go list` told of a program: a line for each package, with its module's
// name, version and folder, and what it imports.
func addToTree(tree map[string]*dependency, program, list string) {
	moduleOf := map[string]string{}
	for line := range strings.Lines(list) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(fields) != 5 || fields[1] == "" {
			continue
		}
		moduleOf[fields[0]] = fields[1]
		one := tree[fields[1]]
		if one == nil {
			one = &dependency{module: module{Ecosystem: "golang", Name: fields[1], Version: fields[2]}, dir: fields[3], programs: map[string]bool{}, by: map[string]bool{}}
			tree[fields[1]] = one
		}
		one.programs[program] = true
	}
	for line := range strings.Lines(list) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(fields) != 5 {
			continue
		}
		for imported := range strings.FieldsSeq(fields[4]) {
			of := moduleOf[imported]
			standard := fields[1] == "" && !strings.HasPrefix(fields[0], ourModule)
			if of != "" && of != fields[1] && !standard {
				tree[of].by[fields[1]] = true
			}
		}
	}
}

// readLicense reads the license of a Go module from its files.
func (d *dependency) readLicense() (err error) {
	d.Texts, err = licenseTexts(d.dir)
	d.License = spdxOf(d.Texts)
	return err
}

// ourModule is the name of this project's module.
const ourModule = "licenseledger"

// dependenciesPage is docs/dependencies.md as it should be, and what is wrong with what it
// tells: a license that is not allowed.
func dependenciesPage(ctx context.Context, s *stepRun) (string, error) {
	tree, err := goTree(ctx, s)
	if err != nil {
		return "", err
	}
	var broken []error
	var found []*dependency
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		one := tree[name]
		if err := one.readLicense(); err != nil {
			return "", err
		}
		found = append(found, one)
		broken = append(broken, allowed(one.Name, one.License, allowedLicenses))
	}
	page, tools, err := npmTree(s.path("frontend", "package-lock.json"))
	if err != nil {
		return "", err
	}
	for _, one := range page {
		broken = append(broken, allowed(one.Name, one.License, allowedLicenses))
	}
	duckdb, more, err := npmTree(s.path("build", "duckdb", "package-lock.json"))
	if err != nil {
		return "", err
	}
	tools = slices.Concat(tools, duckdb, more)
	for _, one := range tools {
		broken = append(broken, allowed(one.Name, one.License, slices.Concat(allowedLicenses, allowedToolLicenses)))
	}
	return writeDependencies(found, page, tools), errors.Join(broken...)
}

// allowed refuses what came under a license that is not among those told.
func allowed(name, license string, licenses []string) error {
	if slices.Contains(licenses, license) {
		return nil
	}
	return fmt.Errorf("%s is under the license %q, which is none of %s: take something else in its place, or read the license and add it in build/dependencies.go", name, license, strings.Join(licenses, ", "))
}

// dependenciesFile is the page that tells what of others is in the programs.
const dependenciesFile = "docs/dependencies.md"

// checkDependencies compares the page with what is in the programs, and refuses licenses that
// are not allowed.
func checkDependencies(ctx context.Context, s *stepRun) error {
	want, err := dependenciesPage(ctx, s)
	if err != nil {
		return err
	}
	have, err := os.ReadFile(s.path(dependenciesFile))
	if err != nil {
		return err
	}
	if string(have) != want {
		return fmt.Errorf("%s does not tell what is in the programs: type `go run ./build reference`, and read what changed", dependenciesFile)
	}
	return nil
}

// writeDependencies is the text of the page.
func writeDependencies(modules, page, tools []*dependency) string {
	var out strings.Builder
	out.WriteString("# What of others is in the programs\n\n" +
		"Written by `go run ./build reference`, and compared with the programs by a step of the test. [Decision 5](decisions/0005-dependencies.md) tells why each that we chose is there; the others came with them. " +
		"Versions are pinned to the byte: by `go.sum`, and by the checksums of the lock file of the page. Whole license texts are in every package, and so is a bill of materials ([packages](packages.md#what-is-in-a-package)).\n\n" +
		"Allowed in a program: " + strings.Join(allowedLicenses, ", ") + ". In tools besides: " + strings.Join(allowedToolLicenses, ", ") + ". Anything else fails the test.\n\n")
	fmt.Fprintf(&out, "## Go modules: %d\n\n| module | version | license | in | comes with |\n|---|---|---|---|---|\n", len(modules))
	for _, m := range modules {
		fmt.Fprintf(&out, "| `%s` | %s | %s | %s | %s |\n", m.Name, m.Version, m.License, strings.Join(slices.Sorted(maps.Keys(m.programs)), ", "), comesWith(m))
	}
	fmt.Fprintf(&out, "\nAnd Go's own library.\n\n## npm packages of the page in the window: %d\n\nSome have no line in the page that is built; the bill of materials has only those that do.\n\n| package | version | license | comes with |\n|---|---|---|---|\n", len(page))
	for _, m := range page {
		fmt.Fprintf(&out, "| `%s` | %s | %s | %s |\n", m.Name, m.Version, m.License, comesWith(m))
	}
	count := map[string]int{}
	for _, m := range tools {
		count[m.License]++
	}
	fmt.Fprintf(&out, "\n## Tools that build and test: %d npm packages\n\nNone is in a program. By license: ", len(tools))
	names := slices.SortedFunc(maps.Keys(count), func(a, b string) int { return cmp.Or(count[b]-count[a], strings.Compare(a, b)) })
	for i, license := range names {
		if i > 0 {
			out.WriteString(", ")
		}
		fmt.Fprintf(&out, "%s %d", license, count[license])
	}
	out.WriteString(".\n\nThe Go modules of tools stand in modules of their own: `build/lint`, `build/sbom`, `build/resources`, `build/conform`.\n")
	return out.String()
}

// mostParents is how many of those that brought a dependency the page names.
const mostParents = 4

// comesWith tells who uses a dependency: us, or which others.
func comesWith(d *dependency) string {
	if d.by[""] {
		return "*chosen*"
	}
	names := slices.Sorted(maps.Keys(d.by))
	for i, name := range names {
		names[i] = "`" + name + "`"
	}
	if len(names) > mostParents {
		return strings.Join(names[:mostParents-1], ", ") + fmt.Sprintf(" and %d more", len(names)-mostParents+1)
	}
	return strings.Join(names, ", ")
}
