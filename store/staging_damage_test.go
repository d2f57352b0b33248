package store_test

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestPublish_WithoutContent stages what one history file knows, and puts
// another file in its place: nobody has the content then.
func TestPublish_WithoutContentChangesNothing(t *testing.T) {
	ctx, source := context.Background(), ledger.SourceUsers
	path := filepath.Join(t.TempDir(), "contoso.ledger")
	create := func() *store.Ledger {
		l, err := store.Create(ctx, path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	l := create()
	s := openStaging(t, l, source)
	put(t, s, "", person(1, "Jane", "A"), person(2, "John"))
	mustPublish(t, l, s, source, firstDay)
	s = openStaging(t, l, source)
	put(t, s, "", person(1, "Jane", "A"), person(2, "John"), person(3, "Ann"))
	for _, close := range []func() error{s.Close, l.Close, func() error { return os.Remove(path) }} {
		if err := close(); err != nil {
			t.Fatal(err)
		}
	}
	other := create()
	defer other.Close()
	before := storetest.Dump(t, other)
	if s = openStaging(t, other, source); s.Rows() != 4 {
		t.Fatalf("%d facts were taken up, want 4", s.Rows())
	}
	_, err := publish(other, s, source, firstDay)
	if ledger.CodeOf(err) != ledger.CodeCursorExpired || !strings.Contains(err.Error(), "3 of 4 staged facts have no content") {
		t.Errorf("published: %v", err)
	}
	if after := storetest.Dump(t, other); after != before {
		t.Errorf("history now holds %s", after)
	}
	if s = openStaging(t, other, source); s.Rows() != 0 { // and the next run does not meet them again
		t.Errorf("%d facts are still staged", s.Rows())
	}
}

// TestStaging_Damaged flips bits of a staging file and cuts it: whatever comes
// of it, the source is read to its end, and the history is the same.
func TestStaging_DamagedIsReadAgain(t *testing.T) {
	source, plain := ledger.SourceUsers, storetest.New(t)
	pages := [][]ledger.Object{{person(1, "Jane", "A"), person(2, "John")}, {person(3, "Ann", "B")}, {person(4, "Eve", "A"), person(1, "Jane, renamed")}}
	read := func(s *store.Staging, upTo int) error {
		for n := len(s.Cursor()); n < upTo; n++ { // as long as the number of pages read
			page := ledger.Page{Objects: pages[n], Cursor: strings.Repeat("x", n+1), At: ledger.InstantOf(firstDay)}
			if err := s.Put(context.Background(), page, n == len(pages)-1); err != nil {
				return err
			}
		}
		return nil
	}
	s := openStaging(t, plain, source)
	if err := read(s, 2); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	name := "." + source + ".staging"
	whole, err := os.ReadFile(plain.Path() + name)
	if err != nil {
		t.Fatal(err)
	}
	s = openStaging(t, plain, source)
	if err := read(s, 3); err != nil {
		t.Fatal(err)
	}
	mustPublish(t, plain, s, source, firstDay)

	r := rand.New(rand.NewPCG(lastSeed(t), 7))
	begun, rounds := 0, 8
	for n := range rounds {
		damaged := slices.Clone(whole)
		if n%4 == 1 {
			damaged = damaged[:r.IntN(len(damaged)-4096)]
		}
		for range 8 * n { // the first round leaves the file as it is
			damaged[r.IntN(len(damaged))] ^= 1 << r.IntN(8)
		}
		l := storetest.New(t)
		if err := os.WriteFile(l.Path()+name, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		for tries := 0; ; tries++ {
			s := openStaging(t, l, source)
			if tries == 0 && s.Cursor() == "" {
				begun++
			}
			err := read(s, 3)
			if err == nil {
				_, err = publish(l, s, source, firstDay)
			}
			if err == nil {
				break
			}
			if ledger.CodeOf(err) != ledger.CodeCursorExpired || tries > 0 {
				t.Fatalf("round %d, try %d: %v", n, tries, err)
			}
		}
		sameHistory(t, plain, l)
	}
	if begun == 0 || begun == rounds {
		t.Errorf("%d of %d damaged files were read again: the test proves nothing", begun, rounds)
	}
}

// TestStaging_IsPrivate looks at the file while pages are being kept.
func TestStaging_IsPrivate(t *testing.T) {
	l, source := storetest.New(t), ledger.SourceUsers
	s := openStaging(t, l, source)
	put(t, s, "1", person(1, "Jane"))
	files, err := filepath.Glob(l.Path() + "." + source + ".staging*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no staging file (%v)", err)
	}
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", filepath.Base(file), info.Mode())
		}
	}
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
}
