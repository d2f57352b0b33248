package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// wineNeeds are what proving the packages for Windows takes besides.
var wineNeeds = []need{
	{pkg: "wine", commands: []string{"wine"}, why: "runs programs for Windows"},
	{pkg: "wine64", why: "the same, for programs of 64 bits"},
	{pkg: "gcc-mingw-w64-x86-64", commands: []string{"x86_64-w64-mingw32-gcc"}, why: "builds the function of Windows that Wine does not have"},
	{pkg: "openssl", commands: []string{"openssl"}, why: "makes a certificate to sign with"},
	{pkg: "xvfb", commands: []string{"Xvfb"}, why: "a display for what Windows asks"},
	{pkg: "xdotool", commands: []string{"xdotool"}, why: "answers it"},
	{pkg: "imagemagick", commands: []string{"import"}, why: "pictures of it"},
}

// wine is a Windows of our own: a folder with its disk and registry, and with a home, so
// that nothing of it gets into the one of who proves the packages.
type wine struct {
	dir string
}

func (w wine) prefix() string { return filepath.Join(w.dir, "prefix") }

// disk is what Windows calls C:.
func (w wine) disk() string { return filepath.Join(w.prefix(), "drive_c") }

// env is what every program of this Windows is started with.
func (w wine) env(more ...string) []string {
	return append([]string{"WINEPREFIX=" + w.prefix(), "WINEARCH=win64", "WINEDEBUG=-all", "WINEDLLOVERRIDES=winemenubuilder.exe=d;mscoree=d;mshtml=d",
		"HOME=" + filepath.Join(w.dir, "home"), "DISPLAY=", "WAYLAND_DISPLAY=", "LANG=C.UTF-8"}, more...)
}

// start makes the folder, and has Windows' services running, so that later programs do not
// start them and wait for them.
func (w wine) start(ctx context.Context, s *stepRun) error {
	if err := os.RemoveAll(w.dir); err != nil {
		return fmt.Errorf("take away an older Windows: %w", err)
	}
	if err := os.MkdirAll(filepath.Join(w.dir, "home"), 0o755); err != nil {
		return fmt.Errorf("make a folder for Windows: %w", err)
	}
	if err := s.do(ctx, command{env: w.env(), args: []string{"wineboot", "--init"}}); err != nil {
		return err
	}
	dll := filepath.Join(w.disk(), "windows", "system32", "bcryptprimitives.dll")
	source := s.path("build", "packaging", "windows", "wine", "bcryptprimitives.c")
	if err := s.do(ctx, command{args: []string{"x86_64-w64-mingw32-gcc", "-shared", "-Os", "-s", "-o", dll, source, "-ladvapi32"}}); err != nil {
		return err
	}
	for _, args := range [][]string{{"wineserver", "-w"}, {"wineserver", "-p"}, {"wine", "winecfg", "-v", "win10"}, {"wine", "cmd", "/c", "ver"}} {
		if err := s.do(ctx, command{env: w.env(), args: args}); err != nil {
			return err
		}
	}
	return nil
}

// stop ends this Windows and everything that runs in it.
func (w wine) stop(ctx context.Context, s *stepRun) error {
	if err := s.do(ctx, command{env: w.env(), args: []string{"wineserver", "-k"}}); err != nil {
		return err
	}
	return os.RemoveAll(w.dir)
}

// do runs a program of Windows and gives its exit code and what it wrote. That goes through
// a file: what Windows starts in the background would keep a pipe open.
func (w wine) do(ctx context.Context, s *stepRun, dir string, args ...string) (string, int, error) {
	file, err := os.Create(filepath.Join(w.dir, "said.txt"))
	if err != nil {
		return "", 0, fmt.Errorf("start a program of Windows: %w", err)
	}
	defer file.Close()
	err = s.do(ctx, command{dir: dir, env: w.env(), args: append([]string{"wine"}, args...), stdout: file, stderr: file})
	text, readErr := os.ReadFile(file.Name())
	if readErr != nil {
		return "", 0, fmt.Errorf("read what a program of Windows wrote: %w", readErr)
	}
	fmt.Fprintf(s.log, "%s\n", text)
	code := 0
	var exit interface{ ExitCode() int }
	if errors.As(err, &exit) {
		code, err = exit.ExitCode(), nil
	}
	return string(text), code, err
}

// must is do for a program that has to succeed.
func (w wine) must(ctx context.Context, s *stepRun, dir string, args ...string) (string, error) {
	said, code, err := w.do(ctx, s, dir, args...)
	if err == nil && code != 0 {
		err = fmt.Errorf("%s ended with %d: %s", filepath.Base(args[0]), code, said)
	}
	return said, err
}

// local is this person's folder for programs and data, %LOCALAPPDATA%.
func (w wine) local() (string, error) {
	found, err := filepath.Glob(filepath.Join(w.disk(), "users", "*", "AppData", "Local"))
	for _, folder := range found {
		if !strings.Contains(folder, "Public") {
			return folder, nil
		}
	}
	return "", errors.Join(errors.New("this Windows has no folder for a person's programs"), err)
}

// settled waits until a file is there, or gone: an uninstaller copies itself and ends at
// once.
func settled(ctx context.Context, name string, there bool) error {
	for range 600 {
		if exists(name) == there {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return fmt.Errorf("a minute later, %s is still not as it should be", filepath.Base(name))
}
