package house

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// npmPackages reads what a package.json asks for: names and versions.
func npmPackages(t *testing.T, tr tree, name string) map[string]string {
	var asked struct{ Dependencies, DevDependencies map[string]string }
	if err := json.Unmarshal([]byte(tr.read(t, name)), &asked); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	all := map[string]string{}
	maps.Copy(all, asked.Dependencies)
	maps.Copy(all, asked.DevDependencies)
	return all
}

var exactVersion = regexp.MustCompile(`^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$`)

// A version that may be newer next time is one that nobody tried.
func npmVersions(t *testing.T, tr tree) (broken []string) {
	for _, name := range tr.names {
		if path.Base(name) != "package.json" {
			continue
		}
		asked := npmPackages(t, tr, name)
		for _, wanted := range slices.Sorted(maps.Keys(asked)) {
			if version := asked[wanted]; !exactVersion.MatchString(version) {
				broken = append(broken, fmt.Sprintf("%s: asks for %s %s, and not for one version", name, wanted, version))
			}
		}
		if lock := path.Join(path.Dir(name), "package-lock.json"); len(asked) > 0 && !slices.Contains(tr.names, lock) {
			broken = append(broken, fmt.Sprintf("%s: has no package-lock.json beside it, which pins what comes with each package", name))
		}
	}
	return broken
}

func TestNpmVersions(t *testing.T) { keeps(t, npmVersions(t, project(t))) }

func TestNpmVersions_Catches(t *testing.T) {
	catches(t, npmVersions(t, example(
		"a/package.json", `{"dependencies": {"good": "1.2.3", "better": "1.2.3-beta.1", "caret": "^1.2.3"}, "devDependencies": {"any": "*"}}`,
		"a/package-lock.json", `{}`,
		"b/package.json", `{"dependencies": {"good": "1.2.3"}}`,
	)), "any *", "caret ^1.2.3", "b/package.json: has no")
}

// npmSilent are packages that no file imports by their names: each with who uses it.
var npmSilent = map[string]string{
	"jsdom":            "Vitest, as its environment",
	"@types/react-dom": "TypeScript, for react-dom",
	"@types/react":     "TypeScript, for react",
	"@types/node":      "TypeScript, for node:... modules",
}

// A package that nothing uses is only a risk.
func npmUnused(t *testing.T, tr tree) (broken []string) {
	for _, name := range tr.names {
		if path.Base(name) != "package.json" {
			continue
		}
		dir := path.Dir(name)
		for _, wanted := range slices.Sorted(maps.Keys(npmPackages(t, tr, name))) {
			if npmSilent[wanted] == "" && !npmUsed(t, tr, dir, wanted) {
				broken = append(broken, fmt.Sprintf("%s: asks for %s, which nothing imports", name, wanted))
			}
		}
	}
	return broken
}

// npmUsed tells whether a file below dir imports a package, or a script calls it.
func npmUsed(t *testing.T, tr tree, dir, wanted string) bool {
	imported := regexp.MustCompile(`['"]` + regexp.QuoteMeta(wanted) + `(/[^'"]*)?['"]`)
	for _, name := range tr.names {
		if !strings.HasPrefix(name, dir+"/") {
			continue
		}
		switch path.Ext(name) {
		case ".ts", ".tsx", ".js", ".mjs", ".css", ".html":
			if imported.MatchString(tr.read(t, name)) {
				return true
			}
		}
	}
	var scripts struct{ Scripts map[string]string }
	if err := json.Unmarshal([]byte(tr.read(t, path.Join(dir, "package.json"))), &scripts); err != nil {
		t.Fatalf("%s: %v", dir, err)
	}
	program := wanted
	if own := map[string]string{"typescript": "tsc", "@biomejs/biome": "biome"}[wanted]; own != "" {
		program = own
	}
	for _, script := range scripts.Scripts {
		if slices.Contains(strings.Fields(script), program) {
			return true
		}
	}
	return false
}

func TestNpmUnused(t *testing.T) { keeps(t, npmUnused(t, project(t))) }

func TestNpmUnused_Catches(t *testing.T) {
	catches(t, npmUnused(t, example(
		"a/package.json", `{"scripts": {"check": "tsc --noEmit"}, "dependencies": {"used": "1.0.0", "deep": "1.0.0", "unused": "1.0.0"}, "devDependencies": {"typescript": "1.0.0", "@biomejs/biome": "1.0.0"}}`,
		"a/main.ts", "import { x } from 'used'\nimport y from \"deep/part\"\nimport z from 'unused-too'\n",
		"b/main.ts", "import { x } from 'unused'\n",
	)), "@biomejs/biome", "unused, which")
}
