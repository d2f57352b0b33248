package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// installer says how this account may install packages.
type installer struct {
	prefix []string // what comes before apt-get
	attach bool     // sudo will ask for a password on the terminal
}

// aptOptions wait for another package manager instead of failing, and leave out what is
// only recommended: LibreOffice alone would bring several hundred megabytes.
var aptOptions = []string{"-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"}

// installPackages makes sure that every need is met, and says what it installs.
// log takes what apt-get prints.
func (p *project) installPackages(ctx context.Context, needs []need, log io.Writer, say func(string, ...any)) error {
	missing, err := findMissing(ctx, needs)
	if err != nil {
		return err
	}
	if len(missing) == 0 {
		say("Every system package that this takes is already installed.")
		return nil
	}
	names := packageNames(missing)
	how, ok := chooseInstaller(os.Geteuid(), hasCommand("sudo"), isTerminal(os.Stdin), func() bool {
		err := start(ctx, command{args: []string{"sudo", "-n", "true"}})
		return err == nil
	})
	if !ok {
		return advice(fmt.Sprintf("These system packages are missing, and this account may not install them:\n%s\nType this, then start again:\n\n%s",
			describe(missing), oneCommand(names, hasCommand("sudo"))))
	}
	say("Installing %d system packages: %s", len(names), strings.Join(names, " "))
	if how.attach {
		p.say("sudo may ask for your password now.")
	}
	for _, args := range [][]string{{"update"}, append(append([]string{"install"}, aptOptions...), names...)} {
		c := command{args: append(append(append([]string{}, how.prefix...), "apt-get"), args...), stdout: log, stderr: log, attach: how.attach}
		if how.attach {
			c.stderr = io.MultiWriter(log, os.Stderr)
		}
		if err := start(ctx, c); err != nil {
			return fmt.Errorf("%w\nIf a package was not found: Debian 12, Ubuntu 22.04 or newer have all of them (on Ubuntu, install Chromium with `sudo snap install chromium`)", err)
		}
	}
	if missing, err = findMissing(ctx, needs); err != nil {
		return err
	}
	if len(missing) > 0 {
		return fmt.Errorf("still missing after the installation:\n%s", describe(missing))
	}
	return nil
}

// findMissing asks the package database and the PATH. On a system without Debian's
// package tools it can only name what is wanted.
func findMissing(ctx context.Context, needs []need) ([]need, error) {
	if !hasCommand("dpkg-query") || !hasCommand("apt-get") {
		missing := missingNeeds(needs, "", hasCommand)
		if len(missing) == 0 {
			return nil, nil
		}
		return nil, advice("Packages are installed for you on Debian and Ubuntu only. Install what corresponds to these yourself, so that pkg-config finds it:\n" + describe(missing))
	}
	args := append([]string{"dpkg-query", "-W", "-f", queryFormat}, packageNames(needs)...)
	// An unknown package makes dpkg-query end with 1; what it printed about the others counts.
	status, err := output(ctx, command{args: args})
	if ctx.Err() != nil {
		return nil, err
	}
	return missingNeeds(needs, status, hasCommand), nil
}

// chooseInstaller picks the way to run apt-get: directly as root, by sudo without a
// password, or by sudo that asks on a terminal. ok is false when there is none.
func chooseInstaller(uid int, hasSudo, terminal bool, sudoIsFree func() bool) (how installer, ok bool) {
	const quiet = "DEBIAN_FRONTEND=noninteractive"
	switch {
	case uid == 0:
		return installer{prefix: []string{"env", quiet}}, true
	case !hasSudo:
		return installer{}, false
	case sudoIsFree():
		return installer{prefix: []string{"sudo", "-n", "env", quiet}}, true
	case terminal:
		return installer{prefix: []string{"sudo", "env", quiet}, attach: true}, true
	}
	return installer{}, false
}

// oneCommand is the single line that installs the packages.
func oneCommand(names []string, hasSudo bool) string {
	list := strings.Join(names, " ")
	if hasSudo {
		return "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + list
	}
	return "su -c 'apt-get update && apt-get install -y --no-install-recommends " + list + "'"
}

func describe(needs []need) string {
	var b strings.Builder
	for _, n := range needs {
		fmt.Fprintf(&b, "  %-22s %s\n", n.pkg, n.why)
	}
	return b.String()
}

func hasCommand(name string) bool {
	_, err := exec.LookPath(name)
	return err == nil
}

// isTerminal tells whether a person may answer on f.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}
