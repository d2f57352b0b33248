package house

import (
	"fmt"
	"os"
	"os/exec"
	"path"
	"regexp"
	"strings"
	"testing"
)

var replaceLine = regexp.MustCompile(`(?m)^\s*replace\b`)

// A go.mod without replace gives everybody the same code, also those who import it.
func replaces(t *testing.T, tr tree) (broken []string) {
	for _, name := range tr.names {
		if path.Base(name) == "go.mod" && replaceLine.MatchString(tr.read(t, name)) {
			broken = append(broken, name+": has a replace line")
		}
	}
	return broken
}

func TestNoReplace(t *testing.T) { keeps(t, replaces(t, project(t))) }

func TestNoReplace_Catches(t *testing.T) {
	catches(t, replaces(t, example(
		"go.mod", "module a\n\nreplace b => ../b\n",
		"lint/go.mod", "module c\n\nrequire example.org/replace v1.0.0\n",
	)), "go.mod: has a replace")
}

const (
	sqliteModule = "modernc.org/sqlite"
	libcModule   = "modernc.org/libc"
)

// requiredVersion reads a module's version from a go.mod.
func requiredVersion(goMod, module string) string {
	for line := range strings.Lines(goMod) {
		fields := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "require "))
		if len(fields) >= 2 && fields[0] == module {
			return fields[1]
		}
	}
	return ""
}

// The SQLite driver is C code translated for one version of its C library; its makers ask
// for exactly the pair that they tested, and a newer library has crashed before.
func libcPair(ours, sqlites string) (broken []string) {
	have, want := requiredVersion(ours, libcModule), requiredVersion(sqlites, libcModule)
	if have != want || want == "" {
		broken = append(broken, fmt.Sprintf("go.mod: has %s %q, but %s was made for %q", libcModule, have, sqliteModule, want))
	}
	return broken
}

func TestLibcPair(t *testing.T) {
	cmd := exec.Command("go", "list", "-m", "-f", "{{.GoMod}}", sqliteModule)
	cmd.Dir = projectRoot(t)
	file, err := cmd.Output()
	if err != nil {
		t.Fatalf("ask for the go.mod of %s: %v", sqliteModule, err)
	}
	sqlites, err := os.ReadFile(strings.TrimSpace(string(file)))
	if err != nil {
		t.Fatal(err)
	}
	keeps(t, libcPair(project(t).read(t, "go.mod"), string(sqlites)))
}

func TestLibcPair_Catches(t *testing.T) {
	sqlites := "module modernc.org/sqlite\n\nrequire modernc.org/libc v1.2.3\n"
	if broken := libcPair("require (\n\tmodernc.org/libc v1.2.3 // indirect\n)\n", sqlites); broken != nil {
		t.Errorf("a matching pair is reported: %q", broken)
	}
	catches(t, libcPair("require (\n\tmodernc.org/libc v1.2.4 // indirect\n)\n", sqlites), `"v1.2.4"`)
	catches(t, libcPair("module a\n", "module b\n"), `""`)
}

var enterprise = "ag-grid-" + "enterprise"

// The paid half of the table component is not ours to ship: its features are built here.
func enterpriseGrid(t *testing.T, tr tree) (broken []string) {
	for _, name := range tr.names {
		if !strings.HasPrefix(name, "frontend/") {
			continue
		}
		switch path.Ext(name) {
		case ".json", ".ts", ".tsx", ".js", ".mjs", ".css", ".html":
			if strings.Contains(tr.read(t, name), enterprise) {
				broken = append(broken, name+": names "+enterprise)
			}
		}
	}
	return broken
}

func TestNoEnterpriseGrid(t *testing.T) { keeps(t, enterpriseGrid(t, project(t))) }

func TestNoEnterpriseGrid_Catches(t *testing.T) {
	catches(t, enterpriseGrid(t, example(
		"frontend/package.json", `{"dependencies": {"`+enterprise+`": "1.0.0"}}`,
		"frontend/package-lock.json", `{"packages": {"node_modules/`+enterprise+`": {}}}`,
		"frontend/src/table.tsx", "import '"+enterprise+"';",
		"frontend/src/good.tsx", "import 'ag-grid-community';",
	)), "package-lock.json", "package.json", "table.tsx")
}
