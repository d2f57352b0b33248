package app

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"licenseledger/app/export"
	"licenseledger/store"
	"licenseledger/store/ledger"
)

// exportParts writes a view into a folder with a file for each value, and an
// index of them. The day is opened once, every row is read once, and one file is
// open at a time. Codes as Export.
func (l *Ledger) exportParts(ctx context.Context, spec ExportSpec, progress ProgressFunc) (ExportResult, error) {
	if err := checkParts(&spec); err != nil {
		return ExportResult{}, err
	}
	one := spec // of the files
	one.Out = filepath.Join(spec.Out, "part."+spec.Format)
	if spec.Format != "csv" {
		one.CSV = nil // the choices are those of the index
	}
	if _, err := l.writerFor(one); err != nil {
		return ExportResult{}, err
	}
	view, err := l.uncounted(ctx, spec.ViewSpec)
	if err != nil {
		return ExportResult{}, err
	}
	if spec.Layout == export.LayoutList {
		one.Layout = export.LayoutShown
		if one.Columns, err = export.ListColumns(ctx, view); err != nil {
			return ExportResult{}, err
		}
	}
	write, err := l.writerFor(one)
	if err != nil {
		return ExportResult{}, err
	}
	meta, err := l.meta(ctx, one, view)
	if err != nil {
		return ExportResult{}, err
	}
	p := parts{spec: spec, write: write, meta: meta}
	if spec.Redact {
		if p.redactor, err = l.redactor(ctx); err != nil {
			return ExportResult{}, err
		}
		if p.meta, err = p.redactor.Meta(meta); err != nil {
			return ExportResult{}, err
		}
	}
	if p.all, err = view.kept.Split(ctx, spec.SplitBy); err != nil {
		return ExportResult{}, err
	}
	if spec.SplitBy == ledger.SplitManager && len(p.all) == 1 && p.all[0].Person == nil {
		return ExportResult{}, ledger.Errorf(ledger.CodeInvalid, "", "Nothing tells who manages whom on that day: it is read only if that was asked for when the tenant was connected (\"licensectl connect --managers\"). Split by something else, or connect once more and sync.")
	}
	if p.redactor != nil && spec.SplitBy == ledger.SplitManager { // they are in the order of their names
		slices.SortStableFunc(p.all, func(a, b store.Part) int { return strings.Compare(p.label(a), p.label(b)) })
	}
	total, name := int64(view.Len()), filepath.Base(spec.Out)
	p.told = func(done int) {
		progress.tell(Progress{Step: StepExport, Done: int64(done), Total: total, File: name})
	}
	path, err := export.ToFolder(ctx, spec.Out, spec.Fresh, func(f *export.Folder) error { return p.fill(ctx, f) })
	if err != nil {
		return ExportResult{}, err
	}
	return ExportResult{Path: path, Rows: view.Len(), Files: len(p.all), Snapshot: view.Snapshot, Warnings: view.Warnings}, nil
}

// checkParts refuses what a folder of files cannot be made from.
func checkParts(spec *ExportSpec) error {
	if !slices.Contains(ledger.SplitColumns(), spec.SplitBy) {
		return ledger.Errorf(ledger.CodeUsage, "", "A list cannot be split by %q: every file would have the rows of one person, or there is no such column. Use one of %s.",
			spec.SplitBy, strings.Join(ledger.SplitColumns(), ", "))
	}
	if spec.CompareWith != "" {
		return ledger.Errorf(ledger.CodeUsage, "", "What changed since another day is of the whole list, and would tell everybody who gets a part about the others. Leave it out, or export the list as one file.")
	}
	if spec.Format == "" {
		spec.Format = "xlsx"
	}
	formats := []string{"xlsx", "csv", "parquet"}
	if !slices.Contains(formats, spec.Format) {
		return ledger.Errorf(ledger.CodeUsage, "", "Files of the format %q cannot be made of parts. Use xlsx, csv or parquet.", spec.Format)
	}
	if ending := strings.ToLower(filepath.Ext(spec.Out)); ending != "" && slices.Contains(formats, ending[1:]) {
		return ledger.Errorf(ledger.CodeUsage, "", "A list that is split becomes several files, so %q must be the name of a folder, without %s.", spec.Out, ending)
	}
	return nil
}

// parts is a view that is being written part by part.
type parts struct {
	spec     ExportSpec
	write    rowWriter
	meta     export.Meta
	redactor *export.Redactor // nil where people stay
	all      []store.Part
	told     func(done int)
}

func (p *parts) fill(ctx context.Context, f *export.Folder) error {
	names, lines, before := export.FileNames{}, make([]export.IndexLine, 0, len(p.all)), 0
	p.told(0)
	for _, part := range p.all {
		rows, about, err := p.shown(ctx, part)
		if err != nil {
			return err
		}
		meta := p.meta
		meta.Counts = about.Counts
		meta.Filter = append(slices.Clone(meta.Filter), export.PartFilter(p.spec.SplitBy, about, p.spec.Language))
		file := names.Next(export.PartFile(p.spec.SplitBy, about, p.spec.Language), "."+p.spec.Format)
		err = f.Write(ctx, file, func(w io.Writer) error {
			return p.write(ctx, w, meta, rows, func(done int) { p.told(before + done) })
		})
		if err != nil {
			return err
		}
		before += rows.Len()
		lines = append(lines, export.IndexLine{Value: export.PartName(p.spec.SplitBy, about, p.spec.Language, p.spec.Format != "xlsx"),
			File: file, Rows: about.Counts.Rows, People: about.Counts.People})
	}
	if err := p.redactor.Err(); err != nil {
		return err
	}
	options := export.DefaultCSV()
	if p.spec.CSV != nil {
		options = *p.spec.CSV
	} else {
		options.FormulaGuard = true // who reads workbooks opens it in the same program
	}
	return f.Write(ctx, export.IndexName, func(w io.Writer) error {
		return export.WriteIndex(w, p.spec.SplitBy, p.spec.Language, lines, options)
	})
}

// label sorts parts by the pseudonyms of who they are of; what is not known
// comes last.
func (p *parts) label(part store.Part) string {
	if part.Person == nil {
		return "\xff"
	}
	return string(p.redactor.Person(*part.Person).UserID)
}

// shown gives the rows of a part and what they have in common, as they may be
// seen.
func (p *parts) shown(ctx context.Context, part store.Part) (export.Rows, ledger.SplitPart, error) {
	about := part.SplitPart
	if p.redactor == nil {
		return part.View, about, nil
	}
	if about.Person != nil {
		person := p.redactor.Person(*about.Person)
		about.Person = &person
	}
	rows, err := p.redactor.Rows(ctx, part.View, p.spec.Sort)
	return rows, about, err
}
