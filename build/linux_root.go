package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// proveNeeds are what proving the packages for Linux takes besides.
var proveNeeds = []need{
	{pkg: "debootstrap", commands: []string{"debootstrap"}, why: "makes a clean system to install in"},
	{pkg: "lintian", commands: []string{"lintian"}, why: "judges Debian packages"},
	{pkg: "appstream", commands: []string{"appstreamcli"}, why: "judges what software centers are told"},
	{pkg: "desktop-file-utils", commands: []string{"desktop-file-validate"}, why: "judges the entry in the menu"},
	{pkg: "qemu-user", commands: []string{"qemu-aarch64"}, why: "runs the console program for ARM"},
	{pkg: "util-linux", commands: []string{"unshare"}, why: "keeps what is mounted in the clean system out of this one"},
}

// cleanRoot is a system of this machine's release with nothing in it but what every one has.
type cleanRoot struct {
	dir string
}

// mirror is where apt takes this system's packages from, by apt's own configuration.
type mirror struct {
	address, release string
	components       []string
}

// parseMirror takes the first archive of apt's answer whose release is the system's own:
// not one of updates, and not somebody else's.
func parseMirror(targets, codename string) (mirror, error) {
	var found mirror
	for line := range strings.Lines(targets) {
		fields := strings.Split(strings.TrimSpace(line), "|")
		if len(fields) != 4 || fields[0] != "Packages" || fields[2] != codename {
			continue
		}
		if found.address == "" {
			found = mirror{address: fields[1], release: codename}
		}
		if fields[1] == found.address {
			found.components = append(found.components, fields[3])
		}
	}
	if found.address == "" {
		return found, fmt.Errorf("apt names no archive of %q, so no clean system can be made", codename)
	}
	return found, nil
}

func (s *stepRun) mirror(ctx context.Context) (mirror, error) {
	codename, err := s.read(ctx, command{args: []string{"sh", "-c", ". /etc/os-release && echo $VERSION_CODENAME"}})
	if err != nil {
		return mirror{}, err
	}
	targets, err := s.read(ctx, command{args: []string{"apt-get", "indextargets", "--format", "$(CREATED_BY)|$(REPO_URI)|$(CODENAME)|$(COMPONENT)"}})
	if err != nil {
		return mirror{}, err
	}
	return parseMirror(targets, strings.TrimSpace(codename))
}

// makeRoot copies a clean system, which is made where none is kept.
func (k *packaging) makeRoot(ctx context.Context, s *stepRun) (cleanRoot, error) {
	if os.Geteuid() != 0 {
		return cleanRoot{}, advice("A clean system can only be made as root. Type: sudo go run ./build package -prove")
	}
	base := s.path("out", "clean-root")
	if !exists(base) {
		from, err := s.mirror(ctx)
		if err != nil {
			return cleanRoot{}, err
		}
		s.note("Making a clean %s in %s; it is kept there for the next time.", from.release, s.short(base))
		make := command{args: []string{"debootstrap", "--variant=minbase", "--components=" + strings.Join(from.components, ","), from.release, base + ".new", from.address}}
		if err := s.do(ctx, make); err != nil {
			return cleanRoot{}, err
		}
		if err := os.Rename(base+".new", base); err != nil {
			return cleanRoot{}, fmt.Errorf("keep the clean system: %w", err)
		}
	}
	root := cleanRoot{dir: filepath.Join(k.work, "root")}
	if err := s.do(ctx, command{args: []string{"rm", "-rf", "--one-file-system", root.dir}}); err != nil {
		return root, err
	}
	if err := s.do(ctx, command{args: []string{"cp", "-a", base, root.dir}}); err != nil {
		return root, err
	}
	// The way to the mirror is this machine's.
	if err := s.do(ctx, command{args: []string{"cp", "/etc/resolv.conf", filepath.Join(root.dir, "etc", "resolv.conf")}}); err != nil {
		return root, err
	}
	settings, err := s.read(ctx, command{args: []string{"apt-config", "dump", "Acquire::http"}})
	if err != nil {
		return root, err
	}
	return root, os.WriteFile(filepath.Join(root.dir, "etc", "apt", "apt.conf.d", "90this-machine"), []byte(settings+"\n"), 0o644)
}

// entrance is a script that starts a program in a root: with /tmp shared, through which a
// test and the screen reach it, and with mounts and processes that end with it.
const entrance = `#!/bin/sh
case $PWD in /tmp|/tmp/*) place=$PWD;; *) place=/;; esac
exec unshare --mount --pid --fork --kill-child sh -ec '
root=$1 place=$2; shift 2
mount --bind /tmp "$root/tmp"
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/dev/shm" 2>/dev/null || { mkdir -p "$root/dev/shm"; mount -t tmpfs tmpfs "$root/dev/shm"; }
exec chroot "$root" env -C "$place" "$@"' enter 'ROOT' "$place" WHAT "$@"
`

// door writes a script that starts a program of the root, with arguments before those that
// the script is given.
func (r cleanRoot) door(name string, what ...string) (string, error) {
	file := r.dir + "-" + name
	text := strings.NewReplacer("ROOT", r.dir, "WHAT", strings.Join(what, " ")).Replace(entrance)
	return file, os.WriteFile(file, []byte(text), 0o755)
}

// in is a command inside the root.
func (r cleanRoot) in(args ...string) (command, error) {
	door, err := r.door("any")
	return command{env: []string{"DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8", "HOME=/root"}, args: append([]string{door}, args...)}, err
}

// do runs a command inside the root and returns what it says.
func (r cleanRoot) do(ctx context.Context, s *stepRun, args ...string) (string, error) {
	c, err := r.in(args...)
	if err != nil {
		return "", err
	}
	return s.read(ctx, c)
}
