package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAddToTree(t *testing.T) {
	tree := map[string]*dependency{}
	addToTree(tree, "console", strings.Join([]string{
		"fmt\t\t\t\terrors",
		"example.org/low\texample.org/low\tv1.0.0\t/low\tfmt",
		"example.org/high/deep\texample.org/high\tv2.0.0\t/high\tfmt example.org/low example.org/high",
		"licenseledger/app\t\t\t\texample.org/high/deep",
		"crypto/tls\t\t\t\texample.org/low", // what the standard library holds of others
		"",
	}, "\n"))
	addToTree(tree, "window", "example.org/low\texample.org/low\tv1.0.0\t/low\tfmt\n")
	if len(tree) != 2 {
		t.Fatalf("found %d modules, want 2", len(tree))
	}
	if high := tree["example.org/high"]; comesWith(high) != "*chosen*" || high.dir != "/high" || len(high.programs) != 1 {
		t.Errorf("the module that we import is %+v", high)
	}
	if low := tree["example.org/low"]; comesWith(low) != "`example.org/high`" || !low.programs["window"] || low.Version != "v1.0.0" {
		t.Errorf("the module that comes with it is %+v", low)
	}
}

func TestNpmTree(t *testing.T) {
	lock := filepath.Join(t.TempDir(), "package-lock.json")
	write := func(text string) {
		if err := os.WriteFile(lock, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(`{"packages": {
		"": {"dependencies": {"high": "1.0.0"}, "devDependencies": {"tool": "1.0.0"}},
		"node_modules/high": {"version": "1.0.0", "license": "MIT", "integrity": "sha512-a", "dependencies": {"@a/low": "^2.0.0"}},
		"node_modules/high/node_modules/@a/low": {"version": "2.0.0", "license": "GPL-3.0", "integrity": "sha512-b"},
		"node_modules/@a/low": {"version": "1.0.0", "license": "MIT", "integrity": "sha512-c", "dev": true},
		"node_modules/tool": {"version": "1.0.0", "license": "ISC", "integrity": "sha512-d", "dev": true, "dependencies": {"@a/low": "1.0.0"}}}}`)
	page, tools, err := npmTree(lock)
	if err != nil {
		t.Fatal(err)
	}
	if len(page) != 2 || page[0].Name != "@a/low" || page[0].Version != "2.0.0" || comesWith(page[0]) != "`high`" || comesWith(page[1]) != "*chosen*" || len(tools) != 2 {
		t.Errorf("in the page are %+v, and %d tools", page, len(tools))
	}
	if err := allowed(page[0].Name, page[0].License, allowedLicenses); err == nil {
		t.Error("a license that is not allowed is let through")
	}
	write(`{"packages": {"node_modules/high": {"version": "1.0.0", "license": "MIT"}}}`)
	if _, _, err := npmTree(lock); err == nil {
		t.Error("a package without a checksum is let through")
	}
}
