package app_test

import (
	"errors"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/auth/authtest"
)

// An interruption troubles a sync and tells what came of it. Its name is the id
// of a row of docs/reliability.md.
type interruption func(t *testing.T) outcome

// outcome is what came of syncs that were troubled.
type outcome struct {
	state string   // of each sync: "partial", "canceled, then complete"
	reads []string // the sentences that a person gets
}

// interruptions has a test for every row of the table.
var interruptions = func() map[string]interruption {
	all := map[string]interruption{}
	for _, some := range []map[string]interruption{connectionInterruptions, signInInterruptions, serviceInterruptions, contentInterruptions, reportInterruptions, useInterruptions, clockInterruptions, changesInterruptions, unattendedInterruptions} {
		for id, test := range some {
			if all[id] != nil {
				panic("two tests for " + id)
			}
			all[id] = test
		}
	}
	return all
}()

// promise is a row of the table: what the syncs become, and what a person reads.
type promise struct{ state, reads string }

var rowPattern = regexp.MustCompile("^\\| `([a-z-]+)` \\|")

// promises reads the table. Cells: id, what happens, what the syncs become, what
// a person reads, what holds afterwards.
func promises(t *testing.T) map[string]promise {
	t.Helper()
	page, err := os.ReadFile("../docs/reliability.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]promise{}
	syncs, _, _ := strings.Cut(string(page), "\n## The disk") // its rows are held to the program
	for line := range strings.Lines(syncs) {
		id := rowPattern.FindStringSubmatch(line)
		if id == nil {
			continue
		}
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) != 7 {
			t.Fatalf("the row %s has %d cells", id[1], len(cells)-2)
		}
		if _, twice := rows[id[1]]; twice {
			t.Fatalf("the row %s stands twice", id[1])
		}
		rows[id[1]] = promise{strings.TrimSpace(cells[3]), strings.TrimSpace(cells[4])}
	}
	return rows
}

// TestInterruptions holds every row of docs/reliability.md to its test: the
// table is what a person may rely on.
func TestInterruptions(t *testing.T) {
	authtest.Keychain(t)
	rows := promises(t)
	if want := slices.Sorted(maps.Keys(interruptions)); !slices.Equal(slices.Sorted(maps.Keys(rows)), want) {
		t.Fatalf("docs/reliability.md has the rows %v,\nthere are tests for %v", slices.Sorted(maps.Keys(rows)), want)
	}
	for id, row := range rows {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			got := interruptions[id](t)
			if got.state != row.state {
				t.Errorf("the syncs were %q, the table says %q; told: %q", got.state, row.state, got.reads)
			}
			if !row.isRead(got.reads) {
				t.Errorf("the person reads %q,\nthe table says %q", got.reads, row.reads)
			}
		})
	}
}

// isRead tells whether the sentences are those of the table, where "…" stands
// for what differs each time and "nothing" for none.
func (p promise) isRead(sentences []string) bool {
	if p.reads == "nothing" {
		return len(sentences) == 0
	}
	pattern := regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(p.reads), "…", ".+") + "$")
	return slices.ContainsFunc(sentences, pattern.MatchString)
}

func TestPromise_IsReadOnlyWithItsOwnWords(t *testing.T) {
	p := promise{reads: "asked for on …. Nothing"}
	if !p.isRead([]string{"Another.", "asked for on Monday. Nothing"}) || p.isRead([]string{"asked for on . Nothing", "on Monday. Nothing"}) || p.isRead(nil) {
		t.Error("a sentence of the table is not recognized")
	}
	if none := (promise{reads: "nothing"}); !none.isRead(nil) || none.isRead([]string{"nothing"}) {
		t.Error("that nothing is read is not recognized")
	}
}

// said is what a person reads of a sync.
func said(result app.SyncResult, err error) []string {
	var sentences []string
	for _, w := range result.Warnings {
		if !slices.Contains(sentences, w.Text) {
			sentences = append(sentences, w.Text)
		}
	}
	var known *ledger.Error
	if errors.As(err, &known) {
		sentences = append(sentences, known.Message)
	}
	return sentences
}
