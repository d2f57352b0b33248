package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// proveLinux are the steps that show that the packages for Linux work where nothing of ours
// is: installed, used, brought up to date and taken out again.
func proveLinux(k *packaging) []step {
	p := &linuxProof{packaging: k}
	return []step{
		{name: "lintian", title: "Linux: the Debian packages are well made", run: p.judge},
		{name: "install", title: "Linux: the package installs in a clean system", run: p.install},
		{name: "emulated", title: "Linux: the console program for ARM does its work, on an emulated processor", run: p.emulated},
		{name: "installed", title: "Linux: the installed console program does its work, and brings older files up to date", run: p.console},
		{name: "walk", title: "Linux: the installed window, on a virtual display", run: p.window},
		{name: "purge", title: "Linux: the package is taken out again, and leaves nothing", run: p.purge},
	}
}

type linuxProof struct {
	*packaging
	root cleanRoot
}

// deb is the package file of the window.
func (p *linuxProof) deb() string {
	return filepath.Join(p.dir, fmt.Sprintf("%s_%s_%s.deb", product.window, debVersion(p.version), runtime.GOARCH))
}

// judge asks the tools that Debian and software centers ask.
func (p *linuxProof) judge(ctx context.Context, s *stepRun) error {
	if err := s.installPackages(ctx, slices.Concat(proveNeeds, testNeeds), s.log, s.note); err != nil {
		return err
	}
	debs, err := filepath.Glob(filepath.Join(p.dir, "*.deb"))
	if err != nil || len(debs) == 0 {
		return errors.Join(fmt.Errorf("there is no Debian package in %s", s.short(p.dir)), err)
	}
	if err := s.do(ctx, command{args: append([]string{"lintian", "--fail-on", "error,warning", "--suppress-tags", "initial-upload-closes-no-bugs"}, debs...)}); err != nil {
		return err
	}
	below := filepath.Join(p.work, "deb-"+product.window+"-"+runtime.GOARCH, "usr", "share")
	if err := s.do(ctx, command{args: []string{"desktop-file-validate", filepath.Join(below, "applications", product.window+".desktop")}}); err != nil {
		return err
	}
	return s.do(ctx, command{args: []string{"appstreamcli", "validate", "--no-net", "--explain", filepath.Join(below, "metainfo", product.id+".metainfo.xml")}})
}

// install installs the package as somebody would who downloaded it.
func (p *linuxProof) install(ctx context.Context, s *stepRun) (err error) {
	if p.root, err = p.makeRoot(ctx, s); err != nil {
		return err
	}
	inside := "/var/tmp/" + filepath.Base(p.deb())
	if err := s.do(ctx, command{args: []string{"cp", p.deb(), p.root.dir + inside}}); err != nil {
		return err
	}
	// gio does what a double click in a file manager does.
	steps := [][]string{
		{"apt-get", "update", "-q"},
		{"apt-get", "install", "-y", "-q", "--no-install-recommends", inside, "desktop-file-utils", "libglib2.0-bin"},
	}
	for _, args := range steps {
		if _, err := p.root.do(ctx, s, args...); err != nil {
			return err
		}
	}
	kind, err := p.root.do(ctx, s, "gio", "mime", product.file.mime)
	if err == nil && !strings.Contains(kind, product.window+".desktop") {
		err = fmt.Errorf("a double click on a .%s file would not open the window: %s", product.file.extension, kind)
	}
	return err
}

// console walks through the console program, as the package put it there.
func (p *linuxProof) console(ctx context.Context, s *stepRun) error {
	dir, err := os.MkdirTemp("", "installed-")
	if err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	defer os.RemoveAll(dir)
	said, err := p.root.do(ctx, s, product.console, "version")
	if err != nil || !strings.Contains(said, p.version) {
		return errors.Join(fmt.Errorf("the installed program says %q, and %s was packed", said, p.version), err)
	}
	if err := consoleRoad(dir, 200, func(args ...string) error {
		_, err := p.root.do(ctx, s, append([]string{product.console}, args...)...)
		return err
	}); err != nil {
		return err
	}
	return p.upgrade(ctx, s, dir)
}

