package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// packed is one file of a package.
type packed struct {
	name string // slash-separated, from the root of the package
	mode fs.FileMode
	from string // the file on disk that it is a copy of, or
	text string // what it holds
}

func (f packed) content() (io.ReadCloser, int64, error) {
	if f.from == "" {
		return io.NopCloser(strings.NewReader(f.text)), int64(len(f.text)), nil
	}
	file, err := os.Open(f.from)
	if err != nil {
		return nil, 0, fmt.Errorf("read what is packed: %w", err)
	}
	info, err := file.Stat()
	if err != nil {
		file.Close()
		return nil, 0, fmt.Errorf("read what is packed: %w", err)
	}
	return file, info.Size(), nil
}

// byName sorts files as archives hold them, so that two archives of the same files are equal.
func byName(files []packed) []packed {
	return slices.SortedFunc(slices.Values(files), func(a, b packed) int { return strings.Compare(a.name, b.name) })
}

// eachFile hands the files to write, in order.
func eachFile(files []packed, write func(f packed, r io.Reader, size int64) error) error {
	for _, f := range byName(files) {
		r, size, err := f.content()
		if err != nil {
			return err
		}
		err = write(f, r, size)
		r.Close()
		if err != nil {
			return fmt.Errorf("pack %s: %w", f.name, err)
		}
	}
	return nil
}

// placeFiles writes the files below a folder.
func placeFiles(dir string, files []packed) error {
	return eachFile(files, func(f packed, r io.Reader, _ int64) error {
		name := filepath.Join(dir, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		w, err := os.Create(name)
		if err != nil {
			return err
		}
		_, err = io.Copy(w, r)
		return errors.Join(err, w.Close(), os.Chmod(name, f.mode))
	})
}

// writeTarGz packs files below one folder into an archive that depends on nothing but them
// and the time.
func writeTarGz(name, folder string, files []packed, when time.Time) error {
	return writeArchive(name, func(out io.Writer) error {
		zipped := gzip.NewWriter(out)
		w := tar.NewWriter(zipped)
		err := eachFile(files, func(f packed, r io.Reader, size int64) error {
			header := &tar.Header{Name: folder + "/" + f.name, Mode: int64(f.mode), Size: size, ModTime: when, Uname: "root", Gname: "root", Format: tar.FormatGNU}
			if err := w.WriteHeader(header); err != nil {
				return err
			}
			_, err := io.Copy(w, r)
			return err
		})
		return errors.Join(err, w.Close(), zipped.Close())
	})
}

// writeZip is writeTarGz for systems that open ZIP files.
func writeZip(name, folder string, files []packed, when time.Time) error {
	return writeArchive(name, func(out io.Writer) error {
		w := zip.NewWriter(out)
		err := eachFile(files, func(f packed, r io.Reader, _ int64) error {
			header := &zip.FileHeader{Name: folder + "/" + f.name, Method: zip.Deflate, Modified: when.UTC()}
			header.SetMode(f.mode)
			entry, err := w.CreateHeader(header)
			if err != nil {
				return err
			}
			_, err = io.Copy(entry, r)
			return err
		})
		return errors.Join(err, w.Close())
	})
}

func writeArchive(name string, write func(io.Writer) error) error {
	out, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("make an archive: %w", err)
	}
	if err := errors.Join(write(out), out.Close()); err != nil {
		return fmt.Errorf("make %s: %w", filepath.Base(name), err)
	}
	return nil
}
