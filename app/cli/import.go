package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/importer"
)

type importOptions struct {
	app.ImportOptions
	file     string
	paths    []string
	whole    bool
	part     bool
	mapping  string
	order    string
	encoding string
	preview  bool
	json     bool
	folderOptions
}

func newImport(s *streams) *cobra.Command {
	var o importOptions
	cmd := &cobra.Command{
		Use:   "import FILE X.csv|X.ledger|FOLDER...",
		Short: "Add downloaded files, or another ledger of the tenant, to a ledger",
		Long: "Add downloaded files to a ledger: lists of active user licenses, and the admin center's exports of active and of deleted users.\n" +
			"A ledger that does not exist is made. What a file is, its header tells, in English, Dutch, German, French and Spanish.\n" +
			"Another ledger of the same tenant adds every reading that is not there yet, each in its place; it is only read.\n" +
			"The order does not matter, and the same file twice adds nothing.\n\n" +
			"With other headings, a file given with --map says which column is what, in lines such as\n" +
			"  user_name = Full name\n" +
			"and the ledger remembers that for later files with the same header.\n\n" +
			"Of a folder, every list in it is imported, or previewed, and everything else is left alone; with --watch, also what comes into it later.",
		Example: "  licensectl import contoso.ledger 'licenses 2022-04-15.csv' users.csv deleted.csv\n" +
			"  licensectl import contoso.ledger list.csv --preview --json | jq .question\n" +
			"  licensectl import contoso.ledger --watch ~/Downloads",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) < 2 && (len(args) == 0 || o.watch == "") {
				return wrongArguments(cmd, args, 2)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file, o.paths = args[0], args[1:]
			if err := o.check(); err != nil {
				return err
			}
			switch others := o.ledgers(); {
			case len(others) > 0 && len(others) == len(o.paths):
				return runMerge(cmd.Context(), s, o.file, others, o.preview)
			case len(others) > 0:
				return usagef("Downloaded lists and ledgers are imported one after the other. Leave %s out, and import it then.", others[0])
			case o.watch != "":
				return runWatch(cmd.Context(), s, o)
			}
			if path, err := o.folder(); err != nil || path != "" {
				switch {
				case err != nil:
					return err
				case o.preview:
					return runFolderPreview(cmd.Context(), s, o, path)
				}
				return runFolder(cmd.Context(), s, o, path)
			}
			if o.preview {
				return runPreview(cmd.Context(), s, o)
			}
			return runImport(cmd.Context(), s, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.TakenAt, "taken-at", "", "when the file was downloaded: a date or an instant; left out, the file tells")
	f.BoolVar(&o.whole, "whole", false, "the file is the whole list, although it is much smaller than its neighbour")
	f.BoolVar(&o.part, "part", false, "the file is a part of the list: say what is in it and keep nothing")
	f.StringVar(&o.order, "date-order", "", "how dates such as 1/2/2022 are read: day-first or month-first; left out, the file tells")
	f.StringVar(&o.mapping, "map", "", "a file that says which column is what")
	f.StringVar(&o.Layout, "layout", "", "what the file is, as the preview names it; left out, the file tells")
	f.StringVar(&o.encoding, "encoding", "", "how its letters are written when they are not UTF-8 or UTF-16: windows-1252")
	f.BoolVar(&o.SameTenant, "same-tenant", false, "the file is of the ledger's tenant, although most of its mail domains were never seen")
	f.BoolVar(&o.preview, "preview", false, "say what the files are and change nothing")
	f.StringVar(&o.watch, "watch", "", "a folder: import what is in it and what comes into it, until interrupted")
	f.DurationVar(&o.every, "every", app.WatchEvery, "how often the watched folder is looked at")
	f.BoolVar(&o.json, "json", false, "print one JSON object per file")
	return cmd
}

// ledgers gives those of the files that are ledgers.
func (o *importOptions) ledgers() []string {
	var others []string
	for _, path := range o.paths {
		if app.IsLedgerName(path) {
			others = append(others, path)
		}
	}
	return others
}

func (o *importOptions) check() error {
	var err error
	if o.DateOrder, err = dateOrderOf(o.order); err != nil {
		return err
	}
	switch {
	case o.encoding == "":
	case strings.EqualFold(o.encoding, string(importer.Windows1252)):
		o.Encoding = importer.Windows1252
	default:
		return usagef("%q is no value for the flag --encoding. Give windows-1252; UTF-8 and UTF-16 are found out.", o.encoding)
	}
	if o.Layout != "" && !slices.ContainsFunc(importer.Layouts(), func(l importer.LayoutInfo) bool { return l.Source == o.Layout }) {
		var names []string
		for _, l := range importer.Layouts() {
			names = append(names, l.Source)
		}
		return usagef("%q is no value for the flag --layout. Give one of %s.", o.Layout, strings.Join(names, ", "))
	}
	switch {
	case o.whole && o.part:
		return usagef("A file cannot be whole and a part. Give one of --whole and --part.")
	case o.whole:
		o.Extent = app.ExtentWhole
	case o.part:
		o.Extent = app.ExtentPart
	}
	if err := o.folderOptions.check(o); err != nil {
		return err
	}
	if o.mapping == "" {
		return nil
	}
	o.Mapping, err = readMapping(o.mapping)
	return err
}

// dateOrderOf reads the flag that says how dates are read.
func dateOrderOf(flag string) (importer.DateOrder, error) {
	switch flag {
	case "":
		return importer.OrderAuto, nil
	case "day-first":
		return importer.OrderDayFirst, nil
	case "month-first":
		return importer.OrderMonthFirst, nil
	}
	return "", usagef("%q is no value for the flag --date-order. Give day-first or month-first.", flag)
}

func readMapping(path string) (*importer.Mapping, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, usagef("The mapping %s cannot be read. Check the name and the folder.", path)
	}
	defer file.Close()
	return importer.ParseMapping(file, filepath.Base(path))
}

