package app

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"licenseledger/app/export"
	"licenseledger/store/ledger"
	"licenseledger/sync/importer"
)

// FolderState says what became of a file of a folder.
type FolderState string

// The closed list of states.
const (
	FolderAdded   FolderState = "added"
	FolderThere   FolderState = "there"   // the ledger had it already
	FolderAsks    FolderState = "asks"    // a person has to say something first
	FolderRefused FolderState = "refused" // it cannot be imported as it is
	FolderNoList  FolderState = "no_list" // it is something else, and left alone
)

// FolderFile is a file of a folder and what became of it.
type FolderFile struct {
	Path     string
	Name     string // base name
	State    FolderState
	Message  string        // the question, or why it was refused, and what to do; "" otherwise
	Imported *ImportedFile // of an added file
}

// Folder finds the downloaded lists in a folder and remembers what became of
// each, until the file changes. A file is looked at once it is whole: when two
// looks saw the same size and time, and no browser is still writing beside it.
// Only plain .csv files in the folder itself count: no links, no folders in it,
// no hidden files, no file that this program exported. That a file goes away
// changes nothing.
//
// It is not safe for use by several goroutines.
type Folder struct {
	path   string
	ledger string
	o      ImportOptions
	own    func(path string) bool // nil: none is
	files  map[string]*folderFile // by base name
	lost   bool                   // the last look could not read the folder
}

type folderFile struct {
	size     int64
	modified time.Time
	whole    bool        // seen so by two looks
	again    bool        // told, and to be sorted again all the same
	told     *FolderFile // nil until it was dealt with
}

// NewFolder gives the lists of a folder for the ledger at a path, which need not
// exist. The answers in o are for all files. own tells files that this program
// wrote, by path; it may be nil.
func NewFolder(path, ledgerPath string, o ImportOptions, own func(path string) bool) *Folder {
	return &Folder{path: path, ledger: ledgerPath, o: o, own: own, files: map[string]*folderFile{}}
}

// unfinished are the endings that browsers give to what they are writing.
var unfinished = []string{".crdownload", ".part", ".partial", ".download", ".opdownload"}

// Look finds what is new and tells whether there is anything to Take. Codes:
// not_found and invalid for a folder that is none or cannot be read; what is
// known of its files stays.
func (f *Folder) Look() (any bool, err error) {
	entries, err := os.ReadDir(f.path)
	if err != nil {
		return false, f.unreadable(err)
	}
	there := map[string]bool{}
	for _, entry := range entries {
		there[entry.Name()] = true
	}
	for name := range f.files {
		if !there[name] {
			delete(f.files, name)
		}
	}
	for _, entry := range entries {
		name := entry.Name()
		busy := slices.ContainsFunc(unfinished, func(ending string) bool { return there[name+ending] })
		if !isListName(name) || !entry.Type().IsRegular() || busy || f.own != nil && f.own(filepath.Join(f.path, name)) {
			delete(f.files, name)
			continue
		}
		info, err := entry.Info()
		if err != nil || info.Size() == 0 { // gone meanwhile, or a browser has only just begun
			delete(f.files, name)
			continue
		}
		known := f.files[name]
		if known == nil || known.size != info.Size() || !known.modified.Equal(info.ModTime()) {
			f.files[name] = &folderFile{size: info.Size(), modified: info.ModTime()}
			continue
		}
		known.whole = true
		any = any || known.isOpen()
	}
	return any, nil
}

func (file *folderFile) isOpen() bool { return file.whole && (file.told == nil || file.again) }

func (f *Folder) unreadable(err error) error {
	if _, statErr := os.Stat(f.path); statErr == nil {
		return ledger.Errorf(ledger.CodeInvalid, "watch folder",
			"The folder %s cannot be read, or it is no folder. Check who may read it, or choose another.", f.path).Because(err)
	}
	return ledger.Errorf(ledger.CodeNotFound, "watch folder",
		"The folder %s is not there. Connect the drive it is on, or choose another.", f.path).Because(err)
}

// isListName leaves hidden files out, and the marks that Excel puts beside an
// open file.
func isListName(name string) bool {
	return strings.EqualFold(filepath.Ext(name), ".csv") && !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "~$")
}

// waiting gives the whole files that were not dealt with, oldest first.
func (f *Folder) waiting() []string {
	var names []string
	for name, file := range f.files {
		if file.isOpen() {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(f.files[a].modified.Compare(f.files[b].modified), cmp.Compare(a, b))
	})
	return names
}

