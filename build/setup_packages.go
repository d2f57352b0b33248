package main

import "strings"

// need is something that a target needs from the operating system.
type need struct {
	pkg      string   // Debian's and Ubuntu's package
	commands []string // any of these in the PATH will do instead of the package
	why      string
}

// windowNeeds are what building and opening the window takes.
var windowNeeds = []need{
	{pkg: "pkg-config", commands: []string{"pkg-config"}, why: "finds the window libraries"},
	{pkg: "gcc", commands: []string{"gcc"}, why: "builds the window's C parts"},
	{pkg: "libc6-dev", why: "C headers"},
	{pkg: "libgtk-3-dev", why: "the window"},
	{pkg: "libwebkit2gtk-4.1-dev", why: "the page in the window"},
}

// testNeeds are what the tests take besides.
var testNeeds = []need{
	{pkg: "git", commands: []string{"git"}, why: "tells which files belong to the project"},
	{pkg: "chromium", commands: []string{"chromium", "chromium-browser", "google-chrome"}, why: "the end-to-end tests"},
	{pkg: "xvfb", commands: []string{"Xvfb"}, why: "a display for the real window"},
	{pkg: "openbox", commands: []string{"openbox"}, why: "a window manager for the real window"},
	{pkg: "xdotool", commands: []string{"xdotool"}, why: "keyboard and mouse for the real window"},
	{pkg: "wmctrl", commands: []string{"wmctrl"}, why: "closes the real window as its cross would"},
	{pkg: "imagemagick", commands: []string{"import"}, why: "pictures of the real window"},
	{pkg: "dbus", commands: []string{"dbus-daemon"}, why: "by which a second start finds the real window"},
	{pkg: "libreoffice-calc", commands: []string{"soffice"}, why: "shows that exported workbooks open and look right"},
	{pkg: "poppler-utils", commands: []string{"pdftoppm"}, why: "pictures of exported workbooks"},
	{pkg: "sqlite3", commands: []string{"sqlite3"}, why: "a second opinion on ledger files"},
	{pkg: "bash-completion", why: "completes commands as a shell does"},
	{pkg: "fonts-dejavu-core", why: "letters in the pictures"},
	{pkg: "fonts-liberation", why: "letters as wide as Arial's in the pictures"},
	{pkg: "fonts-crosextra-carlito", why: "letters as wide as Excel's in exported workbooks"},
}

// packageNeeds are what making packages takes besides.
var packageNeeds = []need{
	{pkg: "git", commands: []string{"git"}, why: "tells the version and the time of the commit"},
	{pkg: "librsvg2-bin", commands: []string{"rsvg-convert"}, why: "draws the icon in every size"},
	{pkg: "dpkg", commands: []string{"dpkg-deb"}, why: "packs Debian packages"},
	{pkg: "dpkg-dev", commands: []string{"dpkg-shlibdeps"}, why: "tells which libraries a package needs"},
	{pkg: "nsis", commands: []string{"makensis"}, why: "makes the installers for Windows"},
	{pkg: "osslsigncode", commands: []string{"osslsigncode"}, why: "signs what is for Windows, where a certificate is given"},
}

// benchNeeds are what the baselines of the measurements take.
var benchNeeds = []need{
	{pkg: "gcc", commands: []string{"gcc"}, why: "builds the baselines"},
	{pkg: "libc6-dev", why: "C headers"},
	{pkg: "libxlsxwriter-dev", why: "the workbook baseline"},
	{pkg: "libsqlite3-dev", why: "the flat-table baseline"},
	{pkg: "sqlite3", commands: []string{"sqlite3"}, why: "the CSV baseline"},
}

// missingNeeds returns the needs that neither a command nor an installed package meets.
// status is the answer of dpkg-query in the form of queryFormat; hasCommand looks into the PATH.
func missingNeeds(needs []need, status string, hasCommand func(string) bool) []need {
	installed := installedPackages(status)
	var missing []need
	for _, n := range needs {
		if installed[n.pkg] || anyOf(n.commands, hasCommand) {
			continue
		}
		missing = append(missing, n)
	}
	return missing
}

// queryFormat is the form in which dpkg-query is asked: a package and its state per line.
const queryFormat = "${Package} ${db:Status-Status}\n"

// installedPackages reads dpkg-query's answer. A package that was removed and left its
// configuration behind ("config-files") does not count as installed.
func installedPackages(status string) map[string]bool {
	installed := map[string]bool{}
	for line := range strings.Lines(status) {
		name, state, _ := strings.Cut(strings.TrimSpace(line), " ")
		if state == "installed" {
			installed[name] = true
		}
	}
	return installed
}

func anyOf(names []string, is func(string) bool) bool {
	for _, name := range names {
		if is(name) {
			return true
		}
	}
	return false
}

func packageNames(needs []need) []string {
	var names []string
	for _, n := range needs {
		names = append(names, n.pkg)
	}
	return names
}
