package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"licenseledger/store/ledger"
)

// Folder is a set of files that is being made in a folder of its own.
type Folder struct {
	temp, path string
}

// Write makes one file of the set. Codes as ToFile.
func (f *Folder) Write(ctx context.Context, name string, write func(io.Writer) error) error {
	shown := filepath.Join(f.path, name)
	file, err := os.OpenFile(filepath.Join(f.temp, name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fileError(shown, err)
	}
	return fill(ctx, file, shown, nil, write)
}

// ToFolder makes the folder path with the files that fill writes, the index
// among them, which says what they are. They go to a folder beside it
// (.NAME.*.partial, for its owner only), which takes its place when all are
// whole; otherwise path is as it was and nothing is left behind. A set that was
// made before is replaced as a whole, so that no file of it stays among the new
// ones; a folder with anything else in it is refused. With fresh nothing is ever
// replaced: the folder gets a number when its name is taken. It gives the path
// that the folder has. Codes as ToFile, invalid when path is not a set.
func ToFolder(ctx context.Context, path string, fresh bool, fill func(*Folder) error) (string, error) {
	if resolved, err := filepath.EvalSymlinks(path); err == nil && !fresh {
		path = resolved
	}
	path = filepath.Clean(path)
	if !fresh {
		if _, err := oldSet(path); err != nil {
			return "", err
		}
	}
	temp, err := os.MkdirTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.partial")
	if err != nil {
		return "", fileError(path, err)
	}
	err = fill(&Folder{temp: temp, path: path})
	if err == nil && ctx.Err() != nil {
		err = canceled(ctx)
	}
	if err == nil {
		err = syncFolder(temp)
	}
	if err == nil && fresh {
		path, err = freeFolder(temp, path)
	} else if err == nil {
		err = swapFolder(temp, path)
	}
	if err != nil {
		_ = os.RemoveAll(temp) // of ours; there is nobody to tell if it stays
		return "", err
	}
	return path, syncFolder(filepath.Dir(path))
}

// freeFolder gives temp the first name from path on that is free.
func freeFolder(temp, path string) (string, error) {
	for n := 1; ; n++ {
		name := path
		if n > 1 {
			name = fmt.Sprintf("%s (%d)", path, n)
		}
		if _, err := os.Lstat(name); err == nil {
			continue
		}
		// A folder is never renamed over a file, nor over a folder that has files.
		err := os.Rename(temp, name)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", fileError(name, err)
		}
		return name, nil
	}
}

// swapFolder puts temp in the place of the set at path. The old set steps aside
// first, and comes back if temp cannot take its place.
func swapFolder(temp, path string) error {
	old, err := oldSet(path) // again: somebody may have put a file there meanwhile
	if err != nil {
		return err
	}
	if old == nil {
		return asFileError(path, os.Rename(temp, path))
	}
	aside := strings.TrimSuffix(temp, ".partial") + ".old"
	if err := os.Rename(path, aside); err != nil {
		return fileError(path, err)
	}
	if err := os.Rename(temp, path); err != nil {
		return fileError(path, errors.Join(err, os.Rename(aside, path)))
	}
	for _, name := range old {
		_ = os.Remove(filepath.Join(aside, name))
	}
	_ = os.Remove(aside) // what came into it at this moment is kept
	return nil
}

func asFileError(path string, err error) error {
	if err == nil {
		return nil
	}
	return fileError(path, err)
}

// oldSet names the files of the set at path; nil when there is nothing.
func oldSet(path string) ([]string, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fileError(path, err)
	case !info.IsDir():
		return nil, ledger.Errorf(ledger.CodeInvalid, "export", "%s is a file. Several files are written, so give the name of a folder.", path)
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, fileError(path, err)
	}
	own := map[string]bool{IndexName: true, ".DS_Store": true, "Thumbs.db": true, "desktop.ini": true}
	for _, name := range indexed(filepath.Join(path, IndexName)) {
		own[name] = true
	}
	all := []string{}
	for _, entry := range entries {
		name := entry.Name()
		if strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".~lock.") {
			return nil, ledger.Errorf(ledger.CodeBusy, "export",
				"A file in %s is open in Excel or LibreOffice. Close it there, or choose another name; if none is open anywhere, delete %s in it.", path, name)
		}
		if !own[name] || entry.IsDir() {
			return nil, ledger.Errorf(ledger.CodeInvalid, "export",
				"In the folder %s is %s, which is not of a set that was exported before. Nothing was changed; choose a new folder.", path, name)
		}
		all = append(all, name)
	}
	return all, nil
}
