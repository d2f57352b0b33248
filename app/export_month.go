package app

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"licenseledger/app/export"
	"licenseledger/store"
	"licenseledger/store/ledger"
)

// exportMonth writes the workbook of a month. Codes as Export, and not_found for
// a month without a reading.
func (l *Ledger) exportMonth(ctx context.Context, spec ExportSpec, progress ProgressFunc) (ExportResult, error) {
	if err := l.checkMonth(spec); err != nil {
		return ExportResult{}, err
	}
	month, before, err := l.chooseMonth(ctx, spec.Month)
	if err != nil {
		return ExportResult{}, err
	}
	made, err := l.monthOf(ctx, spec, month, before)
	if err != nil {
		return ExportResult{}, err
	}
	write := func(ctx context.Context, w io.Writer, m export.Month, told export.Progress) error {
		if err := export.WriteMonth(ctx, w, m, told); err != nil {
			return err
		}
		// What is at hand was read before: it belongs to the rows only if they still do.
		_, err := made.holders.Rows(0, 0)
		return err
	}
	result, err := l.writeMonthBook(ctx, spec, made, made.holders.Len(), progress, write)
	result.Snapshot, result.Month = made.holders.Snapshot, month
	return result, err
}

// writeMonthBook writes what was gathered, with pseudonyms where they are asked for.
func (l *Ledger) writeMonthBook(ctx context.Context, spec ExportSpec, b *monthBook, rows int, progress ProgressFunc,
	write func(ctx context.Context, w io.Writer, m export.Month, told export.Progress) error) (ExportResult, error) {
	var redactor *export.Redactor
	if spec.Redact {
		var err error
		if redactor, err = l.redactor(ctx); err != nil {
			return ExportResult{}, err
		}
		if b.Month, err = redactor.Month(ctx, b.Month); err != nil {
			return ExportResult{}, err
		}
	}
	name := filepath.Base(spec.Out)
	told := func(done int) {
		progress.tell(Progress{Step: StepExport, Done: int64(done), Total: int64(rows), File: name})
	}
	told(0)
	path, err := spec.toFile(ctx, func(w io.Writer) error {
		if err := write(ctx, w, b.Month, told); err != nil {
			return err
		}
		return redactor.Err()
	})
	if err != nil {
		return ExportResult{}, err
	}
	return ExportResult{Path: path, Rows: rows, Warnings: b.Warnings}, nil
}

// checkMonth refuses what the workbook of a month does not have: its sums are of
// everybody, and its sheets are more than a CSV file can hold.
func (l *Ledger) checkMonth(spec ExportSpec) error {
	switch {
	case spec.SplitBy != "":
		return ledger.Errorf(ledger.CodeUsage, "", "The workbook of a month cannot be split: its sums are of everybody. Leave that out, or split a list: every cost center has its rows on the sheet People.")
	case spec.Format != "", spec.CSV != nil, !isWorkbook(spec.Out):
		return ledger.Errorf(ledger.CodeUsage, "", "The workbook of a month has several sheets, so only .xlsx can hold it. Give a name that ends in .xlsx.")
	case len(spec.Filters)+len(spec.Where)+len(spec.Columns) > 0, spec.Search != "", spec.Sort != "", spec.Changed != nil, spec.CompareWith != "":
		return ledger.Errorf(ledger.CodeUsage, "", "The workbook of a month has everybody, its own columns, and the month before beside it. Leave out filters, search, order, columns and another day.")
	case spec.At != "" && !strings.EqualFold(spec.At, "latest"), spec.Kind != "" && spec.Kind != ledger.ViewList:
		return ledger.Errorf(ledger.CodeUsage, "", "The workbook of a month is of the reading that stands for it. Leave out the day and the view, and name the month.")
	case sameFile(spec.Out, l.store.Path()):
		return ledger.Errorf(ledger.CodeUsage, "", "%s is the ledger itself. Choose another file.", spec.Out)
	}
	return nil
}

// chooseMonth finds the month, and the one before it; before is without a
// reading when that was not read. "" is the last one that is over.
func (l *Ledger) chooseMonth(ctx context.Context, text string) (month, before ledger.MonthReading, err error) {
	wanted := ledger.Month("")
	if text != "" {
		if wanted, err = ledger.ParseMonth(text); err != nil {
			return month, before, err
		}
	}
	all, err := l.Months(ctx)
	if err != nil {
		return month, before, err
	}
	for _, m := range all {
		if m.Month == wanted || wanted == "" && m.Over {
			month = m
		}
	}
	switch {
	case month.Month == "" && wanted == "":
		return month, before, ledger.Errorf(ledger.CodeNotFound, "", "No month that was read is over yet. Name the month to get it as far as it was read.")
	case month.Month == "":
		return month, before, ledger.Errorf(ledger.CodeNotFound, "", "Nothing that can be opened was read in %s. Choose another month, or import a list from it.", wanted)
	}
	if i := slices.IndexFunc(all, func(m ledger.MonthReading) bool { return m.Month == month.Month.Add(-1) }); i >= 0 {
		before = all[i]
	}
	return month, before, nil
}

// ExportedMonth tells which month an export of one is of. Codes as Export.
func (l *Ledger) ExportedMonth(ctx context.Context, text string) (ledger.Month, error) {
	month, _, err := l.chooseMonth(ctx, text)
	return month.Month, err
}

// monthBook is what a workbook is made from.
type monthBook struct {
	export.Month
	holders *store.Holders
	seats   []ledger.SeatRow
	prices  []ledger.Price
	day     string
}

