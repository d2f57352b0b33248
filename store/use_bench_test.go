package store

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"licenseledger/store/ledger"
)

// BenchmarkLoadUse reads the last use of 400,000 users from a year of days; on
// each of them three in ten used each product.
func BenchmarkLoadUse(b *testing.B) {
	const users, days, share = 400_000, 365, 0.3
	ctx := context.Background()
	l, err := Create(ctx, filepath.Join(b.TempDir(), "contoso.ledger"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	r := rand.New(rand.NewPCG(1, 2))
	first := time.Date(2025, 4, 1, 0, 0, 0, 0, time.UTC)
	err = l.inWrite(ctx, "prepare", func(tx *sql.Tx) error {
		id, err := activitySource(ctx, tx, ledger.SourceSignIns)
		if err != nil {
			return err
		}
		for n := range users {
			if _, err := tx.ExecContext(ctx, `INSERT INTO activity_user VALUES (?, ?)`, n+1,
				fmt.Sprintf("%08x-%04x-4000-8000-%012x", r.Uint32(), n&0xffff, n)); err != nil {
				return err
			}
		}
		var numbers []uint32
		for i := range days {
			day := first.AddDate(0, 0, i).Format(dayLayout)
			for _, product := range []ledger.Product{ledger.ProductPowerApps, ledger.ProductPowerAutomate} {
				numbers = numbers[:0]
				for n := range uint32(users) {
					if r.Float64() < share {
						numbers = append(numbers, n+1)
					}
				}
				if _, err := tx.ExecContext(ctx, `INSERT INTO activity VALUES (?, ?, ?, ?)`, id, day, string(product), appendUsers(nil, numbers)); err != nil {
					return err
				}
				if _, err := tx.ExecContext(ctx, `INSERT INTO activity_slice VALUES (?, ?, ?, 1)`, id, day, string(product)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	at := first.AddDate(0, 0, days)
	b.ReportAllocs()
	for b.Loop() {
		u, numbers, err := useAt(l, at)
		if err != nil || len(numbers) != users || u.watchedSince(ledger.ProductPowerApps) != "2025-04-01" {
			b.Fatal(len(numbers), u.watched, err)
		}
	}
}
