package app

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"licenseledger/app/export"
	"licenseledger/app/export/parquet"
	"licenseledger/store/ledger"
)

// ExportSpec asks for a file of what a view shows.
type ExportSpec struct {
	ViewSpec
	Out      string             // the file; its ending, .xlsx, .csv or .parquet, decides the format
	Layout   export.Layout      // "" is LayoutList, or LayoutShown when columns are named
	Month    string             // of LayoutMonth, such as 2026-03; "" is the last one that is over
	Columns  []string           // of LayoutShown: keys of ledger.RowColumns, in the order wanted, each once
	Language string             // of headers and words: en or nl; "" is en
	CSV      *export.CSVOptions // nil is export.DefaultCSV
	// CompareWith is another day, as ViewSpec.At: a workbook gets a sheet of what
	// changed since then. "" is none.
	CompareWith string
	Fresh       bool   // never replace a file: when Out is taken, a number is added to its name
	Redact      bool   // pseudonyms take the place of people; see export.Redactor
	SplitBy     string // a value of ledger.SplitColumns: Out is a folder, with a file for each value and an index
	Format      string // of the files of such a folder: xlsx or csv; "" is xlsx
}

// ExportResult says what an export left behind.
type ExportResult struct {
	Path     string
	Rows     int
	Snapshot ledger.Snapshot
	Warnings []ledger.Warning    // of the view
	Files    int                 // in the folder Path, without the index; 0 for a file
	Month    ledger.MonthReading // of LayoutMonth
}

// Export writes a view into a file, which takes its place only when it is
// whole, or split into the files of a folder, which does too. Codes: usage for a format or layout that does not exist, read_only and
// disk_full for the place, canceled, and those of View.
func (l *Ledger) Export(ctx context.Context, spec ExportSpec, progress ProgressFunc) (ExportResult, error) {
	defer collectSeldom()()
	if spec.Layout == "" {
		spec.Layout = export.LayoutList
		if len(spec.Columns) > 0 {
			spec.Layout = export.LayoutShown
		}
	}
	if spec.Layout == export.LayoutMonth {
		return l.exportMonth(ctx, spec, progress)
	}
	if spec.Layout == export.LayoutCost {
		return l.exportCost(ctx, spec, progress)
	}
	if spec.Month != "" {
		return ExportResult{}, ledger.Errorf(ledger.CodeUsage, "", "A month is exported with the layout %s. Choose that, or leave the month out.", export.LayoutMonth)
	}
	if spec.SplitBy != "" {
		return l.exportParts(ctx, spec, progress)
	}
	write, err := l.writerFor(spec)
	if err != nil {
		return ExportResult{}, err
	}
	look := l.View
	if !isWorkbook(spec.Out) {
		look = l.uncounted // it tells no counts
	}
	view, err := look(ctx, spec.ViewSpec)
	if err != nil {
		return ExportResult{}, err
	}
	meta, err := l.meta(ctx, spec, view)
	if err != nil {
		return ExportResult{}, err
	}
	total, name := int64(view.Len()), filepath.Base(spec.Out)
	told := func(done int) {
		progress.tell(Progress{Step: StepExport, Done: int64(done), Total: total, File: name})
	}
	told(0)
	var rows export.Rows = view
	var redactor *export.Redactor
	if spec.Redact {
		if redactor, err = l.redactor(ctx); err != nil {
			return ExportResult{}, err
		}
		if rows, err = redactor.Rows(ctx, view, spec.Sort); err != nil {
			return ExportResult{}, err
		}
		if meta, err = redactor.Meta(meta); err != nil {
			return ExportResult{}, err
		}
	}
	content := func(w io.Writer) error {
		if err := write(ctx, w, meta, rows, told); err != nil {
			return err
		}
		return redactor.Err()
	}
	path, err := spec.toFile(ctx, content)
	if err != nil {
		return ExportResult{}, err
	}
	return ExportResult{Path: path, Rows: view.Len(), Snapshot: view.Snapshot, Warnings: view.Warnings}, nil
}

// toFile writes the file and gives its path: the one that was asked for, or one
// that is free.
func (spec ExportSpec) toFile(ctx context.Context, content func(w io.Writer) error) (path string, err error) {
	if spec.Fresh {
		return export.ToNewFile(ctx, spec.Out, content)
	}
	return spec.Out, export.ToFile(ctx, spec.Out, content)
}

type rowWriter func(ctx context.Context, w io.Writer, m export.Meta, rows export.Rows, told export.Progress) error

