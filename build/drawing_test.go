package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// What takes a seed by way of another function is found, what takes none is not.
func TestFindDrawing(t *testing.T) {
	root := t.TempDir()
	for path, text := range map[string]string{
		"a/x_test.go": `package a
func TestSeeded(t *testing.T) { each(func() {}) }
func TestPlain(t *testing.T) { other() }
func other() { each2() }
func FuzzIt(f *testing.F) {}`,
		"a/y_test.go":                  "package a\nfunc each(f func()) { os.Getenv(\"LL_SEED\"); each(f) }\n",
		"node_modules/b/z_test.go":     "package b\nfunc FuzzOther(f *testing.F) {}\n",
		"a/testdata/not_even_go.txt":   "",
		"a/testdata/refused_test.go":   "package a\nfunc FuzzThird(f *testing.F) {}\n",
		"c/deep/w_test.go":             "package deep\nfunc TestDeep(t *testing.T) { _ = os.Getenv(`LL_SEED`) }\n",
		"c/deep/not_a_test_of_this.go": "package deep\nfunc FuzzNothing() {}\n",
	} {
		if err := os.MkdirAll(filepath.Join(root, filepath.Dir(path)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, path), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	found, err := findDrawing(root)
	if err != nil {
		t.Fatal(err)
	}
	if got := found.seeded["a"]; !slices.Equal(got, []string{"TestSeeded"}) {
		t.Errorf("in a, %q take a seed", got)
	}
	if got := found.seeded[filepath.Join("c", "deep")]; !slices.Equal(got, []string{"TestDeep"}) {
		t.Errorf("in c/deep, %q take a seed", got)
	}
	if !slices.Equal(found.fuzzed, []fuzzed{{"a", "FuzzIt"}}) {
		t.Errorf("parsers: %v", found.fuzzed)
	}
}

// The properties of the ledger and the sample are found in this project.
func TestFindDrawing_Here(t *testing.T) {
	found, err := findDrawing("..")
	if err != nil {
		t.Fatal(err)
	}
	for dir, test := range map[string]string{"store": "TestDays_AreWhatTheModelSays", "app": "TestSample_AgreesWithTheTruth",
		filepath.Join("build", "benchidentity"): "TestCorpus_CertainIsNeverWrong"} {
		if !slices.Contains(found.seeded[dir], test) {
			t.Errorf("%s of %s is not found", test, dir)
		}
	}
	if len(found.fuzzed) == 0 {
		t.Error("no parser is found")
	}
}
