package app

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"licenseledger/app/export"
	"licenseledger/app/export/lake"
	"licenseledger/app/export/parquet"
	"licenseledger/store/ledger"
)

// parts are all files of the lake, day by day, so that what a day and the one
// before are made from is loaded once.
func (s *lakeSource) parts(ctx context.Context) ([]lake.Part, error) {
	var parts []lake.Part
	before := s.before
	for i := range s.days {
		day := &s.days[i]
		parts = append(parts, s.view(lake.List, day, ledger.ViewList), s.view(lake.Licenses, day, ledger.ViewAssigned),
			s.view(lake.People, day, ledger.ViewUsers, ledger.ViewDeparted), s.seats(day), s.changes(before, day))
		before = day
	}
	activity, err := s.activity(ctx)
	return append(parts, activity...), err
}

// notes say in each file of a day what its name says, and which reading it is.
func (s *lakeSource) notes(day *lakeDay) []parquet.Note {
	notes := []parquet.Note{{Key: "license_ledger.tenant_id", Value: s.tenant}, {Key: "license_ledger.day", Value: day.day},
		{Key: "license_ledger.at", Value: day.snapshot.At}, {Key: "license_ledger.zone", Value: s.info.Zone}, {Key: "license_ledger.basis", Value: string(day.snapshot.Basis)}}
	if s.info.Sample {
		notes = append(notes, parquet.Note{Key: "license_ledger.sample", Value: "true"})
	}
	return notes
}

// present fails once the ledger has changed: what was read since is of another
// state than what was read before.
func (s *lakeSource) present(ctx context.Context) error {
	now, err := s.ledger.store.Generation(ctx)
	if err == nil && now != s.generation {
		err = ledger.Errorf(ledger.CodeStale, "export", "The history changed.")
	}
	if err == nil {
		err = s.redactor.Err()
	}
	return err
}

// view is the rows of one kind of view; of further kinds, those of people who
// have none yet, one each.
func (s *lakeSource) view(table lake.Table[ledger.Row], day *lakeDay, kinds ...ledger.ViewKind) lake.Part {
	return table.Part(day.day, day.seal, s.notes(day), func(ctx context.Context, write func([]ledger.Row) error) error {
		known := map[ledger.Text]bool{}
		for i, kind := range kinds {
			view, err := s.ledger.View(ctx, ViewSpec{At: fmt.Sprint(day.snapshot.ID), Kind: kind})
			if err != nil {
				return err
			}
			rows, err := s.redacted(ctx, view)
			if err != nil {
				return err
			}
			err = export.EachAhead(ctx, rows, ledger.RowColumns(), func(page []ledger.Row) error {
				if len(kinds) > 1 {
					page = unknownYet(page, known, i == 0)
				}
				return write(page)
			})
			if err != nil {
				return err
			}
		}
		return s.present(ctx)
	})
}

// redacted gives the rows as they may be told.
func (s *lakeSource) redacted(ctx context.Context, view *View) (export.Rows, error) {
	if s.redactor == nil {
		return view, nil
	}
	return s.redactor.Rows(ctx, view, "")
}

// unknownYet leaves out accounts that were there before, unless all are wanted.
func unknownYet(page []ledger.Row, known map[ledger.Text]bool, all bool) []ledger.Row {
	kept := page[:0]
	for _, row := range page {
		if all || !known[row.UserID] {
			kept = append(kept, row)
		}
		known[row.UserID] = true
	}
	return kept
}

// pricesSeal tells what licenses cost on a day: prices change without a reading.
func (s *lakeSource) pricesSeal(day string) string {
	var sku string
	sum := sha256.New()
	for _, p := range s.prices {
		if p.SkuID == sku {
			continue
		}
		sku = p.SkuID
		if p, ok := ledger.PriceOn(s.prices, sku, day); ok {
			fmt.Fprintln(sum, sku, *p.Amount, p.Currency, p.Per)
		}
	}
	return " prices " + hex.EncodeToString(sum.Sum(nil)[:16])
}

