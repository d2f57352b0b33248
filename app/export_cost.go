package app

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// exportCost writes the workbook of the licenses of a day. Rows of the answer are
// licenses and those to free up. Codes as Export.
func (l *Ledger) exportCost(ctx context.Context, spec ExportSpec, progress ProgressFunc) (ExportResult, error) {
	if err := l.checkCost(spec); err != nil {
		return ExportResult{}, err
	}
	book, snapshot, err := l.costOf(ctx, spec)
	if err != nil {
		return ExportResult{}, err
	}
	result, err := l.writeMonthBook(ctx, spec, book, len(book.Licenses)+book.Free.Len(), progress, export.WriteCost)
	result.Snapshot = snapshot
	return result, err
}

// checkCost refuses what the workbook does not have: its sums are of all
// licenses, and its sheets are more than a CSV file can hold.
func (l *Ledger) checkCost(spec ExportSpec) error {
	switch {
	case spec.SplitBy != "":
		return ledger.Errorf(ledger.CodeUsage, "", "The workbook of licenses and cost cannot be split: its sums are of all licenses. Leave that out, or split a list.")
	case spec.Format != "", spec.CSV != nil, !isWorkbook(spec.Out):
		return ledger.Errorf(ledger.CodeUsage, "", "The workbook of licenses and cost has several sheets, so only .xlsx can hold it. Give a name that ends in .xlsx, or use \"licenses\" and \"free-up\" with --json.")
	case spec.Month != "":
		return ledger.Errorf(ledger.CodeUsage, "", "The workbook of licenses and cost is of a day. Choose the layout %s for a month, or name the day.", export.LayoutMonth)
	case len(spec.Filters)+len(spec.Where)+len(spec.Columns) > 0, spec.Search != "", spec.Sort != "", spec.Changed != nil, spec.CompareWith != "":
		return ledger.Errorf(ledger.CodeUsage, "", "The workbook of licenses and cost has all licenses, its own columns, and the month before beside it. Leave out filters, search, order, columns and another day.")
	case spec.Kind != "" && spec.Kind != ledger.ViewList:
		return ledger.Errorf(ledger.CodeUsage, "", "The workbook of licenses and cost is of no view. Leave the view out.")
	case sameFile(spec.Out, l.store.Path()):
		return ledger.Errorf(ledger.CodeUsage, "", "%s is the ledger itself. Choose another file.", spec.Out)
	}
	return nil
}

// costOf gathers what the workbook says, compared with the reading that stands
// for the month before the day.
func (l *Ledger) costOf(ctx context.Context, spec ExportSpec) (*monthBook, ledger.Snapshot, error) {
	snapshot, err := l.store.Resolve(ctx, spec.At)
	if err != nil {
		return nil, snapshot, err
	}
	b := &monthBook{}
	if b.Meta, err = l.readingMeta(ctx, spec, snapshot); err != nil {
		return nil, snapshot, err
	}
	b.Warnings = l.aboutSources(snapshot)
	b.day = b.At.Time().In(l.Zone()).Format(time.DateOnly)
	since := ""
	months, err := l.Months(ctx)
	if err != nil {
		return nil, snapshot, err
	}
	before := ledger.Month(b.day[:len("2006-01")]).Add(-1)
	if i := slices.IndexFunc(months, func(m ledger.MonthReading) bool { return m.Month == before }); i >= 0 {
		since, b.Before = fmt.Sprint(months[i].SnapshotID), instantOf(months[i].At)
	}
	was, err := l.gatherCost(ctx, b, fmt.Sprint(snapshot.ID), since)
	if err != nil {
		return nil, snapshot, err
	}
	if len(b.seats) == 0 && b.Free.Len() == 0 {
		return nil, snapshot, ledger.Errorf(ledger.CodeNotFound, "", "What was bought was not read in the %d days up to %s. Sync, or choose another day.", ledger.ShelfLifeDays, strings.TrimSuffix(snapshot.At, "Z"))
	}
	b.addLicenses(was, nil)
	b.usedPrices()
	return b, snapshot, nil
}
