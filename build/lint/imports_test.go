package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// importExample is one line of testdata/imports.txt.
type importExample struct {
	file, path, rule string
}

func readExamples(t *testing.T) []importExample {
	t.Helper()
	text, err := os.ReadFile("testdata/imports.txt")
	if err != nil {
		t.Fatal(err)
	}
	var examples []importExample
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		if len(fields) != 3 {
			t.Fatalf("this line has not three words: %q", line)
		}
		examples = append(examples, importExample{fields[0], fields[1], fields[2]})
	}
	return examples
}

// importRules is depguard.json.
type importRules map[string]struct {
	Files []string
	Deny  map[string]string
}

func readRules(t *testing.T) importRules {
	t.Helper()
	text, err := os.ReadFile("depguard.json")
	if err != nil {
		t.Fatal(err)
	}
	var rules importRules
	if err := json.Unmarshal(text, &rules); err != nil {
		t.Fatal(err)
	}
	return rules
}

// Every example becomes a file of a small module, with an empty package for everything
// that it imports; then depguard itself says which of them it catches.
func TestImportRules_CatchTheirExamples(t *testing.T) {
	tool := buildDepguard(t)
	for _, examples := range withoutCycles(readExamples(t)) {
		got := runDepguard(t, tool, writeExamples(t, examples))
		for i, e := range examples {
			var want []string
			if e.rule != "-" {
				want = []string{e.rule}
			}
			if caught := got[exampleFile(e, i)]; !slices.Equal(caught, want) {
				t.Errorf("%s imports %s: caught by %q, want %q", e.file, e.path, caught, want)
			}
		}
	}
}

// withoutCycles spreads the examples over as many modules as it takes for no package to
// import itself through others, which Go refuses.
func withoutCycles(examples []importExample) (modules [][]importExample) {
	var imports []map[string][]string // per module: folder -> folders that it imports
	for _, e := range examples {
		from, to := filepath.ToSlash(filepath.Dir(e.file)), strings.TrimPrefix(e.path, "licenseledger/")
		i := slices.IndexFunc(imports, func(m map[string][]string) bool { return !reaches(m, to, from) })
		if i < 0 {
			i = len(imports)
			imports = append(imports, map[string][]string{})
			modules = append(modules, nil)
		}
		imports[i][from] = append(imports[i][from], to)
		modules[i] = append(modules[i], e)
	}
	return modules
}

func reaches(imports map[string][]string, from, to string) bool {
	return from == to || slices.ContainsFunc(imports[from], func(next string) bool { return reaches(imports, next, to) })
}

func TestImportRules_EachLineHasReasonAndExample(t *testing.T) {
	examples := readExamples(t)
	for name, rule := range readRules(t) {
		for path, reason := range rule.Deny {
			if len(strings.Fields(reason)) < 4 {
				t.Errorf("%s: the line for %s gives no reason", name, path)
			}
			shown := slices.ContainsFunc(examples, func(e importExample) bool {
				return e.rule == name && strings.HasPrefix(e.path, strings.TrimSuffix(path, "$"))
			})
			if !shown {
				t.Errorf("%s: testdata/imports.txt has no example for %s", name, path)
			}
		}
	}
}

// exampleFile gives each example a file of its own beside the one that it names.
func exampleFile(e importExample, number int) string {
	dir, file := filepath.Split(e.file)
	if test, ok := strings.CutSuffix(file, "_test.go"); ok {
		return fmt.Sprintf("%s%s%d_test.go", dir, test, number)
	}
	return fmt.Sprintf("%s%s%d.go", dir, strings.TrimSuffix(file, ".go"), number)
}

func writeExamples(t *testing.T, examples []importExample) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	packageOf := func(dir string) string {
		return strings.NewReplacer("/", "_", ".", "_", "-", "_").Replace(strings.TrimSuffix(dir, "/"))
	}
	vendored := map[string]bool{}
	for i, e := range examples {
		file := exampleFile(e, i)
		write(file, fmt.Sprintf("package p_%s\n\nimport _ %q\n", packageOf(filepath.Dir(file)), e.path))
		switch first, _, _ := strings.Cut(e.path, "/"); {
		case first == "licenseledger":
			dir := strings.TrimPrefix(e.path, "licenseledger/")
			write(dir+"/doc.go", "package p_"+packageOf(dir)+"\n")
		case strings.Contains(first, "."):
			write("vendor/"+e.path+"/doc.go", "package p\n")
			vendored[e.path] = true
		}
	}
	mod, modules := "module licenseledger\n\ngo 1.26.0\n", ""
	for _, path := range slices.Sorted(mapKeys(vendored)) {
		version := "v0.0.1"
		if strings.HasSuffix(path, "/v2") {
			version = "v2.0.1"
		}
		mod += "\nrequire " + path + " " + version + "\n"
		modules += "# " + path + " " + version + "\n## explicit\n" + path + "\n"
	}
	write("go.mod", mod)
	write("vendor/modules.txt", modules)
	return root
}

func mapKeys(m map[string]bool) func(func(string) bool) {
	return func(yield func(string) bool) {
		for key := range m {
			if !yield(key) {
				return
			}
		}
	}
}

var finding = regexp.MustCompile(`(?m)^(.+\.go):\d+:\d+: import '[^']+' is not allowed from list '([^']+)': \S`)

func buildDepguard(t *testing.T) (tool string) {
	t.Helper()
	tool = filepath.Join(t.TempDir(), "depguard")
	if out, err := exec.Command("go", "build", "-o", tool, "github.com/OpenPeeDeeP/depguard/v2/cmd/depguard").CombinedOutput(); err != nil {
		t.Fatalf("build depguard: %v\n%s", err, out)
	}
	return tool
}

// notAFinding returns what depguard said besides its findings.
func notAFinding(out string) string {
	var rest []string
	for line := range strings.Lines(out) {
		if !finding.MatchString(line) {
			rest = append(rest, line)
		}
	}
	return strings.Join(rest, "")
}

// runDepguard returns the rules that caught each file, by its name below root.
func runDepguard(t *testing.T, tool, root string) map[string][]string {
	t.Helper()
	rules, err := os.ReadFile("depguard.json")
	if err != nil {
		t.Fatal(err)
	}
	placed := strings.ReplaceAll(string(rules), "ROOT/", root+"/")
	if err := os.WriteFile(filepath.Join(root, ".depguard.json"), []byte(placed), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(tool, "./...")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=vendor", "GOWORK=off")
	out, _ := cmd.CombinedOutput() // it ends with 3 when it caught something
	caught := map[string][]string{}
	for _, m := range finding.FindAllStringSubmatch(string(out), -1) {
		file, err := filepath.Rel(root, m[1])
		if err != nil {
			t.Fatal(err)
		}
		if file = filepath.ToSlash(file); !slices.Contains(caught[file], m[2]) {
			caught[file] = append(caught[file], m[2])
		}
	}
	if bad := notAFinding(string(out)); bad != "" {
		t.Fatalf("depguard could not read the examples:\n%s", bad)
	}
	return caught
}
