package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// proveWindows are the steps that show that the packages for Windows work, in a Windows of
// their own: Wine. It runs programs for amd64 alone, so those for arm64 are looked at from
// outside, when they are built.
func proveWindows(k *packaging) []step {
	p := &windowsProof{windowsPackage: windowsPackage{packaging: k, goarch: "amd64"}, wine: wine{filepath.Join(k.work, "wine")}}
	return []step{
		{name: "wine", title: "Windows: Wine, with what Go needs of Windows 10", run: p.prepare},
		{name: "wine-install", title: "Windows: the installer installs without a question", run: p.install},
		{name: "wine-console", title: "Windows: the installed licensectl passes the console sessions", run: p.console},
		{name: "wine-window", title: "Windows: the installed window starts, and says that WebView2 is missing", run: p.window},
		{name: "wine-again", title: "Windows: it installs over itself, waits for what runs, and leaves a long PATH alone", run: p.again},
		{name: "wine-uninstall", title: "Windows: it is uninstalled, and leaves nothing but history files and the list of tenants", run: p.uninstall},
		{name: "wine-signed", title: "Windows: signed with a certificate of our own, everything verifies", run: p.signed},
		{name: "wine-stop", title: "Windows: Wine is taken away again", run: p.wine.stop},
	}
}

type windowsProof struct {
	windowsPackage
	wine   wine
	before trace
	folder string // where the programs were installed
	kept   []string
}

func (p *windowsProof) setup() string { return filepath.Join(p.dir, p.fileName("-setup.exe")) }

// installedFile is a file of the installed program.
func (p *windowsProof) installedFile(name string) string { return filepath.Join(p.folder, name) }

// usualPath is the PATH of somebody who has set one.
const usualPath = `C:\tools;%USERPROFILE%\bin`

func (p *windowsProof) prepare(ctx context.Context, s *stepRun) error {
	if err := s.installPackages(ctx, wineNeeds, s.log, s.note); err != nil {
		return err
	}
	if err := p.wine.start(ctx, s); err != nil {
		return err
	}
	return p.setPath(ctx, s, usualPath)
}

func (p *windowsProof) setPath(ctx context.Context, s *stepRun, path string) error {
	_, err := p.wine.must(ctx, s, "", "reg", "add", `HKCU\Environment`, "/v", "Path", "/t", "REG_EXPAND_SZ", "/d", path, "/f")
	return err
}

// path is this person's PATH.
func (p *windowsProof) path(ctx context.Context, s *stepRun) (string, error) {
	said, err := p.wine.must(ctx, s, "", "reg", "query", `HKCU\Environment`, "/v", "Path")
	_, value, _ := strings.Cut(said, "REG_EXPAND_SZ")
	return strings.TrimSpace(value), err
}

// install installs as an administrator's script would, and looks at all that came.
func (p *windowsProof) install(ctx context.Context, s *stepRun) (err error) {
	if p.before, err = p.wine.trace(ctx, s); err != nil {
		return err
	}
	if _, err := p.wine.must(ctx, s, "", p.setup(), "/S"); err != nil {
		return err
	}
	local, err := p.wine.local()
	if err != nil {
		return err
	}
	p.folder = filepath.Join(local, "Programs", product.name)
	after, err := p.wine.trace(ctx, s)
	if err != nil {
		return err
	}
	came := after.since(p.before)
	fmt.Fprintln(s.log, strings.Join(came, "\n"))
	return errors.Join(missing(came, p.expected()), p.others(ctx, s))
}