func (s *lakeSource) seats(day *lakeDay) lake.Part {
	return lake.Seats.Part(day.day, day.seal+s.pricesSeal(day.day), s.notes(day), func(ctx context.Context, write func([]ledger.SeatRow) error) error {
		_, rows, err := s.ledger.Seats(ctx, fmt.Sprint(day.snapshot.ID))
		if err == nil {
			err = write(rows)
		}
		if err == nil {
			err = s.present(ctx)
		}
		return err
	})
}

// changePage is how many changes are read at a time.
const changePage = 4000

func (s *lakeSource) changes(before, day *lakeDay) lake.Part {
	seal := day.seal
	if before != nil {
		seal += before.seal
	}
	return lake.Changes.Part(day.day, seal, s.notes(day), func(ctx context.Context, write func([]lake.Change) error) error {
		if before == nil {
			return nil
		}
		changes, err := s.ledger.Changes(ctx, fmt.Sprint(before.snapshot.ID), fmt.Sprint(day.snapshot.ID))
		if err != nil {
			return err
		}
		if s.redactor != nil {
			rows, err := s.redactor.Changes(changes.Len(), changes.Rows)
			if err != nil {
				return err
			}
			return errors.Join(write(changesOf(before, rows)), s.present(ctx))
		}
		for from := 0; from < changes.Len(); from += changePage {
			rows, err := changes.Rows(from, changePage)
			if err != nil {
				return err
			}
			if err := write(changesOf(before, rows)); err != nil {
				return err
			}
		}
		return s.present(ctx)
	})
}

func changesOf(before *lakeDay, rows []ledger.Change) []lake.Change {
	page := make([]lake.Change, 0, len(rows))
	for _, row := range rows {
		page = append(page, lake.Change{Change: row, Before: ledger.Text(before.day)})
	}
	return page
}

// activity is a part for each day, or month, of which uses are kept; it stands
// apart from the readings. Where there are none, the first day has an empty one,
// so that queries find a table.
func (s *lakeSource) activity(ctx context.Context) ([]lake.Part, error) {
	if len(s.days) == 0 {
		return nil, nil
	}
	uses, err := s.ledger.store.OpenUses(ctx)
	if err != nil {
		return nil, err
	}
	notes := []parquet.Note{{Key: "license_ledger.tenant_id", Value: s.tenant}}
	var parts []lake.Part
	// A month and a day that begin alike share a folder, and so a file.
	for i := 0; i < len(uses.Days); {
		first, _ := parquet.DaysOf(ledger.Text(uses.Days[i].Day))
		var days []string
		seal := s.usesSeal
		for ; i < len(uses.Days); i++ {
			if other, _ := parquet.DaysOf(ledger.Text(uses.Days[i].Day)); other != first {
				break
			}
			days, seal = append(days, uses.Days[i].Day), seal+uses.Days[i].Seal
		}
		if _, last := parquet.DaysOf(ledger.Text(days[0])); string(last) < s.days[0].day && s.before != nil {
			continue // before what the lake shall have
		}
		parts = append(parts, lake.Activity.Part(string(first), seal, notes, func(ctx context.Context, write func([]ledger.UseRow) error) error {
			for _, day := range days {
				rows, err := uses.Rows(ctx, day)
				if err != nil {
					return err
				}
				if s.redactor != nil {
					rows = s.redactedUses(rows)
				}
				if err := write(rows); err != nil {
					return err
				}
			}
			return s.present(ctx)
		}))
	}
	if len(parts) == 0 {
		parts = append(parts, lake.Activity.Part(s.days[0].day, s.usesSeal, notes, func(context.Context, func([]ledger.UseRow) error) error { return nil }))
	}
	return parts, nil
}

// redactedUses puts pseudonyms in the place of ids, and uses in their order.
func (s *lakeSource) redactedUses(rows []ledger.UseRow) []ledger.UseRow {
	for i := range rows {
		rows[i].UserID = s.redactor.Person(ledger.Candidate{UserID: rows[i].UserID}).UserID
	}
	slices.SortFunc(rows, func(a, b ledger.UseRow) int {
		return cmp.Or(cmp.Compare(a.Product, b.Product), cmp.Compare(a.Source, b.Source), cmp.Compare(a.UserID, b.UserID))
	})
	return rows
}
