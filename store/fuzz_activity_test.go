package store_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// FuzzActivityStaging writes what the staging file of a day of use says of itself and
// of who was seen, with the right checksums: it is thrown away, or gives a day that is
// refused or published, and the history is sound.
func FuzzActivityStaging(f *testing.F) {
	ctx := context.Background()
	path := filepath.Join(f.TempDir(), "contoso.ledger")
	l, err := store.Create(ctx, path, store.Options{})
	if err != nil {
		f.Fatal(err)
	}
	staging, err := l.StageActivity(ctx, ledger.SourceSignIns, time.Hour)
	if err != nil {
		f.Fatal(err)
	}
	if err := staging.Put(ctx, "2026-02-27", ledger.ActivityPage{Uses: []ledger.Use{{UserID: "a", Product: ledger.ProductPowerApps}}, Told: 3, Cursor: "/x", At: 5}); err != nil {
		f.Fatal(err)
	}
	for _, end := range []func() error{staging.Close, l.Close} {
		if err := end(); err != nil {
			f.Fatal(err)
		}
	}
	const suffix = "." + ledger.SourceSignIns + ".staging"
	history, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	staged, err := os.ReadFile(path + suffix)
	if err != nil {
		f.Fatal(err)
	}
	var state, uses []byte
	if err := rawly(f, path+suffix).QueryRow(`SELECT state, (SELECT uses FROM page) FROM stage`).Scan(&state, &uses); err != nil {
		f.Fatal(err)
	}
	state, uses = state[:len(state)-4], uses[:len(uses)-4]
	f.Add(state, uses)
	for _, said := range []string{`{"Format":"activity 1","Day":"2026-02-30","Pages":1}`, `{"Format":"activity 1","Day":"2026-02-27","Pages":1,"ReadAt":-9223372036854775808,"Told":-1,"Cursor":"//x"}`, `{"Format":"activity 1","Day":"0001-01-01","Pages":1,"ReadAt":9223372036854775807}`, `null`} {
		f.Add([]byte(said), uses)
	}
	for _, seen := range []string{`[{"UserID":"","Product":"power_apps"}]`, `[{"UserID":"\u0000","Product":"x"}]`, `[{"UserID":"a","Product":"power_automate"},{"userid":"A","product":"other"}]`, `{}`} {
		f.Add(state, []byte(seen))
	}
	f.Fuzz(func(t *testing.T, state, uses []byte) {
		l := openBeside(t, history, suffix, staged, map[string][]byte{`UPDATE stage SET state = ?`: state, `UPDATE page SET uses = ?`: uses})
		boundedAndCoded(t, hostileMost, func(ctx context.Context) error {
			staging, err := l.StageActivity(ctx, ledger.SourceSignIns, time.Hour)
			if err != nil {
				return err
			}
			defer staging.Close()
			day := ledger.ActivitySlice{Source: ledger.SourceSignIns, Day: staging.Day(), ReadAt: staging.ReadAt(), Products: ledger.Products(), Uses: staging.Uses()}
			if day.Check() != nil {
				return staging.Discard()
			}
			if err := l.PublishActivity(ctx, day); err != nil {
				t.Fatalf("%q with %q is taken and not kept: %v", state, uses, err)
			}
			if seen, err := l.ActivityDays(ctx, ledger.SourceSignIns); err != nil || seen[day.Day] != day.ReadAt {
				t.Fatalf("%q is kept as %v: %v", state, seen, err)
			}
			return nil
		})
		storetest.Sound(t, l)
	})
}
