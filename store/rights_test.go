package store

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"licenseledger/store/ledger"
)

// TestCopy_IsForItsOwnerAloneFromItsFirstByte looks at a copy while it is written.
func TestCopy_IsForItsOwnerAloneFromItsFirstByte(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes of files are of Unix; see package -prove")
	}
	l, err := Create(t.Context(), filepath.Join(t.TempDir(), "contoso.ledger"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	publishLines(t, l, ledger.SourceFileReport2022, someLines(rand.New(rand.NewPCG(1, 1)), 20_000))
	target := filepath.Join(t.TempDir(), "copy.ledger")
	copied := make(chan error, 1)
	go func() { copied <- l.copyTo(t.Context(), target) }()
	for seen := 0; ; {
		info, err := os.Stat(target)
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Fatalf("with %d bytes it has mode %v", info.Size(), info.Mode())
		}
		if err == nil {
			seen++
		} else if !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		select {
		case err := <-copied:
			if err != nil || seen == 0 {
				t.Fatalf("seen %d times, %v", seen, err)
			}
			return
		default:
		}
	}
}
