package main

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// debVersion is the version as Debian orders it: what comes before a release sorts before it.
func debVersion(version string) string { return strings.Replace(version, "-", "~", 1) + "-1" }

// buildDeb lays the package out as a folder and has dpkg-deb pack it. It needs no scripts:
// menus, icons and kinds of files are brought up to date by the triggers of the packages
// that keep them.
func (l linuxPackage) buildDeb(ctx context.Context, s *stepRun) error {
	files, err := l.debFiles(ctx, s)
	if err != nil {
		return err
	}
	root := filepath.Join(l.work, "deb-"+l.name()+"-"+l.goarch)
	if err := placeFiles(root, files); err != nil {
		return err
	}
	if err := foldersFor(root); err != nil {
		return err
	}
	deb := filepath.Join(l.dir, fmt.Sprintf("%s_%s_%s.deb", l.name(), debVersion(l.version), l.goarch))
	// One thread: what xz writes depends on their number.
	return s.do(ctx, command{
		env:  []string{fmt.Sprintf("SOURCE_DATE_EPOCH=%d", l.when.Unix())},
		args: []string{"dpkg-deb", "--root-owner-group", "-Zxz", "--threads-max=1", "--build", root, deb},
	})
}

// foldersFor gives every folder the mode that Debian wants, whatever the umask is.
func foldersFor(root string) error {
	return filepath.WalkDir(root, func(name string, entry os.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			err = os.Chmod(name, 0o755)
		}
		return err
	})
}

// debFiles are the files of the package with those that tell dpkg about it.
func (l linuxPackage) debFiles(ctx context.Context, s *stepRun) ([]packed, error) {
	below, err := l.files(s.project)
	if err != nil {
		return nil, err
	}
	var files []packed
	for _, f := range below {
		f.name = "usr/" + f.name
		files = append(files, f)
	}
	about, words, err := l.debDocuments(s.project)
	if err != nil {
		return nil, err
	}
	files = append(files, about...)
	if words["InstalledSize"], err = kilobytes(files); err != nil {
		return nil, err
	}
	sums, err := md5sums(files)
	if err != nil {
		return nil, err
	}
	if words["Depends"], err = l.depends(ctx, s); err != nil {
		return nil, err
	}
	words["DebDescription"], words["Rival"] = debText(product.description), product.console
	if !l.withWindow {
		words["Rival"] = product.window
	}
	control, err := l.fill(s.project, "control.tmpl", words)
	return append(files, packed{name: "DEBIAN/control", mode: 0o644, text: control}, packed{name: "DEBIAN/md5sums", mode: 0o644, text: sums}), err
}

// debDocuments are the files that Debian wants of every package, and the words for its templates.
func (l linuxPackage) debDocuments(p *project) ([]packed, map[string]any, error) {
	words := l.words()
	license, err := os.ReadFile(p.license())
	if err != nil {
		return nil, nil, fmt.Errorf("read the license: %w", err)
	}
	changes, err := os.ReadFile(p.path("CHANGELOG.md"))
	if err != nil {
		return nil, nil, fmt.Errorf("read the change log: %w", err)
	}
	_, terms, _ := strings.Cut(string(license), "\n\nPermission")
	words["LicenseText"], words["DebVersion"] = debText("Permission"+terms), debVersion(l.version)
	words["MailDate"] = l.when.Format(time.RFC1123Z)
	doc := path.Join("usr/share/doc", l.name())
	files := []packed{{name: doc + "/changelog.gz", mode: 0o644, text: zipped(string(changes))}}
	for _, t := range []struct{ template, name string }{
		{"copyright.tmpl", doc + "/copyright"},
		{"changelog.tmpl", doc + "/changelog.Debian.gz"},
		{"overrides.tmpl", "usr/share/lintian/overrides/" + l.name()},
	} {
		f, err := l.filled(p, t.template, t.name, words)
		if err != nil {
			return nil, nil, err
		}
		files = append(files, f)
	}
	return files, words, nil
}

// depends are the packages that the window's C libraries are in, as dpkg-shlibdeps reads
// them off the program with the least version of each. The console program needs no library,
// but both need the certificate authorities that Microsoft's services are known by.
func (l linuxPackage) depends(ctx context.Context, s *stepRun) (string, error) {
	needs := []string{"ca-certificates"}
	if !l.withWindow {
		return needs[0], nil
	}
	dir := filepath.Join(l.work, "shlibdeps")
	control := packed{name: "debian/control", mode: 0o644, text: "Source: " + l.name() + "\n\nPackage: " + l.name() + "\nArchitecture: any\n"}
	if err := placeFiles(dir, []packed{control}); err != nil {
		return "", err
	}
	told, err := s.read(ctx, command{dir: dir, args: []string{"dpkg-shlibdeps", "-O", "-e" + l.program("linux", l.goarch, product.window)}})
	if err != nil {
		return "", err
	}
	libraries, ok := strings.CutPrefix(strings.TrimSpace(told), "shlibs:Depends=")
	if !ok {
		return "", fmt.Errorf("dpkg-shlibdeps names no packages, but says %q", told)
	}
	return strings.Join(slices.Concat(needs, strings.Split(libraries, ", ")), ", "), nil
}

// md5sums lists the files as dpkg compares them later, to notice what was damaged.
func md5sums(files []packed) (string, error) {
	var sums strings.Builder
	err := eachFile(files, func(f packed, r io.Reader, _ int64) error {
		sum := md5.New()
		_, err := io.Copy(sum, r)
		fmt.Fprintf(&sums, "%s  %s\n", hex.EncodeToString(sum.Sum(nil)), f.name)
		return err
	})
	return sums.String(), err
}

// debText indents a text as control files want it: by one space, in lines of at most 79
// characters, with a full stop where a line is empty.
func debText(text string) string {
	var lines []string
	for paragraph := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		if lines != nil {
			lines = append(lines, " .")
		}
		line := ""
		for _, word := range strings.Fields(paragraph) {
			if len(line)+1+len(word) > 79 {
				lines = append(lines, line)
				line = ""
			}
			line += " " + word
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