// consoleRoad goes from the sample to a workbook, in dir.
func consoleRoad(dir string, users int, do func(args ...string) error) error {
	sample := filepath.Join(dir, "sample.ledger")
	for _, args := range [][]string{
		{"demo", sample, "--users", strconv.Itoa(users), "--days", "10"},
		{"overview", sample},
		{"export", sample, "--out", filepath.Join(dir, "licenses.xlsx")},
		{"check", sample},
	} {
		if err := do(args...); err != nil {
			return err
		}
	}
	if book, err := os.ReadFile(filepath.Join(dir, "licenses.xlsx")); err != nil || !strings.HasPrefix(string(book), "PK") {
		return errors.Join(errors.New("the exported file is no workbook"), err)
	}
	return nil
}

// emulated walks through the console program for ARM, on a processor that is played.
func (p *linuxProof) emulated(ctx context.Context, s *stepRun) error {
	dir, err := os.MkdirTemp("", "emulated-")
	if err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(p.work, "linux-arm64", product.console)
	return consoleRoad(dir, 50, func(args ...string) error {
		return s.do(ctx, command{dir: dir, env: []string{"HOME=" + dir}, args: append([]string{"qemu-aarch64", program}, args...)})
	})
}

// window runs the tests of the real window with the installed program.
func (p *linuxProof) window(ctx context.Context, s *stepRun) error {
	program, err := p.root.door("window", "/usr/bin/"+product.window)
	if err != nil {
		return err
	}
	// A root ends with the program that it was entered for, and gio ends at once.
	opener, err := p.root.door("open", `sh -c 'gio open "$1"; sleep 1; while pidof `+product.window+` >/dev/null; do sleep 1; done' open`)
	if err != nil {
		return err
	}
	env := []string{"LICENSELEDGER_PROGRAM=" + program, "LICENSELEDGER_OPENER=" + opener}
	return goTest(ctx, s, s.root, env, "-tags", checkTags, "-run", "^(TestRealWindow|TestInstalledWindow)$", "./app/desktop")
}

// traces are the files of the system that are the program's by their names, and those that
// tell of it: menus, kinds of files, icons, dpkg's own lists.
func (p *linuxProof) traces(ctx context.Context, s *stepRun) (string, error) {
	return p.root.do(ctx, s, "sh", "-c",
		"find / -xdev \\( -path /tmp -o -path /proc -o -path /var/tmp -o -path /var/log -o -path /var/cache \\) -prune -o \\( -iname '*license*ledger*' -o -iname '*"+product.console+"*' \\) -print; "+
			"grep -rlE '"+product.window+"|"+product.console+"' /etc /usr/bin /usr/share/applications /usr/share/icons /usr/share/mime /usr/share/metainfo /var/lib/dpkg || true")
}

// purge takes the package out and looks for anything that tells of it.
func (p *linuxProof) purge(ctx context.Context, s *stepRun) error {
	before, err := p.traces(ctx, s)
	if err != nil {
		return err
	}
	for _, want := range []string{"/usr/bin/" + product.console, "/usr/share/applications/mimeinfo.cache", "/usr/share/mime/packages/" + product.window + ".xml", "/var/lib/dpkg/status"} {
		if !strings.Contains(before, want) {
			return fmt.Errorf("no trace of the package in %s while it is installed, so nothing can be said about what it leaves:\n%s", want, before)
		}
	}
	if _, err := p.root.do(ctx, s, "apt-get", "purge", "-y", "-q", product.window); err != nil {
		return err
	}
	left, err := p.traces(ctx, s)
	if err != nil {
		return err
	}
	if left != "" {
		return fmt.Errorf("after the package was taken out, this is left of it:\n%s", left)
	}
	return s.do(ctx, command{args: []string{"rm", "-rf", "--one-file-system", p.root.dir}})
}
