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
)

// ToNewFile is ToFile for a file that must not be there yet: when the name is
// taken at the moment that all is written, the file gets a number, as in
// "name (2).xlsx". It gives the path that the file has. Nothing is ever
// replaced. Codes as ToFile.
func ToNewFile(ctx context.Context, path string, write func(io.Writer) error) (string, error) {
	folder := filepath.Dir(path)
	temp, err := os.CreateTemp(folder, "."+filepath.Base(path)+".*.partial")
	if err != nil {
		return "", fileError(path, err)
	}
	err = fill(ctx, temp, path, nil, write)
	if err == nil {
		if path, err = settle(temp.Name(), path); err != nil {
			err = fileError(path, err)
		}
	}
	if err != nil {
		_ = os.Remove(temp.Name()) // the file is closed; there is nobody to tell if it stays
		return "", err
	}
	return path, syncFolder(folder)
}

// settle gives temp the first name from path on that is free.
func settle(temp, path string) (string, error) {
	for n := 1; ; n++ {
		name := numbered(path, n)
		err := os.Link(temp, name)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err == nil {
			return name, os.Remove(temp)
		}
		// Some file systems know no second name for a file.
		if _, err := os.Lstat(name); err == nil {
			continue
		}
		return name, os.Rename(temp, name)
	}
}

func numbered(path string, n int) string {
	if n == 1 {
		return path
	}
	ending := filepath.Ext(path)
	return fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(path, ending), n, ending)
}

// Writable tells whether files can be made in a folder, by making one.
func Writable(folder string) bool {
	probe, err := os.CreateTemp(folder, ".licenseledger.*.partial")
	if err != nil {
		return false
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name())) == nil
}