// monthOf gathers what the workbook says.
func (l *Ledger) monthOf(ctx context.Context, spec ExportSpec, month, before ledger.MonthReading) (*monthBook, error) {
	at := fmt.Sprint(month.SnapshotID)
	b := &monthBook{}
	var err error
	if b.holders, err = l.store.OpenHolders(ctx, at); err != nil { // first: it tells whether the rest is of the same
		return nil, err
	}
	since := ""
	if before.Month != "" {
		since = fmt.Sprint(before.SnapshotID)
	}
	was, err := l.gatherCost(ctx, b, at, since)
	if err != nil {
		return nil, err
	}
	if b.Movement, err = l.store.Movement(ctx, since, at); err != nil {
		return nil, err
	}
	b.Back = b.Movement.Back
	if b.Meta, err = l.monthMeta(ctx, spec, month, b.holders); err != nil {
		return nil, err
	}
	if b.Trials, err = l.uncounted(ctx, ViewSpec{At: at, Kind: ledger.ViewTrials}); err != nil {
		return nil, err
	}
	b.Month.Month, b.Later, b.People = month.Month, month.Later, b.holders
	b.ClosedAt, b.Before = instantOf(string(month.ClosedAt)), instantOf(before.At)
	b.day = b.At.Time().In(l.Zone()).Format(time.DateOnly)
	held, err := b.countHeld()
	if err != nil {
		return nil, err
	}
	b.addLicenses(was, held)
	b.addParts(held)
	b.shareOut()
	b.usedPrices()
	return b, nil
}

// gatherCost gathers what there was of each license at a reading, what of it can
// be taken back, and what there was at the reading since; none where that is "".
func (l *Ledger) gatherCost(ctx context.Context, b *monthBook, at, since string) (was []ledger.SeatRow, err error) {
	if _, b.seats, err = l.store.Seats(ctx, at); err != nil {
		return nil, err
	}
	if b.prices, err = l.store.Prices(ctx); err != nil {
		return nil, err
	}
	if since != "" {
		if was, err = l.store.Units(ctx, since); err != nil {
			return nil, err
		}
	}
	free, err := l.FreeUp(ctx, FreeUpSpec{At: at})
	if err != nil {
		return nil, err
	}
	lines, err := free.Choose(FreeChoice{})
	if err != nil {
		return nil, err
	}
	b.Free, b.FreeSums = lines, lines.Sums()
	return was, nil
}

// instantOf reads RFC 3339; 0 for anything else.
func instantOf(text string) ledger.Instant {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return 0
	}
	return ledger.InstantOf(at)
}

func (l *Ledger) monthMeta(ctx context.Context, spec ExportSpec, month ledger.MonthReading, holders *store.Holders) (export.Meta, error) {
	m, err := l.readingMeta(ctx, spec, holders.Snapshot)
	if err != nil {
		return m, err
	}
	m.Warnings = append(m.Warnings, holders.Warnings...)
	if !month.Over {
		m.Warnings = append(m.Warnings, ledger.Warning{Code: WarnMonthRunning, Text: fmt.Sprintf("%s is not over: this is how it stood at its last reading.", month.Month)})
	}
	m.Warnings = append(m.Warnings, l.aboutMonth(month.Month, holders.Snapshot)...)
	return m, nil
}

// readingMeta says of which reading a workbook is.
func (l *Ledger) readingMeta(ctx context.Context, spec ExportSpec, s ledger.Snapshot) (export.Meta, error) {
	info, err := l.Info(ctx)
	if err != nil {
		return export.Meta{}, err
	}
	return export.Meta{Tenant: info.TenantName, TenantID: info.TenantID, Sample: info.Sample, At: instantOf(s.At), Zone: l.Zone(),
		Basis: s.Basis, Coverage: s.Coverage, AppVersion: Version, Language: spec.Language, MadeAt: time.Now()}, nil
}

// usedPrices gathers the prices that the licenses were reckoned with, and the
// currencies of all amounts.
func (b *monthBook) usedPrices() {
	for i := range b.Licenses {
		r := &b.Licenses[i]
		if r.Currency != "" && !slices.Contains(b.Currencies, string(r.Currency)) {
			b.Currencies = append(b.Currencies, string(r.Currency))
		}
		if r.Was.Currency != "" && !slices.Contains(b.Currencies, r.Was.Currency) {
			b.Currencies = append(b.Currencies, r.Was.Currency)
		}
		if price, ok := ledger.PriceOn(b.prices, string(r.LicenseID), b.day); ok {
			b.Prices = append(b.Prices, export.MonthPrice{Price: price, License: r.License})
		}
	}
	slices.Sort(b.Currencies)
}

// heldKey names a license: by its id where that is known.
func heldKey(id, name ledger.Text) ledger.Text { return cmp.Or(id, "="+name) }

// heldLicense is who holds a license, by cost center.
type heldLicense struct {
	id, name ledger.Text
	centers  map[ledger.Text]int64
}

// countHeld counts the holders of each license.
func (b *monthBook) countHeld() (map[ledger.Text]*heldLicense, error) {
	held := map[ledger.Text]*heldLicense{}
	fill, err := b.holders.Pick([]string{"license", "license_id", "cost_center"})
	if err != nil {
		return nil, err
	}
	var r ledger.Row
	for n := range b.holders.Len() {
		fill(n, &r)
		key := heldKey(r.LicenseID, r.License)
		if held[key] == nil {
			held[key] = &heldLicense{r.LicenseID, r.License, map[ledger.Text]int64{}}
		}
		held[key].centers[r.CostCenter]++
	}
	return held, nil
}
