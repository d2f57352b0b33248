package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// linuxPackage is one package for Linux: the window with the console program, or the
// console program alone, which needs no GTK and so fits a server.
type linuxPackage struct {
	*packaging
	goarch     string
	withWindow bool
}

// name is that of the package in Debian, and of its folder below share/doc.
func (l linuxPackage) name() string {
	if l.withWindow {
		return product.window
	}
	return product.console
}

// words are what the templates of packaging/linux are filled with.
func (l linuxPackage) words() map[string]any {
	words := l.packaging.words()
	words["Package"], words["WithWindow"], words["Arch"] = l.name(), l.withWindow, l.goarch
	return words
}

// fill fills a template of packaging/linux.
func (l linuxPackage) fill(p *project, name string, words map[string]any) (string, error) {
	return fillTemplate(p.path("build", "packaging", "linux", name), words)
}

// files are what lies below /usr, or in an archive: the programs, and what makes a desktop
// know them.
func (l linuxPackage) files(p *project) ([]packed, error) {
	files := []packed{{name: "bin/" + product.console, mode: 0o755, from: l.program("linux", l.goarch, product.console)}}
	notices, err := os.ReadFile(l.notices())
	if err != nil {
		return nil, fmt.Errorf("read the licenses of others: %w", err)
	}
	doc := path.Join("share/doc", l.name())
	files = append(files, packed{name: doc + "/THIRD-PARTY-NOTICES.txt.gz", mode: 0o644, text: zipped(string(notices))})
	manual, err := l.manualFiles()
	files = append(files, manual...)
	if err != nil || !l.withWindow {
		return files, err
	}
	files = append(files, packed{name: "bin/" + product.window, mode: 0o755, from: l.program("linux", l.goarch, product.window)},
		packed{name: "share/icons/hicolor/scalable/apps/" + product.window + ".svg", mode: 0o644, from: p.path(filepath.FromSlash(product.icon))})
	for _, size := range iconSizes {
		if size <= 512 { // hicolor has no larger folder
			files = append(files, packed{name: fmt.Sprintf("share/icons/hicolor/%[1]dx%[1]d/apps/%[2]s.png", size, product.window), mode: 0o644, from: l.icon(size)})
		}
	}
	templates := []struct{ template, name string }{
		{"desktop.tmpl", "share/applications/" + product.window + ".desktop"},
		{"mime.tmpl", "share/mime/packages/" + product.window + ".xml"},
		{"metainfo.tmpl", "share/metainfo/" + product.id + ".metainfo.xml"},
		{"window.1.tmpl", "share/man/man1/" + product.window + ".1.gz"},
	}
	for _, t := range templates {
		f, err := l.filled(p, t.template, t.name, l.words())
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// filled is a file made from a template, zipped where its name says so.
func (l linuxPackage) filled(p *project, template, name string, words map[string]any) (packed, error) {
	text, err := l.fill(p, template, words)
	if strings.HasSuffix(name, ".gz") {
		text = zipped(text)
	}
	return packed{name: name, mode: 0o644, text: text}, err
}

// zipped is a text as Debian wants manuals and change logs: gzip without a name and time.
func zipped(text string) string {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err == nil {
		_, err = w.Write([]byte(text))
	}
	if err = errors.Join(err, w.Close()); err != nil {
		panic(err) // a buffer takes everything
	}
	return out.String()
}

// kilobytes is the size of files as Debian counts an installed package: each in whole KiB.
func kilobytes(files []packed) (string, error) {
	var sum int64
	err := eachSize(files, func(size int64) { sum += (size + 1023) / 1024 })
	return strconv.FormatInt(sum, 10), err
}

func eachSize(files []packed, add func(int64)) error {
	for _, f := range files {
		r, size, err := f.content()
		if err != nil {
			return err
		}
		r.Close()
		add(size)
	}
	return nil
}