func runImport(ctx context.Context, s *streams, o importOptions) error {
	warnOfPlace(s, o.file)
	bar := newBar(s)
	result, err := app.ImportInto(ctx, o.file, o.paths, o.ImportOptions, bar.show)
	bar.end()
	noteCopy(s, o.file, result.KeptCopy)
	for _, file := range result.Files {
		if printErr := printImported(s, file, o.json); err == nil {
			err = printErr
		}
	}
	return withFlags(err, answeringFlags(err))
}

// withFlags adds to a question which flags answer it; other errors stay.
func withFlags(err error, flags string) error {
	var known *ledger.Error
	if codeOf(err) != ledger.CodeNeedsAnswer || flags == "" || !errors.As(err, &known) {
		return err
	}
	return ledger.Errorf(known.Code, known.Op, "%s %s", asSentence(known.Message), flags)
}

func runPreview(ctx context.Context, s *streams, o importOptions) error {
	bar := newBar(s)
	previews, err := app.PreviewInto(ctx, o.file, o.paths, o.ImportOptions, bar.show)
	bar.end()
	return printPreviews(s, previews, o.json, err)
}

// printPreviews prints what was found out before err; a file that is refused is
// an error too.
func printPreviews(s *streams, previews []app.FilePreview, asJSON bool, err error) error {
	for _, p := range previews {
		if printErr := printPreview(s, p, asJSON); err == nil {
			err = printErr
		}
	}
	if err != nil {
		return err
	}
	return refused(previews)
}

// refused is the error of a preview of files that cannot be added: each was
// told before.
func refused(previews []app.FilePreview) error {
	var code ledger.Code
	count := 0
	for _, p := range previews {
		if p.Refusal != nil {
			if count++; count == 1 {
				code = p.Refusal.Code
			}
		}
	}
	if count == 0 {
		return nil
	}
	return ledger.Errorf(code, "", "%d of %s cannot be added.", count, ledger.Counted(len(previews), "file", "files"))
}

// answeringFlags names the flags that answer what was asked.
func answeringFlags(err error) string {
	var question *importer.Question
	if !errors.As(err, &question) {
		return ""
	}
	return flagsFor(question.Asks)
}

func flagsFor(asks importer.Asks) string {
	switch asks {
	case importer.AsksColumns:
		return "The flag --map answers: a file with lines such as: user_name = Full name"
	case importer.AsksLayout:
		return "The flag --layout answers."
	case importer.AsksEncoding:
		return "The flag --encoding answers."
	case importer.AsksDateOrder:
		return "The flag --date-order answers."
	case app.AsksTenant:
		return "The flag --same-tenant answers."
	default:
		return "The flags --whole and --part answer."
	}
}

func printImported(s *streams, f app.ImportedFile, asJSON bool) error {
	warn(s, f.Warnings)
	if asJSON {
		return s.printJSON(f)
	}
	what := "added"
	switch {
	case f.Part:
		what = "is a part and was not kept"
	case f.Unchanged:
		what = "was already there"
	}
	err := printFile(s, f.FilePreview, what)
	if f.Part {
		s.note("%s: a reading counts whole or not at all, and a part cannot tell who is gone. Import the whole list to keep it.", printable(f.Name))
	}
	if f.Unchanged && f.AtRule != ledger.AtGiven && f.AtRule != ledger.AtFileName {
		s.note("%s: if it was downloaded anew and the list is the same as before, say when with --taken-at.", printable(f.Name))
	}
	return err
}