// Sort finds out what the files that wait are. It tells those that the ledger
// has already, that ask or are no lists, and whether any is left to Take. It
// changes nothing in the ledger. Codes: those of PreviewInto.
func (f *Folder) Sort(ctx context.Context, tell func(FolderFile)) (any bool, err error) {
	names := f.waiting()
	if len(names) == 0 {
		return false, nil
	}
	var readable []string
	for _, name := range names {
		path := filepath.Join(f.path, name)
		switch file, err := os.Open(path); {
		case err == nil:
			readable = append(readable, path)
			_ = file.Close() // only opened
		case !f.files[name].again && !isGone(path):
			f.tell(name, FolderRefused, name+" cannot be read. Close it if another program has it open, or check who may read it; then it is imported by itself.", nil, tell)
			f.files[name].again = true // opening says nothing about when it will go better
		}
	}
	if len(readable) == 0 {
		return false, nil
	}
	previews, err := PreviewInto(ctx, f.ledger, readable, f.o, nil)
	if err != nil {
		return false, err
	}
	for i, p := range previews {
		name := filepath.Base(readable[i])
		f.files[name].again = false
		switch {
		case isGone(readable[i]):
		case isNoList(&p):
			f.tell(name, FolderNoList, "", nil, tell)
		case p.AlreadyHad:
			f.tell(name, FolderThere, "", nil, tell)
		case p.Question != nil:
			f.tell(name, FolderAsks, p.Question.Message, nil, tell)
		case p.Refusal != nil:
			f.tell(name, FolderRefused, p.Refusal.Message, nil, tell)
		case p.Source == ledger.SourceFileLicensed && p.RecognizedBy == importer.ByHeader:
			f.tell(name, FolderAsks, name+" has names, addresses and licenses, as a download of licensed users of Power Apps has, and many other files too. "+
				"If it is one, import it by itself; nothing was changed.", nil, tell)
		default:
			f.files[name].told, any = nil, true
		}
	}
	return any, nil
}

// isNoList tells files that are something else. A folder of downloads is full of
// them, so nobody is asked what their columns are.
func isNoList(p *FilePreview) bool {
	return p.Source == "" && (p.Refusal != nil || p.Question != nil && p.Question.Asks == importer.AsksColumns) || export.IsOwn(p.Headings)
}

// Take imports the files that wait, each by itself, and tells each. Call it
// after Sort, and without a look between. The error is about the ledger, not about a file; busy means that
// the files go on waiting. Codes: busy, read_only, disk_full, canceled and those
// of opening a ledger.
func (f *Folder) Take(ctx context.Context, tell func(FolderFile), progress ProgressFunc) error {
	for _, name := range f.waiting() {
		path := filepath.Join(f.path, name)
		if f.files[name].again {
			continue
		}
		if info, err := os.Lstat(path); err != nil || info.Size() != f.files[name].size || !info.ModTime().Equal(f.files[name].modified) {
			continue // changed since it was looked at: the next look sees it
		}
		result, err := ImportInto(ctx, f.ledger, []string{path}, f.o, progress)
		switch code := ledger.CodeOf(err); {
		case ctx.Err() != nil:
			return ctx.Err()
		case err == nil && len(result.Files) == 1 && result.Files[0].Unchanged:
			f.tell(name, FolderThere, "", nil, tell)
		case err == nil && len(result.Files) == 1:
			f.tell(name, FolderAdded, "", &result.Files[0], tell)
		case code == ledger.CodeNeedsAnswer:
			f.tell(name, FolderAsks, messageOf(err), nil, tell)
		case isGone(path):
		case code == ledger.CodeInvalid:
			f.tell(name, FolderRefused, messageOf(err), nil, tell)
		default:
			return err
		}
	}
	return nil
}

func isGone(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist)
}

func messageOf(err error) string {
	var known *ledger.Error
	if errors.As(err, &known) {
		return known.Message
	}
	return err.Error()
}

func (f *Folder) tell(name string, state FolderState, message string, imported *ImportedFile, tell func(FolderFile)) {
	file := &FolderFile{Path: filepath.Join(f.path, name), Name: name, State: state, Message: message, Imported: imported}
	f.files[name].told = file
	if tell != nil {
		tell(*file)
	}
}

// Again has the files that ask or were refused sorted once more, since something
// else was imported meanwhile, perhaps one of them with an answer.
func (f *Folder) Again() {
	for _, file := range f.files {
		if file.told != nil && (file.told.State == FolderAsks || file.told.State == FolderRefused) {
			file.again = true
		}
	}
}

// LetGo gives the files up that wait to be taken, until they change: their import
// was stopped.
func (f *Folder) LetGo() {
	for _, name := range f.waiting() {
		if f.files[name].again {
			continue
		}
		f.tell(name, FolderRefused, "The import of "+name+" was stopped. Import it by hand when you want it.", nil, nil)
	}
}

// Open gives the files that ask and those that were refused, by name, as long as
// they are there and unchanged.
func (f *Folder) Open() []FolderFile {
	var open []FolderFile
	for _, file := range f.files {
		if file.told != nil && (file.told.State == FolderAsks || file.told.State == FolderRefused) {
			open = append(open, *file.told)
		}
	}
	slices.SortFunc(open, func(a, b FolderFile) int { return cmp.Compare(a.Name, b.Name) })
	return open
}
