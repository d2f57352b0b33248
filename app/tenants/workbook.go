package tenants

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"licenseledger/app"
	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// ExportOptions tell how to write the workbook over all tenants.
type ExportOptions struct {
	Out      string // ends in .xlsx
	Fresh    bool   // replace no file: one that is taken gets a number
	Language string // of words: en or nl
	Open     Opener
	Progress app.ProgressFunc // counts tenants
}

// Exported is what was written.
type Exported struct {
	Path    string
	Tenants []Standing // in the order of the sheet
}

// Unread is how many of them could not be read.
func (e Exported) Unread() (n int) {
	for _, s := range e.Tenants {
		if s.Err != nil {
			n++
		}
	}
	return n
}

// Export writes one workbook over all tenants: a line for each, also for one that
// cannot be read, what each has of each license, and what waits for a person.
// It names nobody. Codes: usage for another kind of file, canceled, those of
// export.ToFile.
func (l List) Export(ctx context.Context, all []Known, o ExportOptions) (Exported, error) {
	if !strings.EqualFold(filepath.Ext(o.Out), ".xlsx") {
		return Exported{}, ledger.Errorf(ledger.CodeUsage, "export", "The workbook over all tenants has several sheets, so only .xlsx can hold it. Give a name that ends in .xlsx.")
	}
	var out Exported
	for n, k := range all {
		if o.Progress != nil {
			o.Progress(app.Progress{Step: app.StepExport, Done: int64(n), Total: int64(len(all)), File: filepath.Base(o.Out)})
		}
		if err := ctx.Err(); err != nil {
			return Exported{}, &ledger.Error{Code: ledger.CodeCanceled, Op: "export", Message: "Stopped before the end. Nothing was written.", Err: err}
		}
		out.Tenants = append(out.Tenants, l.Read(ctx, k, o.Open))
	}
	ByUrgency(out.Tenants)
	book := workbookOf(out.Tenants, o.Language, time.Now())
	write := func(w io.Writer) error { return export.WriteTenants(ctx, w, book) }
	var err error
	if o.Fresh {
		out.Path, err = export.ToNewFile(ctx, o.Out, write)
	} else {
		out.Path, err = o.Out, export.ToFile(ctx, o.Out, write)
	}
	return out, err
}

func workbookOf(all []Standing, language string, now time.Time) export.Tenants {
	book := export.Tenants{Meta: export.Meta{At: ledger.InstantOf(now), Zone: app.LocalZone(), AppVersion: app.Version, Language: language, MadeAt: now,
		Sample: len(all) > 0 && !slices.ContainsFunc(all, func(s Standing) bool { return !s.IsSample })}}
	for _, s := range all {
		t := tenantOf(s)
		book.Tenants = append(book.Tenants, t)
		for _, of := range t.Licenses {
			if of.Currency != "" && !slices.Contains(book.Currencies, string(of.Currency)) {
				book.Currencies = append(book.Currencies, string(of.Currency))
			}
		}
	}
	slices.Sort(book.Currencies)
	return book
}

func tenantOf(s Standing) export.Tenant {
	f := s.Figures
	t := export.Tenant{Name: s.Name(), FileName: s.FileName(), Sample: s.IsSample, Unread: ledger.CodeOf(s.Err), At: instantOf(f.At), ListRead: instantOf(f.ListRead),
		People: f.People, Sources: f.Sources}
	if f.Seats != nil {
		t.Seats = &export.TenantSeats{Bought: f.Seats.Bought, Assigned: f.Seats.Assigned, Free: f.Seats.Free, OverAssigned: f.Seats.OverAssigned, Unpriced: f.Seats.Unpriced}
		for _, sum := range f.Seats.Costs {
			t.Seats.Cost = append(t.Seats.Cost, export.Amount{Cents: sum.CostMonth.Cents(), Currency: sum.Currency})
		}
	}
	for _, n := range f.Needs {
		need := export.TenantNeed{Code: string(n.Code), Source: n.Source}
		if n.Figure != nil {
			need.Rows, need.People = &n.Figure.Rows, &n.Figure.People
		}
		if n.Code == app.NeedOld {
			need.Days = &n.Days
		}
		t.Needs = append(t.Needs, need)
	}
	if end := f.LastSync; end != nil {
		t.LastSync, t.SyncState = instantOf(end.At), string(end.State)
		if end.Why != nil {
			t.SyncWhy = end.Why.Text
		}
	}
	t.Licenses = licensesOf(f.Licenses)
	return t
}

// licensesOf rounds what licenses cost so that those of a currency add up.
func licensesOf(rows []ledger.SeatRow) []export.TenantLicense {
	out := make([]export.TenantLicense, len(rows))
	parts, of := map[ledger.Text][]ledger.Money{}, map[ledger.Text][]int{}
	for i, row := range rows {
		out[i].SeatRow = row
		if row.CostMonth != nil {
			parts[row.Currency], of[row.Currency] = append(parts[row.Currency], *row.CostMonth), append(of[row.Currency], i)
		}
	}
	for currency, costs := range parts {
		for n, cents := range ledger.Cents(costs) {
			out[of[currency][n]].Cost = export.Amount{Cents: cents, Currency: string(currency)}
		}
	}
	return out
}

// instantOf reads RFC 3339; 0 for anything else.
func instantOf(text string) ledger.Instant {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return 0
	}
	return ledger.InstantOf(at)
}
