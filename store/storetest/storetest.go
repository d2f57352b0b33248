// Package storetest helps tests that need a ledger: a real file, and listings
// published through the very path that a sync takes. It promises no fakes. It
// is for tests only, and leaves what they assert to them.
package storetest

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// New makes a ledger in a folder of the test and closes it at the end.
func New(tb testing.TB) *store.Ledger {
	tb.Helper()
	l, err := store.Create(context.Background(), filepath.Join(tb.TempDir(), "contoso.ledger"), store.Options{AppVersion: "test"})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := l.Close(); err != nil {
			tb.Error(err)
		}
	})
	return l
}

// Listing is one reading of one source, for Publish.
type Listing struct {
	Source   string
	At       time.Time
	Objects  []ledger.Object
	Evidence []ledger.Evidence
	FileHash string
	FileName string
	Partial  bool // read to the middle only: staged, never published
	Run      int  // in a history, listings of one run share it
}

// Publish reads listings into one run, in pages of a few objects. Each listing
// is read from its beginning, whatever was staged before.
func Publish(tb testing.TB, l *store.Ledger, listings ...Listing) {
	tb.Helper()
	ctx := context.Background()
	run, err := l.BeginRun(ctx, ledger.RunSync)
	if err != nil {
		tb.Fatal(err)
	}
	for _, x := range listings {
		staging, err := l.Stage(ctx, x.Source, time.Duration(run%2)*time.Hour) // by turns a temporary staging and one that is not
		if err != nil {
			tb.Fatal(err)
		}
		if err := staging.Discard(); err != nil {
			tb.Fatal(err)
		}
		if x.Partial {
			abandon(tb, staging, x)
			continue
		}
		Put(tb, staging, x.At, x.Objects)
		p := ledger.Publication{RunID: run, Source: x.Source, At: ledger.InstantOf(x.At), ReadFrom: staging.ReadFrom(),
			AtRule: ledger.AtDateHeader, Evidence: x.Evidence, FileHash: x.FileHash, FileName: x.FileName}
		if _, err := l.Publish(ctx, staging, p); err != nil {
			tb.Fatal(err)
		}
	}
	if err := l.EndRun(ctx, run, ledger.RunComplete, nil); err != nil {
		tb.Fatal(err)
	}
}

// abandon stages a listing that is never read to its end, as a program does
// that is closed meanwhile.
func abandon(tb testing.TB, staging *store.Staging, x Listing) {
	tb.Helper()
	page := ledger.Page{Objects: x.Objects, At: ledger.InstantOf(x.At), Cursor: "more"}
	if err := staging.Put(context.Background(), page, false); err != nil {
		tb.Fatal(err)
	}
	if err := staging.Close(); err != nil {
		tb.Fatal(err)
	}
}

// Put stages objects in a few pages, each of two objects at least.
func Put(tb testing.TB, staging *store.Staging, at time.Time, objects []ledger.Object) {
	tb.Helper()
	size := max(2, len(objects)/3)
	for first := true; first || len(objects) > 0; first = false {
		n := min(size, len(objects))
		page := ledger.Page{Objects: objects[:n], At: ledger.InstantOf(at)}
		objects = objects[n:]
		if err := staging.Put(context.Background(), page, len(objects) == 0); err != nil {
			tb.Fatal(err)
		}
	}
}

// Dump gives the canonical text of a ledger.
func Dump(tb testing.TB, l *store.Ledger) string {
	tb.Helper()
	var b strings.Builder
	if err := l.Dump(context.Background(), &b); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

// Sound fails the test if the ledger's own check finds anything.
func Sound(tb testing.TB, l *store.Ledger) {
	tb.Helper()
	findings, err := l.Check(context.Background())
	if err != nil {
		tb.Fatal(err)
	}
	for _, f := range findings {
		tb.Errorf("check %s: %s", f.Check, f.Text)
	}
}
