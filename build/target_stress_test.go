package main

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"testing"
)

func TestFindStress(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{
		"a/stress_kill_test.go":          "package a\nfunc TestStress_Kill(t *testing.T) {}\nfunc TestStress_Cut(t *testing.T) {}\nfunc helper() {}\n",
		"a/b/stress_kill_test.go":        "package b\nfunc TestStress_KillToo(t *testing.T) {}\n",
		"a/kill_test.go":                 "package a\nfunc TestStress_KillElsewhere(t *testing.T) {}\n",
		"out/stress_kill_test.go":        "package out\nfunc TestStress_KillMade(t *testing.T) {}\n",
		"a/testdata/stress_kill_test.go": "package a\nfunc TestStress_KillExample(t *testing.T) {}\n",
	} {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	found, err := findStress(root, regexp.MustCompile("Kill"))
	if err != nil {
		t.Fatal(err)
	}
	if want := map[string][]string{"a": {"TestStress_Kill"}, "a/b": {"TestStress_KillToo"}}; !reflect.DeepEqual(found, want) {
		t.Errorf("found %v, want %v", found, want)
	}
}
