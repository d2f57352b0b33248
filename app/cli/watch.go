package cli

import (
	"context"
	"os"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// folderOptions are those of an import of a whole folder.
type folderOptions struct {
	watch string
	every time.Duration
}

// check says what does not go with a watched folder.
func (o *folderOptions) check(i *importOptions) error {
	if o.watch == "" {
		return nil
	}
	switch {
	case len(i.paths) > 0:
		return usagef("Files and a watched folder are imported one after the other. Leave --watch out, and watch the folder then.")
	case i.preview, i.part, i.TakenAt != "":
		return usagef("The flags --preview, --part and --taken-at are about single files and do not go with --watch. Leave them out.")
	case o.every < time.Millisecond:
		return usagef("%v is no value for the flag --every. Give a time such as 5s.", o.every)
	}
	return nil
}

// folder gives the folder to import when one is named in place of files; "" when
// none is.
func (i *importOptions) folder() (string, error) {
	for _, path := range i.paths {
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			continue
		}
		if len(i.paths) > 1 || i.TakenAt != "" {
			return "", usagef("A folder is imported by itself, without --taken-at. Leave the rest out, or name the files in it.")
		}
		return path, nil
	}
	return "", nil
}

// runFolderPreview says what the lists are that are in a folder.
func runFolderPreview(ctx context.Context, s *streams, o importOptions, path string) error {
	p := folderPrinter{streams: s, bar: newBar(s)}
	previews, err := app.NewFolder(path, o.file, o.ImportOptions, nil).Preview(ctx, p.print, p.bar.show)
	p.bar.end()
	if err == nil && len(previews) == 0 {
		return noListIn(path)
	}
	return printPreviews(s, previews, o.json, err)
}

func noListIn(folder string) error {
	return ledger.Errorf(ledger.CodeNotFound, "", "There is no list in the folder %s. Nothing was changed; download one into it, or name another folder.", folder)
}

// runFolder imports every list that is in a folder.
func runFolder(ctx context.Context, s *streams, o importOptions, path string) error {
	warnOfPlace(s, o.file)
	f := app.NewFolder(path, o.file, o.ImportOptions, nil)
	p := folderPrinter{streams: s, bar: newBar(s), json: o.json}
	err := f.Once(ctx, p.print, p.bar.show)
	p.bar.end()
	if err == nil {
		err = p.err
	}
	if err == nil && p.lists == 0 {
		return noListIn(path)
	}
	if err == nil {
		err = outcomeOf(s, f)
	}
	return err
}

// runWatch imports what comes into a folder until a person stops it.
func runWatch(ctx context.Context, s *streams, o importOptions) error {
	warnOfPlace(s, o.file)
	f := app.NewFolder(o.watch, o.file, o.ImportOptions, nil)
	p := folderPrinter{streams: s, bar: newBar(s), json: o.json}
	s.note("The folder %s is watched until this program is interrupted.", printable(o.watch))
	err := app.WatchFolder(ctx, f, app.Watching{Every: o.every, File: p.print, Progress: p.bar.show, Trouble: func(err error) {
		p.bar.end()
		if err == nil {
			s.note("The folder is watched again.")
			return
		}
		s.trouble(err)
	}})
	p.bar.end()
	if err == nil {
		err = p.err
	}
	if err == nil {
		err = outcomeOf(s, f)
	}
	return err
}

// outcomeOf says what is left open.
func outcomeOf(s *streams, f *app.Folder) error {
	asks, refused := 0, 0
	for _, file := range f.Open() {
		if file.State == app.FolderAsks {
			asks++
		} else {
			refused++
		}
	}
	switch {
	case asks > 0:
		s.note("Import such a file by itself, with its answer: see licensectl import --help.")
		return ledger.Errorf(ledger.CodeNeedsAnswer, "", "%s. What else was in the folder was.", ledger.Counted(asks, "file waits for an answer and was not imported", "files wait for an answer and were not imported"))
	case refused > 0:
		return ledger.Errorf(ledger.CodeInvalid, "", "%s cannot be imported. What else was in the folder was.", ledger.Counted(refused, "file", "files"))
	}
	return nil
}

// folderPrinter prints a line for each file of a folder, as it comes.
type folderPrinter struct {
	*streams
	bar   *bar
	json  bool
	lists int
	err   error // of printing
}

func (p *folderPrinter) print(f app.FolderFile) {
	p.bar.end()
	if f.State != app.FolderNoList {
		p.lists++
	}
	var err error
	switch f.State {
	case app.FolderAdded:
		err = printImported(p.streams, *f.Imported, p.json)
	case app.FolderThere:
		p.note("%s: was already there", printable(f.Name))
	case app.FolderNoList:
		p.note("%s: is no list and was left alone", printable(f.Name))
	default:
		p.note("%s", printable(f.Message))
	}
	if err == nil {
		err = p.out.Flush()
	}
	if p.err == nil {
		p.err = err
	}
}
