package store

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
)

// TestStaging_TemporaryIsWhatPagesMake puts the same pages, in which owners come
// again, into a staging that is kept and into temporary ones that hold nothing,
// little and everything in memory.
func TestStaging_TemporaryIsWhatPagesMake(t *testing.T) {
	defer func(n int) { heldBytes = n }(heldBytes)
	ctx := context.Background()
	for seed := range uint64(6) {
		var want string
		for n, c := range []struct {
			age  time.Duration
			held int
		}{{time.Hour, 0}, {0, 0}, {0, 300}, {0, 1 << 20}} {
			heldBytes = c.held
			l, err := Create(ctx, filepath.Join(t.TempDir(), "contoso.ledger"), Options{})
			if err != nil {
				t.Fatal(err)
			}
			s, err := l.Stage(ctx, ledger.SourceUsers, c.age)
			if err != nil {
				t.Fatal(err)
			}
			r := rand.New(rand.NewPCG(seed, 3))
			for page := range 12 {
				var objects []ledger.Object
				for range r.IntN(5) {
					id := fmt.Sprint("account ", r.IntN(15))
					objects = append(objects, ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.User{UserID: id, DisplayName: fmt.Sprint(r.IntN(3))}}})
				}
				if err := s.Put(ctx, ledger.Page{Objects: objects, At: 1_772_346_600_000, Cursor: "more"}, page == 11); err != nil {
					t.Fatal(err)
				}
			}
			run, err := l.BeginRun(ctx, ledger.RunImport)
			if err != nil {
				t.Fatal(err)
			}
			done, err := l.Publish(ctx, s, ledger.Publication{RunID: run, Source: ledger.SourceUsers, At: 1_772_346_600_000, AtRule: ledger.AtGiven})
			if err != nil {
				t.Fatal(err)
			}
			got := fmt.Sprint(done.Rows, done.Began)
			err = each(ctx, l.read, `SELECT user_id, display_name FROM user ORDER BY hash`, nil, func(rows *sql.Rows) error {
				var id, name string
				err := rows.Scan(&id, &name)
				got += "\n" + id + " " + name
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			if n == 0 {
				want = got
			} else if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("seed %d, %d bytes held: kept (-) and temporary (+):\n%s", seed, c.held, diff)
			}
			if err := l.EndRun(ctx, run, ledger.RunComplete, nil); err != nil {
				t.Fatal(err)
			}
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}
