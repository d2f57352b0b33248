package lake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// Result says what a write did.
type Result struct {
	Days                      int // that the lake has of the tenant
	Files                     int
	Rows, Bytes               int64
	Written, Removed, Checked int   // files: written, removed, and looked at and found the same
	WrittenBytes              int64 // of the files written
}

// Told hears how many parts are done; it may be nil.
type Told func(done, total int)

// Write makes the lake in a folder have exactly these parts of a tenant. What
// is the same is left as it is. The new files take their names when all of them
// are on the disk, then the manifest is replaced, then old files go; when
// something fails before, nothing has changed and nothing is left behind.
//
// Codes: busy when another process writes the same tenant, canceled, those of
// export.ToFile for the place, those of ReadManifest, and what parts answer.
func Write(ctx context.Context, folder string, m Manifest, parts []Part, told Told) (Result, error) {
	w := &writer{folder: folder, manifest: m, old: map[partKey]File{}, made: map[string]bool{}}
	if err := w.makeFolder(folder); err != nil {
		return Result{}, err
	}
	if err := w.makeFolder(filepath.Join(folder, manifestFolder)); err != nil {
		w.unmakeFolders()
		return Result{}, err
	}
	lock, err := acquire(filepath.Join(folder, manifestFolder, m.Tenant+".lock"))
	if err != nil {
		w.unmakeFolders()
		return Result{}, err
	}
	err = w.write(ctx, parts, told)
	_, statErr := os.Stat(manifestPath(folder, m.Tenant))
	if released := lock.release(statErr != nil); err == nil {
		err = released
	}
	if err != nil {
		w.unmakeFolders()
		return Result{}, err
	}
	return w.result, nil
}

type partKey struct{ table, day string }

// writer is one write.
type writer struct {
	folder   string
	mode     fs.FileMode // of folders: that of the lake's
	manifest Manifest
	old      map[partKey]File
	files    []File // of the new state
	fresh    []File // those of them that have no name yet
	made     map[string]bool
	folders  []string // made by this write, the outer ones first
	result   Result
}

func (w *writer) write(ctx context.Context, parts []Part, told Told) error {
	old, _, err := ReadManifest(w.folder, w.manifest.Tenant)
	if err != nil {
		return err
	}
	for _, file := range old.Files {
		w.old[partKey{file.Table, file.Day}] = file
	}
	if err := w.sweep(old); err != nil { // what a killed process left
		return err
	}
	for i, part := range parts {
		if told != nil {
			told(i, len(parts))
		}
		if err := w.part(ctx, part); err != nil {
			w.discard()
			return err
		}
	}
	if told != nil {
		told(len(parts), len(parts))
	}
	if err := w.publish(ctx, old); err != nil {
		return err
	}
	return w.sweep(w.manifest)
}

