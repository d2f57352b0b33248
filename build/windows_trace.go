package main

import (
	"bufio"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// trace is everything of a person's that a program can leave in Windows: files, and keys and
// values of the registry.
type trace map[string]bool

// ownOfWindows begin what changes there by itself, or what every Windows has that was used.
var ownOfWindows = []string{
	`Software\\Wine`,
	`Software\\Microsoft\\SystemCertificates`, // made when somebody first asks whom Windows trusts
	`Software\\Microsoft\\Windows\\CurrentVersion\\Explorer`,
}

// everyWindows are keys that a new Wine lacks and a used Windows has.
var everyWindows = []string{`Software\\Classes`, `Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall`}

// trace reads what is there now.
func (w wine) trace(ctx context.Context, s *stepRun) (trace, error) {
	// The registry is written down some time after it changed; a question makes sure that the
	// server is there, and one more second that it wrote.
	found := trace{}
	if err := w.flush(ctx, s); err != nil {
		return nil, err
	}
	if err := found.addRegistry(filepath.Join(w.prefix(), "user.reg")); err != nil {
		return nil, err
	}
	err := filepath.WalkDir(filepath.Join(w.disk(), "users"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && entry.Name() == "Temp" { // an uninstaller waits there for the next start of Windows
			return fs.SkipDir
		}
		found["file "+strings.TrimPrefix(path, w.disk())] = true
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look through the disk of Windows: %w", err)
	}
	return found, nil
}

// flush ends the server, which writes the registry down, and starts it again.
func (w wine) flush(ctx context.Context, s *stepRun) error {
	for _, args := range [][]string{{"wineserver", "-k"}, {"wineserver", "-w"}, {"wineserver", "-p"}, {"wine", "cmd", "/c", "ver"}} {
		err := s.do(ctx, command{env: w.env(), args: args})
		if err != nil && args[0] != "wineserver" {
			return err
		}
	}
	return nil
}

// addRegistry reads Wine's file of a registry: sections of keys, with lines of values.
func (t trace) addRegistry(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("read the registry: %w", err)
	}
	defer file.Close()
	key := ""
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "["):
			key, _, _ = strings.Cut(strings.TrimPrefix(line, "["), "]")
			t["key "+key] = true
		case line != "" && key != "" && !strings.HasPrefix(line, "#"):
			t["value "+key+" "+line] = true
		}
	}
	return lines.Err()
}

// since are the words of what came after an older trace, in order.
func (t trace) since(older trace) []string {
	var came []string
	for what := range t {
		_, name, _ := strings.Cut(what, " ")
		own := slices.ContainsFunc(ownOfWindows, func(begin string) bool { return strings.HasPrefix(name, begin) })
		if !older[what] && !own && !slices.Contains(everyWindows, name) {
			came = append(came, what)
		}
	}
	slices.Sort(came)
	return came
}
