package store_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestImage_ShowsWhatTheFactsShow opens every day of drawn histories from kept
// images that are more and less behind, and without any.
func TestImage_ShowsWhatTheFactsShow(t *testing.T) {
	store.CutPieces(t)
	eachSeed(t, func(t *testing.T, seed uint64) {
		listings := storetest.Histories(seed, 8)
		order := rand.New(rand.NewPCG(seed, 5)).Perm(len(listings))
		show := func(t *testing.T, inOrder bool) string {
			l := storetest.New(t)
			for i := range listings {
				if inOrder {
					storetest.Publish(t, l, listings[i])
				} else {
					storetest.Publish(t, l, listings[order[i]])
				}
			}
			storetest.Sound(t, l)
			return everyView(t, l)
		}
		without := show(t, true)
		for _, kept := range []struct {
			share   int
			inOrder bool
		}{{1, true}, {3, false}, {1 << 20, true}, {1 << 20, false}} {
			t.Run(fmt.Sprintf("share %d, in order %t", kept.share, kept.inOrder), func(t *testing.T) {
				store.KeepEveryImage(t, kept.share)
				if d := cmp.Diff(without, show(t, kept.inOrder)); d != "" {
					t.Errorf("(-from facts +from images)\n%s", d)
				}
			})
		}
	})
}

// TestImage_DamagedIsAsGoodAsNone damages each part of kept images, in turn: the
// answers stay, and the next publication goes on.
func TestImage_DamagedIsAsGoodAsNone(t *testing.T) {
	store.CutPieces(t)
	store.KeepEveryImage(t, 1<<20)
	listings := storetest.Histories(4, 5)
	l, err := store.Create(context.Background(), filepath.Join(t.TempDir(), "contoso.ledger"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range listings[:len(listings)-1] {
		storetest.Publish(t, l, x)
	}
	want := everyView(t, l)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(l.Path())
	if err != nil {
		t.Fatal(err)
	}
	var after string
	for _, damage := range []string{
		`UPDATE image_part SET body = substr(body, 1, length(body) - 1) WHERE name LIKE '%/user_name'`,
		`UPDATE image_part SET body = zeroblob(length(body)) WHERE name LIKE '%/email_address' OR name LIKE '%/from'`,
		`UPDATE image_part SET body = x'ffffffff' WHERE name LIKE '%/id'`,
		`UPDATE image_part SET body = x'' WHERE name LIKE 'dict/%'`,
		`UPDATE image_part SET body = x'00' WHERE name LIKE '%/hash'`,
		`DELETE FROM image_part WHERE name LIKE '%/again'`,
		`DELETE FROM image_part WHERE name = 'user/address'`,
		`DELETE FROM image_part WHERE piece = 1`,
		`UPDATE image_part SET piece = -piece`,
		`DELETE FROM image`,
	} {
		path := filepath.Join(t.TempDir(), "contoso.ledger")
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
		execute(t, path, damage)
		l, err := store.Open(context.Background(), path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, everyView(t, l)); d != "" {
			t.Errorf("%s (-whole +damaged)\n%s", damage, d)
		}
		storetest.Publish(t, l, listings[len(listings)-1])
		storetest.Sound(t, l)
		if now := everyView(t, l); after == "" {
			after = now
		} else if now != after {
			t.Errorf("%s: the next publication differs\n%s", damage, cmp.Diff(after, now))
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
}

func execute(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

// everyView writes every row of every view of every day, and what changed from
// day to day.
func everyView(t *testing.T, l *store.Ledger) string {
	t.Helper()
	ctx := context.Background()
	snapshots, err := l.Snapshots(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for i, s := range snapshots {
		fmt.Fprintf(&b, "%s %s %d\n", s.At, s.Basis, s.Rows)
		for _, kind := range ledger.ViewKinds() {
			v, err := l.OpenView(ctx, store.ViewSpec{At: s.At, Kind: kind})
			if err != nil {
				t.Fatal(err)
			}
			rows, err := v.Rows(0, v.Len())
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "%s %s %+v\n", s.At, kind, v.Counts())
			for _, row := range rows {
				text, err := json.Marshal(row)
				if err != nil {
					t.Fatal(err)
				}
				fmt.Fprintf(&b, "%s\n", text)
			}
		}
		if i > 0 {
			changes, err := l.Diff(ctx, snapshots[i-1].At, s.At)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "changes %+v\n", changes)
		}
	}
	return b.String()
}

// TestCheck_FindsAnImageThatSaysOtherwise changes kept images to ones that can
// be read and are wrong: only a comparison with the facts can find that.
func TestCheck_FindsAnImageThatSaysOtherwise(t *testing.T) {
	for name, damage := range map[string]string{
		"a text":      `UPDATE image_part SET body = CAST(substr(body, 1, 1) || substr(body, 3) || substr(body, 2, 1) AS BLOB) WHERE name = 'user/name'`,
		"a beginning": `UPDATE image_part SET body = CAST(x'01' || x'02' || substr(body, 3) AS BLOB) WHERE name = 'user/from'`,
		"an end":      `UPDATE image_part SET body = CAST(x'01' || x'03' || substr(body, 3) AS BLOB) WHERE name = 'report_row/to'`,
	} {
		t.Run(name, func(t *testing.T) {
			store.KeepEveryImage(t, 1)
			l, err := store.Create(context.Background(), filepath.Join(t.TempDir(), "contoso.ledger"), store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range storetest.Histories(6, 4) {
				storetest.Publish(t, l, x)
			}
			storetest.Sound(t, l)
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
			execute(t, l.Path(), damage)
			if l, err = store.Open(context.Background(), l.Path(), store.Options{}); err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			findings, err := l.Check(context.Background())
			if err != nil || len(findings) == 0 || findings[0].Check != "image" {
				t.Errorf("found %v, %v", findings, err)
			}
		})
	}
}