// part keeps the file that the lake has, or writes one beside.
func (w *writer) part(ctx context.Context, part Part) error {
	old, had := w.old[partKey{part.Table, part.Day}]
	had = had && w.isThere(old)
	if had && old.Seal == part.Seal {
		w.files = append(w.files, old)
		return nil
	}
	dir := filepath.Join(w.folder, part.Table, "tenant="+w.manifest.Tenant, "day="+part.Day)
	if err := w.makeFolder(dir); err != nil {
		return err
	}
	file := File{Table: part.Table, Day: part.Day, Seal: part.Seal}
	sum, size := sha256.New(), new(counter)
	err := w.beside(ctx, dir, func(out io.Writer) (err error) {
		file.Rows, err = part.Write(ctx, io.MultiWriter(out, sum, size))
		return err
	})
	if err != nil {
		return err
	}
	file.SHA256, file.Bytes = hex.EncodeToString(sum.Sum(nil)), int64(*size)
	file.Path = path.Join(part.Table, "tenant="+w.manifest.Tenant, "day="+part.Day, "part-"+file.SHA256[:16]+".parquet")
	w.files = append(w.files, file)
	if had && old.Path == file.Path {
		w.result.Checked++
		return w.remove(filepath.Join(dir, unnamed))
	}
	w.fresh = append(w.fresh, file)
	w.result.Written++
	w.result.WrittenBytes += file.Bytes
	return nil
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// isThere tells whether the lake still has a file as it was written.
func (w *writer) isThere(file File) bool {
	info, err := os.Stat(w.path(file.Path))
	return err == nil && info.Size() == file.Bytes
}

// publish hands the new files to the disk, gives them their names and replaces
// the manifest. Names follow from the content: a file that somebody reads is
// never another one.
func (w *writer) publish(ctx context.Context, old Manifest) (err error) {
	named := 0
	defer func() {
		if err != nil { // the old manifest stands, so what has a name already is nobody's
			for _, file := range w.fresh[:named] {
				_ = os.Remove(w.path(file.Path))
			}
			w.fresh = w.fresh[named:]
			w.discard()
		}
	}()
	var files, folders []string
	for _, file := range w.fresh {
		folders = append(folders, filepath.Dir(w.path(file.Path)))
		files = append(files, filepath.Join(filepath.Dir(w.path(file.Path)), unnamed))
	}
	if err := settle(files, syncFile); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return export.Canceled(ctx)
	}
	for i, file := range w.fresh {
		if err := os.Rename(files[i], w.path(file.Path)); err != nil {
			return export.PlaceError(w.path(file.Path), err)
		}
		named++
	}
	if err := settle(append(folders, w.folders...), export.SyncFolder); err != nil {
		return err
	}
	slices.SortFunc(w.files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	w.manifest.Format, w.manifest.Version, w.manifest.Files = format, SchemaVersion, w.files
	w.sum()
	if err := w.replace(ctx, filepath.Join(w.folder, schemaFile), Schema()); err != nil || w.isSame(old) {
		return err
	}
	manifest := manifestPath(w.folder, w.manifest.Tenant)
	err = w.replace(ctx, manifest, w.manifest.content())
	if there, readErr := os.ReadFile(manifest); readErr == nil && slices.Equal(there, w.manifest.content()) {
		return nil // it stands, and its files with it, whatever came after
	}
	return err
}

// isSame tells whether the standing manifest says the same, apart from the time.
func (w *writer) isSame(old Manifest) bool {
	now := w.manifest
	now.WrittenAt = old.WrittenAt
	return slices.Equal(now.content(), old.content())
}

// replace writes one of our JSON files, if it says something else.
func (w *writer) replace(ctx context.Context, path string, content []byte) error {
	if there, err := os.ReadFile(path); err == nil && slices.Equal(there, content) {
		return nil
	}
	err := export.ToFile(ctx, path, func(out io.Writer) error {
		_, err := out.Write(content)
		return err
	})
	if err == nil {
		_ = os.Chmod(path, w.mode&0o666) // others read it when they may; it stands all the same
	}
	return err
}

func (w *writer) sum() {
	days := map[string]bool{}
	for _, file := range w.files {
		if file.Table == List.Name {
			days[file.Day] = true
		}
		w.result.Rows += file.Rows
		w.result.Bytes += file.Bytes
	}
	w.result.Days, w.result.Files = len(days), len(w.files)
}

// makeFolder makes a folder and those around it that are missing, with what the
// lake's own lets others do.
func (w *writer) makeFolder(folder string) error {
	if w.made[folder] {
		return nil
	}
	info, err := os.Stat(folder)
	if errors.Is(err, fs.ErrNotExist) {
		if outer := filepath.Dir(folder); w.mode != 0 { // the lake's own folder has to have a place already
			if err := w.makeFolder(outer); err != nil {
				return err
			}
		}
		mode := w.mode
		if mode == 0 {
			mode = 0o700
		}
		if err = os.Mkdir(folder, mode); errors.Is(err, fs.ErrExist) {
			err = nil // another tenant is written at the same time
		} else if err == nil {
			w.folders = append(w.folders, folder)
		}
		if err == nil {
			info, err = os.Stat(folder)
		}
	}
	if err != nil {
		return export.PlaceError(folder, err)
	}
	if !info.IsDir() {
		return ledger.Errorf(ledger.CodeInvalid, "export", "%s is a file, and a lake is a folder. Choose another place.", folder)
	}
	if w.mode == 0 {
		w.mode = info.Mode().Perm()
	}
	w.made[folder] = true
	return nil
}

// unmakeFolders removes the folders that a failed write made; those that others
// use meanwhile stay.
func (w *writer) unmakeFolders() {
	for _, folder := range slices.Backward(w.folders) {
		_ = os.Remove(folder) // it is empty, or somebody else's by now
	}
}

func (w *writer) remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove a file of the lake: %w", export.PlaceError(path, err))
	}
	return nil
}

// discard removes the new files that have no name.
func (w *writer) discard() {
	for _, file := range w.fresh {
		_ = os.Remove(filepath.Join(filepath.Dir(w.path(file.Path)), unnamed)) // the next write does it otherwise
	}
}