// writerFor finds the format and refuses what cannot be written before any row
// is read.
func (l *Ledger) writerFor(spec ExportSpec) (rowWriter, error) {
	if spec.Layout != export.LayoutShown && !slices.Contains(export.Layouts(), spec.Layout) {
		return nil, ledger.Errorf(ledger.CodeUsage, "", "There is no layout %q. Use one of %q.", string(spec.Layout), export.Layouts())
	}
	if err := checkColumns(spec); err != nil {
		return nil, err
	}
	if sameFile(spec.Out, l.store.Path()) {
		return nil, ledger.Errorf(ledger.CodeUsage, "", "%s is the ledger itself. Choose another file.", spec.Out)
	}
	switch ending := strings.ToLower(filepath.Ext(spec.Out)); ending {
	case ".xlsx":
		if spec.CSV != nil {
			return nil, errOnlyCSV
		}
		return func(ctx context.Context, w io.Writer, m export.Meta, rows export.Rows, told export.Progress) error {
			return export.WriteXLSX(ctx, w, m, spec.Layout, rows, told)
		}, nil
	case ".csv":
		if spec.CompareWith != "" {
			return nil, ledger.Errorf(ledger.CodeUsage, "", "What changed since another day is a sheet of a workbook, and a CSV file has no sheets. Give a name that ends in .xlsx.")
		}
		options := export.DefaultCSV()
		if spec.CSV != nil {
			options = *spec.CSV
		}
		return func(ctx context.Context, w io.Writer, m export.Meta, rows export.Rows, told export.Progress) error {
			return export.WriteCSV(ctx, w, m, spec.Layout, rows, options, told)
		}, nil
	case ".parquet":
		if spec.CompareWith != "" {
			return nil, ledger.Errorf(ledger.CodeUsage, "", "What changed since another day is a sheet of a workbook, and a Parquet file has no sheets. Give a name that ends in .xlsx, or write a lake, which has the changes of every day.")
		}
		if spec.CSV != nil {
			return nil, errOnlyCSV
		}
		return func(ctx context.Context, w io.Writer, m export.Meta, rows export.Rows, told export.Progress) error {
			return parquet.WriteRows(ctx, w, m, spec.Layout, rows, told)
		}, nil
	default:
		return nil, ledger.Errorf(ledger.CodeUsage, "", "This version writes .xlsx, .csv and .parquet, so %q cannot be made. Give a file with one of these endings.", spec.Out)
	}
}

var errOnlyCSV = ledger.Errorf(ledger.CodeUsage, "", "Separator, dates, line ends, the mark and the guard are those of CSV files. Give a name that ends in .csv, or leave them out.")

// checkColumns refuses columns that there are not, or that no layout asks for.
func checkColumns(spec ExportSpec) error {
	if isShown := spec.Layout == export.LayoutShown; isShown != (len(spec.Columns) > 0) {
		return ledger.Errorf(ledger.CodeUsage, "", "Name columns, or a layout that has its own (%q or %q), and not both.", export.LayoutList, export.LayoutFull)
	}
	for i, column := range spec.Columns {
		if !slices.Contains(ledger.RowColumns(), column) {
			return ledger.Errorf(ledger.CodeUsage, "", "There is no column %q. Did you mean %s?", column, ledger.Nearest(column, ledger.RowColumns()))
		}
		if slices.Contains(spec.Columns[:i], column) {
			return ledger.Errorf(ledger.CodeUsage, "", "The column %q is named twice. Name it once.", column)
		}
	}
	return nil
}

func isWorkbook(path string) bool { return strings.EqualFold(filepath.Ext(path), ".xlsx") }

func (l *Ledger) meta(ctx context.Context, spec ExportSpec, view *View) (export.Meta, error) {
	info, err := l.Info(ctx)
	if err != nil {
		return export.Meta{}, err
	}
	at, err := time.Parse(time.RFC3339, view.Snapshot.At)
	if err != nil {
		return export.Meta{}, &ledger.Error{Code: ledger.CodeInternal, Op: "export", Message: "The instant of the snapshot cannot be read.", Err: err}
	}
	order := spec.Sort
	if spec.Descending && order != "" {
		order += " (descending)"
	}
	m := export.Meta{
		Tenant: info.TenantName, TenantID: info.TenantID, Sample: info.Sample,
		At: ledger.InstantOf(at), Zone: l.store.Zone(),
		Basis: view.Basis, Coverage: view.Coverage(), View: view.Kind,
		Search: spec.Search, Sort: order,
		Counts: view.Counts, Warnings: view.Warnings,
		AppVersion: Version, Language: spec.Language, Columns: spec.Columns, MadeAt: time.Now(),
	}
	if m.Filter, err = l.filterWords(ctx, spec, m); err != nil || spec.CompareWith == "" {
		return m, err
	}
	m.Compared, err = l.compared(ctx, spec, view)
	return m, err
}

// sameFile tells whether two paths lead to one file, by looking at the folder
// entries only: a ledger is never opened but by SQLite.
func sameFile(a, b string) bool {
	one, errA := os.Stat(a)
	other, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(one, other)
}
