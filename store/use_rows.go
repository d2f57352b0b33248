package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// Uses is every use that the ledger keeps, as it was when it was opened.
type Uses struct {
	Days []UseDay // ascending

	ledger     *Ledger
	generation int64
	ids        []string // by number
}

// UseDay is one day of uses, or one month where only months are kept.
type UseDay struct {
	Day  string // 2006-01-02 or 2006-01
	Seal string // differs when the uses of the day do
}

// OpenUses finds the days that have uses.
func (l *Ledger) OpenUses(ctx context.Context) (*Uses, error) {
	u := &Uses{ledger: l}
	err := l.reading(ctx, u.open)
	return u, classify("read activity", l.path, err)
}

// reading runs f in one read transaction.
func (l *Ledger) reading(ctx context.Context, f func(ctx context.Context, q querier) error) error {
	tx, err := l.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return f(ctx, tx)
}

func (u *Uses) open(ctx context.Context, q querier) (err error) {
	if u.generation, err = generation(ctx, q); err != nil {
		return err
	}
	// Numbers are given to other people only where history changed from its ground.
	ground, err := epoch(ctx, q)
	if err != nil {
		return err
	}
	if err := eachActivityUser(ctx, q, func(n uint32, id string) {
		for len(u.ids) <= int(n) {
			u.ids = append(u.ids, "")
		}
		u.ids[n] = id
	}); err != nil {
		return err
	}
	seal := sha256.New()
	end := func() {
		if n := len(u.Days); n > 0 {
			u.Days[n-1].Seal = hex.EncodeToString(seal.Sum(nil)[:16])
		}
	}
	err = each(ctx, q, `SELECT a.day, c.name, a.product, a.users FROM activity a JOIN source c USING (source_id) ORDER BY a.day, c.name, a.product`, nil, func(rows *sql.Rows) error {
		var day, source, product string
		var users sql.RawBytes
		if err := rows.Scan(&day, &source, &product, &users); err != nil {
			return err
		}
		if n := len(u.Days); n == 0 || u.Days[n-1].Day != day {
			end()
			seal.Reset()
			fmt.Fprintf(seal, "%d %s\n", ground, day)
			u.Days = append(u.Days, UseDay{Day: day})
		}
		fmt.Fprintf(seal, "%s %s %d\n", source, product, len(users))
		_, err := seal.Write(users)
		return err
	})
	end()
	return err
}

// Rows gives the uses of one of the days, by product, source and id. Code stale
// when the ledger changed since.
func (u *Uses) Rows(ctx context.Context, day string) ([]ledger.UseRow, error) {
	var all []ledger.UseRow
	err := u.ledger.reading(ctx, func(ctx context.Context, q querier) error {
		if now, err := generation(ctx, q); err != nil || now != u.generation {
			return cmp.Or(err, error(errStale))
		}
		return each(ctx, q, `SELECT c.name, a.product, a.users FROM activity a JOIN source c USING (source_id) WHERE a.day = ?`, []any{day}, func(rows *sql.Rows) error {
			var row ledger.UseRow
			var body sql.RawBytes
			if err := rows.Scan(&row.Source, &row.Product, &body); err != nil {
				return err
			}
			numbers, err := readUsers(body, nil)
			for _, n := range numbers {
				if int(n) >= len(u.ids) {
					return errUserSet
				}
				row.UserID, row.Used = ledger.Text(u.ids[n]), ledger.Text(day)
				all = append(all, row)
			}
			return err
		})
	})
	slices.SortFunc(all, func(a, b ledger.UseRow) int {
		return cmp.Or(strings.Compare(string(a.Product), string(b.Product)), strings.Compare(string(a.Source), string(b.Source)), strings.Compare(string(a.UserID), string(b.UserID)))
	})
	return all, classify("read activity", u.ledger.path, err)
}