// expected are parts of what has to be there once it is installed.
func (p *windowsProof) expected() []string {
	numbers, folder := p.version, strings.ReplaceAll(windowsPath(p.wine, p.folder), `\`, `\\`)
	uninstall := `value Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\` + product.file.progID + " "
	classes := `value Software\\Classes\\`
	return []string{
		product.name + "/" + product.window + ".exe", product.name + "/" + product.console + ".exe", product.name + "/uninstall.exe",
		product.name + "/LICENSE.txt", product.name + "/THIRD-PARTY-NOTICES.txt", product.name + "/README.txt",
		"Start Menu/Programs/" + product.name + ".lnk",
		classes + "." + product.file.extension + ` @="` + product.file.progID + `"`,
		classes + product.file.progID + ` @="` + product.file.name + `"`,
		classes + product.file.progID + `\\shell\\open\\command @="\"` + folder + `\\` + product.window + `.exe\" \"%1\""`,
		uninstall + `"DisplayName"="` + product.name + `"`,
		uninstall + `"DisplayVersion"="` + numbers + `"`,
		uninstall + `"Publisher"="` + product.publisher + `"`,
		uninstall + `"EstimatedSize"=dword:`,
		uninstall + `"QuietUninstallString"="\"` + folder + `\\uninstall.exe\" /S"`,
		`value Environment "Path"=str(2):"C:\\tools;%USERPROFILE%\\bin;` + folder + `"`,
	}
}

// missing names the expected parts that no line has.
func missing(lines, expected []string) error {
	all := strings.Join(lines, "\n") + "\n"
	var wrong []error
	for _, part := range expected {
		if !strings.Contains(all, part) {
			wrong = append(wrong, fmt.Errorf("this is not there: %s", part))
		}
	}
	return errors.Join(wrong...)
}

// windowsPath is how Windows calls a file on its disk.
func windowsPath(w wine, name string) string {
	return "C:" + strings.ReplaceAll(strings.TrimPrefix(name, w.disk()), "/", `\`)
}

// others makes sure that the installer for Arm refuses this Windows, which is none, and
// changes nothing.
func (p *windowsProof) others(ctx context.Context, s *stepRun) error {
	arm := windowsPackage{packaging: p.packaging, goarch: "arm64"}
	_, code, err := p.wine.do(ctx, s, "", filepath.Join(p.dir, arm.fileName("-setup.exe")), "/S")
	if err == nil && code != wrongWindows {
		err = fmt.Errorf("the installer for Arm ended with %d on another processor, not with %d", code, wrongWindows)
	}
	return err
}

// Exit codes of the installer, see installer.nsi.
const (
	programInUse = 2
	wrongWindows = 3
)

// console runs the sessions of app/cli with the installed program, looks at who may read a
// history, and keeps history files where people keep them.
func (p *windowsProof) console(ctx context.Context, s *stepRun) error {
	said, err := p.wine.must(ctx, s, "", p.installedFile(product.console+".exe"), "version")
	if err != nil || !strings.Contains(said, p.version) {
		return errors.Join(fmt.Errorf("the installed program says %q, and %s was packed", said, p.version), err)
	}
	local, err := p.wine.local()
	if err != nil {
		return err
	}
	// In the program's own folder for data, and, unwisely, beside the programs.
	for _, folder := range []string{filepath.Join(local, "LicenseLedger"), p.folder} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
		p.kept = append(p.kept, filepath.Join(folder, "kept.ledger"))
		if _, err := p.wine.must(ctx, s, folder, p.installedFile(product.console+".exe"), "demo", "kept.ledger", "--users", "30", "--days", "3"); err != nil {
			return err
		}
	}
	env := p.wine.env("GOOS=windows", "CGO_ENABLED=0", "LICENSELEDGER_NO_INTERRUPTS=1",
		"LICENSELEDGER_CONSOLE="+windowsPath(p.wine, p.installedFile(product.console+".exe")))
	env = append(env, p.cache()...)
	if err := goTest(ctx, s, s.root, env, "-exec", "wine", "-run", "^TestRights_", "./store"); err != nil {
		return err
	}
	s.note("what interrupts a program is left out: Wine delivers no interrupts")
	return goTest(ctx, s, s.root, env, "-exec", "wine", "-timeout", "60m", "-run", "^TestScripts$", "./app/cli")
}

// cache has Go's own programs find their folders, with another home.
func (p *windowsProof) cache() []string {
	var env []string
	if dir, err := os.UserCacheDir(); err == nil && os.Getenv("GOCACHE") == "" {
		env = append(env, "GOCACHE="+filepath.Join(dir, "go-build"))
	}
	if home, err := os.UserHomeDir(); err == nil && os.Getenv("GOPATH") == "" {
		env = append(env, "GOPATH="+filepath.Join(home, "go"))
	}
	return env
}

// again installs over what is installed: while a program runs, which must change nothing,
// and with a PATH longer than the installer can hold.
func (p *windowsProof) again(ctx context.Context, s *stepRun) error {
	running, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() {
		ended <- s.do(running, command{dir: p.wine.dir, env: p.wine.env(), args: []string{"wine", p.installedFile(product.console + ".exe"), "simulate", "--write", "tenant"}})
	}()
	if err := settled(ctx, filepath.Join(p.wine.dir, "tenant", "ca.pem"), true); err != nil {
		return err
	}
	_, code, err := p.wine.do(ctx, s, "", p.setup(), "/S")
	stop()
	<-ended // it was stopped
	if err != nil || code != programInUse {
		return errors.Join(fmt.Errorf("with a program running, the installer ended with %d, not with %d", code, programInUse), err)
	}
	long := usualPath + strings.Repeat(`;C:\a folder with a name of some length`, 40)
	if err := p.setPath(ctx, s, long); err != nil {
		return err
	}
	if _, err := p.wine.must(ctx, s, "", p.setup(), "/S"); err != nil {
		return err
	}
	if now, err := p.path(ctx, s); err != nil || now != long {
		return errors.Join(fmt.Errorf("a long PATH was changed to %s", now), err)
	}
	return p.setPath(ctx, s, usualPath+";"+windowsPath(p.wine, p.folder))
}

// uninstall takes everything out again, and compares.
func (p *windowsProof) uninstall(ctx context.Context, s *stepRun) error {
	if _, err := p.wine.must(ctx, s, "", p.installedFile("uninstall.exe"), "/S"); err != nil {
		return err
	}
	if err := settled(ctx, p.installedFile("uninstall.exe"), false); err != nil {
		return err
	}
	after, err := p.wine.trace(ctx, s)
	if err != nil {
		return err
	}
	var wrong []error
	for _, name := range p.kept {
		if !exists(name) {
			wrong = append(wrong, fmt.Errorf("the history file %s is gone", windowsPath(p.wine, name)))
		}
	}
	for _, line := range after.since(p.before) {
		if !p.mayStay(line) {
			wrong = append(wrong, fmt.Errorf("this is left: %s", line))
		}
	}
	for _, line := range p.before.since(after) {
		wrong = append(wrong, fmt.Errorf("this was there before, and is gone: %s", line))
	}
	return errors.Join(wrong...)
}

// mayStay tells history files, the folders that they are in, the list of tenants, which is
// the person's as settings are, and the folder that Windows has for everybody's programs.
func (p *windowsProof) mayStay(line string) bool {
	name, isFile := strings.CutPrefix(line, "file ")
	path := filepath.Join(p.wine.disk(), name)
	for _, kept := range p.kept {
		if isFile && (path == kept || strings.HasPrefix(kept, path+"/")) {
			return true
		}
	}
	listed := filepath.Base(path) == "tenants" || filepath.Base(filepath.Dir(path)) == "tenants" && filepath.Ext(path) == ".json"
	return isFile && (filepath.Base(path) == "Programs" || listed)
}
