package lake

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// sweep removes what a manifest does not name from the tenant's own folders: old
// files, and what a killed process left. A file that somebody keeps open stays
// until the next write where the system does not let it go.
func (w *writer) sweep(m Manifest) error {
	named := map[string]bool{}
	for _, file := range m.Files {
		named[file.Path] = true
	}
	for _, table := range Tables() {
		own := path.Join(table, "tenant="+w.manifest.Tenant)
		days, err := os.ReadDir(w.path(own))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for _, day := range days {
			w.sweepDay(path.Join(own, day.Name()), named)
		}
		_ = os.Remove(w.path(own)) // where nothing is left in it
	}
	return nil
}

func (w *writer) sweepDay(folder string, named map[string]bool) {
	files, err := os.ReadDir(w.path(folder))
	if err != nil {
		return // a file, which is not ours
	}
	kept := 0
	for _, file := range files {
		name := path.Join(folder, file.Name())
		if named[name] {
			kept++
			continue
		}
		if os.Remove(w.path(name)) == nil && isPart(file.Name()) {
			w.result.Removed++
		}
	}
	if kept == 0 {
		_ = os.Remove(w.path(folder)) // it is empty, or a file in it is open
	}
}

func isPart(name string) bool { return path.Ext(name) == ".parquet" }

func (w *writer) path(slashed string) string {
	return filepath.Join(w.folder, filepath.FromSlash(slashed))
}
