package desktop

import (
	"licenseledger/app"
	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// ofMonths is what to read again when a reading stands for its month.
var ofMonths = []string{"snapshots"}

// CloseMonth keeps the last reading of a month, such as 2026-03, for good.
// Codes: not_found for a month without a reading, invalid for one that is not
// over or is closed already, usage, read_only.
func (w *Window) CloseMonth(month string) error {
	return w.change("close month", ofMonths, func(opened *app.Ledger) error {
		m, err := ledger.ParseMonth(month)
		if err == nil {
			_, err = opened.CloseMonth(w.work, m)
		}
		return err
	})
}

// ReopenMonth takes the closing of a month back. Codes: not_found for one that
// is not closed, usage, read_only.
func (w *Window) ReopenMonth(month string) error {
	return w.change("open month", ofMonths, func(opened *app.Ledger) error {
		m, err := ledger.ParseMonth(month)
		if err == nil {
			err = opened.ReopenMonth(w.work, m)
		}
		return err
	})
}

// exportSpec reads what is to be exported. The workbook of a month is of the
// reading that stands for it, whatever the window shows, and that of licenses and
// cost of the day alone.
func exportSpec(r ExportRequest) (app.ExportSpec, error) {
	spec := app.ExportSpec{Layout: export.Layout(r.Layout), Language: r.Language, Fresh: !r.Ask, Redact: r.Redact}
	if spec.Layout == export.LayoutMonth {
		spec.Month = r.Month
		return spec, nil
	}
	if spec.Layout == export.LayoutCost {
		spec.At = r.View.At
		return spec, nil
	}
	view, err := specOf(r.View)
	spec.ViewSpec, spec.Columns, spec.SplitBy, spec.Format = view, r.Columns, r.SplitBy, r.Format
	return spec, err
}

// monthName ends the name of the workbook of a month: which month it is.
func (w *Window) monthName(opened *app.Ledger, r ExportRequest) (string, error) {
	month, err := opened.ExportedMonth(w.work, r.Month)
	if err != nil {
		return "", err
	}
	return costWords(r.Language) + string(month) + handedWord(r), nil
}

// costWords stand before the month or the day of a workbook of licenses and cost.
func costWords(language string) string {
	if language == "nl" {
		return " licenties en kosten "
	}
	return " licenses and cost "
}
