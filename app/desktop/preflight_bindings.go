//go:build bindings

package desktop

import (
	"os"
	"regexp"
	"slices"
)

// preflight does nothing where only bindings are generated.
func preflight(*Window, string) error { return nil }

// enums is a run of generated enums; Wails writes them in the order of a map.
var (
	enums   = regexp.MustCompile(`(?:\texport enum \w+ \{\n(?:\t    .*\n)*\t\}\n)+`)
	oneEnum = regexp.MustCompile(`\texport enum \w+ \{\n(?:\t    .*\n)*\t\}\n`)
)

// afterRun puts the generated enums into the order of their names, so that
// the same program always generates the same file.
func afterRun() error {
	const path = "frontend/src/wailsjs/go/models.ts"
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	sorted := enums.ReplaceAllFunc(content, func(run []byte) []byte {
		var all []string
		for _, one := range oneEnum.FindAll(run, -1) {
			all = append(all, string(one))
		}
		slices.Sort(all)
		var out []byte
		for _, one := range all {
			out = append(out, one...)
		}
		return out
	})
	return os.WriteFile(path, sorted, 0o644)
}
