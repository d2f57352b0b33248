package store_test

import (
	"context"
	"encoding/binary"
	"hash/crc32"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// given writes a file as somebody sent it.
func given(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// boundedAndCoded runs what reads foreign bytes: an error has a code, and the memory
// that it took stays within most.
func boundedAndCoded(t *testing.T, most uint64, read func(context.Context) error) {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	err := read(ctx)
	runtime.ReadMemStats(&after)
	switch {
	case ctx.Err() != nil:
		t.Fatal("it takes more than a minute")
	case err != nil && !slices.Contains(ledger.Codes(), ledger.CodeOf(err)):
		t.Fatalf("no code: %v", err)
	case after.TotalAlloc-before.TotalAlloc > most:
		t.Fatalf("it took %d MB of memory", (after.TotalAlloc-before.TotalAlloc)>>20)
	}
}

// FuzzLedgerFile writes bytes into a history file, at any place, cuts it, and reads it.
// Nothing that is only looked at is changed.
func FuzzLedgerFile(f *testing.F) {
	path, _ := hostileLedger(f)
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	reads := slices.Sorted(maps.Keys(hostileReads))
	f.Add(uint32(0), []byte("SQLite format 3\x00\x02\x00"), uint32(0), uint8(0))  // pages of 512
	f.Add(uint32(16), []byte{0, 1, 2, 2, 0, 64, 32, 32}, uint32(0), uint8(3))     // pages of 65536, a log
	f.Add(uint32(20), []byte{255}, uint32(0), uint8(5))                           // reserved bytes
	f.Add(uint32(28), []byte{255, 255, 255, 255}, uint32(0), uint8(7))            // the number of pages
	f.Add(uint32(32), []byte{0, 0, 0, 2, 0, 0, 0, 9}, uint32(0), uint8(9))        // free pages that are not free
	f.Add(uint32(56), []byte{0, 0, 0, 2}, uint32(0), uint8(11))                   // UTF-16
	f.Add(uint32(60), []byte{127, 255, 255, 255}, uint32(0), uint8(13))           // a version
	f.Add(uint32(68), []byte{0, 0, 0, 0}, uint32(0), uint8(15))                   // somebody else's file
	f.Add(uint32(100), []byte{5, 0, 0, 255, 255, 0, 0}, uint32(0), uint8(17))     // an inner page with cells without end
	f.Add(uint32(4096), []byte{13, 0, 0, 0, 255, 0, 1}, uint32(0), uint8(19))     // the first page of a table
	f.Add(uint32(4096*9+8), []byte{0, 8, 0, 8, 0, 8, 0, 8}, uint32(0), uint8(21)) // cells on one another
	f.Add(uint32(0), []byte(nil), uint32(4097), uint8(23))                        // cut
	f.Add(uint32(0), []byte(nil), uint32(99), uint8(25))                          // cut in the header
	f.Add(uint32(4096*3), []byte{0, 0, 0, 4, 0, 0, 0, 4}, uint32(0), uint8(27))   // an overflow page that leads to itself
	f.Add(uint32(4096*12+200), []byte{255, 255, 255, 255, 255, 255}, uint32(0), uint8(29))
	f.Fuzz(func(t *testing.T, at uint32, patch []byte, end uint32, which uint8) {
		content := slices.Clone(whole)
		if int(at) < len(content) {
			copy(content[at:], patch)
		}
		if end > 0 && int(end) < len(content) {
			content = content[:end]
		}
		path := filepath.Join(t.TempDir(), "given.ledger")
		given(t, path, content)
		if _, err := os.Stat(path); err != nil {
			t.Fatal(err)
		}
		readOnly := which >= 128
		boundedAndCoded(t, hostileMost, func(ctx context.Context) error {
			l, err := store.Open(ctx, path, store.Options{ReadOnly: readOnly})
			if err != nil {
				after, readErr := os.ReadFile(path)
				if readErr != nil || ledger.CodeOf(err) == ledger.CodeNotALedger && !slices.Equal(after, content) {
					t.Fatalf("a file that is no ledger was changed (%v): %v", err, readErr)
				}
				return err
			}
			read := hostileReads[reads[int(which%128)%len(reads)]](ctx, l)
			if closed := l.Close(); read == nil {
				read = closed
			}
			return read
		})
	})
}

// sealedPart is a part of a staging file with the checksum that belongs to it.
func sealedPart(part []byte) []byte {
	return binary.LittleEndian.AppendUint32(slices.Clone(part), crc32.Checksum(part, crc32.MakeTable(crc32.Castagnoli)))
}

// FuzzStagingFile writes what a staging file says of itself and of its pages, with the
// right checksums. The source is read to its end all the same, and the history is sound.
func FuzzStagingFile(f *testing.F) {
	ctx := context.Background()
	path := filepath.Join(f.TempDir(), "contoso.ledger")
	l, err := store.Create(ctx, path, store.Options{})
	if err != nil {
		f.Fatal(err)
	}
	staging, err := l.Stage(ctx, ledger.SourceUsers, time.Hour)
	if err != nil {
		f.Fatal(err)
	}
	for n, cursor := range []string{"a", "b"} {
		if err := staging.Put(ctx, ledger.Page{Objects: []ledger.Object{person(n, "Jane", "A")}, Cursor: cursor, At: ledger.InstantOf(firstDay)}, false); err != nil {
			f.Fatal(err)
		}
	}
	for _, end := range []func() error{staging.Close, l.Close} {
		if err := end(); err != nil {
			f.Fatal(err)
		}
	}
	beside := path + "." + ledger.SourceUsers + ".staging"
	history, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	staged, err := os.ReadFile(beside)
	if err != nil {
		f.Fatal(err)
	}
	var state, facts, owners []byte
	if err := rawly(f, beside).QueryRow(`SELECT (SELECT state FROM stage), facts, owners FROM page ORDER BY page LIMIT 1`).Scan(&state, &facts, &owners); err != nil {
		f.Fatal(err)
	}
	state, facts, owners = state[:len(state)-4], facts[:len(facts)-4], owners[:len(owners)-4]
	f.Add(state, facts, owners)
	f.Add([]byte(`{"Pages":9223372036854775807,"Rows":-1}`), facts, owners)
	f.Add(slices.Concat(state[:len(state)-1], []byte(`,"Pages":9223372036854775807}`)), facts, owners)
	f.Add(slices.Concat(state[:len(state)-1], []byte(`,"Rows":9223372036854775807,"Complete":true}`)), facts, owners)
	f.Add(slices.Concat(state[:len(state)-1], []byte(`,"Pages":-5,"Sum":""}`)), facts, owners)
	f.Add(slices.Concat(state[:len(state)-1], []byte(`,"Held":{},"Complete":true}`)), facts, owners)
	f.Add([]byte("null"), []byte{255}, []byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 1})
	f.Add(state, facts[:1], owners[:1])
	f.Fuzz(func(t *testing.T, state, facts, owners []byte) {
		l := openBeside(t, history, "."+ledger.SourceUsers+".staging", staged, map[string][]byte{
			`UPDATE stage SET state = ?`:                state,
			`UPDATE page SET facts = ? WHERE page = 1`:  facts,
			`UPDATE page SET owners = ? WHERE page = 1`: owners,
		})
		boundedAndCoded(t, hostileMost, func(ctx context.Context) error {
			staging, err := l.Stage(ctx, ledger.SourceUsers, time.Hour)
			if err != nil {
				return err
			}
			if err := staging.Put(ctx, ledger.Page{Objects: []ledger.Object{person(7, "Ann", "B")}, At: ledger.InstantOf(firstDay)}, true); err != nil {
				return err
			}
			_, err = publish(l, staging, ledger.SourceUsers, firstDay)
			return err
		})
		storetest.Sound(t, l)
	})
}

// openBeside opens a history that lies beside a staging file, after statements have
// given that one other values, sealed as if they were its own.
func openBeside(t *testing.T, history []byte, suffix string, staged []byte, values map[string][]byte) *store.Ledger {
	t.Helper()
	path := filepath.Join(t.TempDir(), "contoso.ledger")
	given(t, path, history)
	given(t, path+suffix, staged)
	db := rawly(t, path+suffix)
	for statement, value := range values {
		if _, err := db.Exec(statement, sealedPart(value)); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	l, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}
