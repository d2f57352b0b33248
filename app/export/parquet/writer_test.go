package parquet

import (
	"bytes"
	"context"
	"errors"
	"io"
	"runtime"
	"testing"
	"time"

	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

func content(t *testing.T, m export.Meta, rows export.Rows) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteRows(t.Context(), &b, m, export.LayoutFull, rows, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWriteRows_TheSameViewGivesTheSameBytesApartFromTheTime(t *testing.T) {
	m := meta()
	first := content(t, m, numberedRows(20_000))
	if !bytes.Equal(first, content(t, m, numberedRows(20_000))) {
		t.Error("the same rows gave other bytes")
	}
	m.MadeAt = m.MadeAt.Add(time.Hour)
	later := content(t, m, numberedRows(20_000))
	if bytes.Equal(first, later) {
		t.Error("the time is not in the file")
	}
	if !bytes.Equal(first, bytes.Replace(later, []byte("2026-04-01T08:00:00Z"), []byte("2026-04-01T07:00:00Z"), 1)) {
		t.Error("more than the time differs")
	}
}

func TestWriteRows_StopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	last := 0
	err := WriteRows(ctx, io.Discard, meta(), export.LayoutList, numberedRows(200_000), func(done int) {
		if last = done; done >= 20_000 {
			cancel()
		}
	})
	if ledger.CodeOf(err) != ledger.CodeCanceled || last > 100_000 {
		t.Errorf("err = %v after %d rows", err, last)
	}
}

// brokenRows cannot be read from some row on.
type brokenRows struct {
	numberedRows
	from int
	err  error
}

func (b brokenRows) Rows(from, n int) ([]ledger.Row, error) {
	if from >= b.from {
		return nil, b.err
	}
	return b.numberedRows.Rows(from, n)
}

// fullWriter has room for so many bytes.
type fullWriter struct {
	room int
	err  error
}

func (w *fullWriter) Write(p []byte) (int, error) {
	if w.room -= len(p); w.room < 0 {
		return 0, w.err
	}
	return len(p), nil
}

func TestWriteRows_TellsWhatWentWrong(t *testing.T) {
	wrong := errors.New("broken")
	if err := WriteRows(t.Context(), io.Discard, meta(), export.LayoutList, brokenRows{numberedRows(50_000), 20_000, wrong}, nil); !errors.Is(err, wrong) {
		t.Errorf("unreadable rows: %v", err)
	}
	if err := WriteRows(t.Context(), io.Discard, meta(), export.LayoutList, brokenRows{numberedRows(50_000), 20_000, nil}, nil); ledger.CodeOf(err) != ledger.CodeStale {
		t.Errorf("missing rows: %v", err)
	}
	for _, room := range []int{0, 100_000, 3_000_000} {
		if err := WriteRows(t.Context(), &fullWriter{room, wrong}, meta(), export.LayoutList, numberedRows(groupRows*2), nil); !errors.Is(err, wrong) {
			t.Errorf("no room after %d bytes: %v", room, err)
		}
	}
}

// memoryWriter looks at the memory in use while a file is written.
type memoryWriter struct{ most uint64 }

func (w *memoryWriter) Write(p []byte) (int, error) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	w.most = max(w.most, m.HeapInuse)
	return len(p), nil
}

func TestWriteRows_MemoryDoesNotGrowWithTheRows(t *testing.T) {
	use := func(n int) uint64 {
		runtime.GC()
		var w memoryWriter
		if err := WriteRows(t.Context(), &w, meta(), export.LayoutList, numberedRows(n), nil); err != nil {
			t.Fatal(err)
		}
		return w.most
	}
	two, six := use(groupRows*2), use(groupRows*6)
	if six > two+two/2+(20<<20) {
		t.Errorf("%d MB for two row groups, %d MB for six", two>>20, six>>20)
	}
}

// The days and instants that are read by hand are those of package time.
func TestDates_AreThoseOfPackageTime(t *testing.T) {
	for at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 9999; at = at.Add(97*time.Hour + 61*time.Minute + 7*time.Second) {
		text := at.Format(time.RFC3339)
		day, okDay := dayOf(text)
		us, ok := microsecondOf(text)
		if want := at.Truncate(24*time.Hour).Unix() / 86400; !okDay || int64(day) != want {
			t.Fatalf("%s is day %d, %v, want %d", text, day, okDay, want)
		}
		if !ok || us != at.UnixMicro() {
			t.Fatalf("%s is %d, %v", text, us, ok)
		}
	}
	for _, text := range []string{"", "2026", "2026-02", "2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-1", "20260101",
		"2026-01-01 04:00", "2026-01-0x", "-026-01-01"} {
		if day, ok := dayOf(text); ok {
			t.Errorf("%q is the day %d", text, day)
		}
		if us, ok := microsecondOf(text); ok {
			t.Errorf("%q is the instant %d", text, us)
		}
	}
	for text, want := range map[string]int64{"1970-01-01T00:00:00Z": 0, "1970-01-01T01:00:00+01:00": 0, "1970-01-01T00:01Z": 60e6, "1969-12-31T23:59:59Z": -1e6, "1970-01-01T00:00:00.25Z": 250_000} {
		if got, ok := microsecondOf(text); !ok || got != want {
			t.Errorf("%q is %d, %v, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-02-29T00:00:00Z", "2026-01-01"} {
		if us, ok := microsecondOf(text); ok {
			t.Errorf("%q is the instant %d", text, us)
		}
	}
}
