package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestInMemory_TakesItsFilesAway(t *testing.T) {
	p, out := testProject(t)
	s := &stepRun{project: p, log: new(bytes.Buffer)}
	broke := errors.New("a test broke")
	var folder string
	err := s.inMemory(func(env []string) error {
		if len(env) == 0 {
			return broke
		}
		folder = strings.TrimPrefix(env[0], "TMPDIR=")
		return errors.Join(os.WriteFile(filepath.Join(folder, "some.ledger"), []byte("left behind"), 0o600), broke)
	})
	if !errors.Is(err, broke) {
		t.Errorf("it came to %v", err)
	}
	if folder == "" {
		if !strings.Contains(out.String(), "lie on the disk") {
			t.Errorf("nothing lies in memory, and it says %q", out)
		}
		return
	}
	if filepath.Dir(folder) != memoryFolder {
		t.Errorf("it lies in %s", folder)
	}
	if _, err := os.Stat(folder); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is still there (%v)", err)
	}
}
