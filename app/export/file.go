package export

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"licenseledger/store/ledger"
)

// ToFile makes the file path with what write writes. The content goes to a file
// beside it (.NAME.*.partial, readable by its owner only), which takes its
// place when write succeeded, ctx did not end and the disk has it all. In any
// other case path is as it was and nothing is left behind; only a process that
// is killed leaves the .partial file. A file that is replaced hands its
// permissions on, and a symbolic link keeps pointing to it.
//
// Codes: not_found when the folder is missing, read_only when it or the file
// cannot be written, disk_full, busy when another program has the file open,
// invalid when path is a folder, canceled when ctx ended; else what write
// answered.
func ToFile(ctx context.Context, path string, write func(io.Writer) error) error {
	target, old, err := resolve(path)
	if err != nil {
		return err
	}
	return toPlace(ctx, path, target, old, write)
}

// Keep makes a small file of the program's own, such as settings, for its owner only,
// whatever the rights of one that was there. It is as ToFile: after a power cut there is
// the file before or this one, whole. Codes as ToFile.
func Keep(path string, content []byte) error {
	return toPlace(context.Background(), path, path, nil, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}

// toPlace writes beside target and renames it there; path is what the person calls it.
func toPlace(ctx context.Context, path, target string, old fs.FileInfo, write func(io.Writer) error) error {
	temp, err := os.CreateTemp(filepath.Dir(target), "."+filepath.Base(target)+".*.partial")
	if err != nil {
		return fileError(path, err)
	}
	if err := fill(ctx, temp, path, old, write); err != nil {
		_ = os.Remove(temp.Name()) // the file is closed; there is nobody to tell if it stays
		return err
	}
	if err := os.Rename(temp.Name(), target); err != nil {
		_ = os.Remove(temp.Name())
		return fileError(path, err)
	}
	return syncFolder(filepath.Dir(target))
}

// resolve finds the file that is really replaced and refuses what cannot be
// before any work is done. old is nil when there is no file yet.
func resolve(path string) (target string, old fs.FileInfo, err error) {
	target = path
	if resolved, err := filepath.EvalSymlinks(path); err == nil {
		target = resolved
	}
	old, err = os.Stat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		old = nil
	case err != nil:
		return "", nil, fileError(path, err)
	case old.IsDir():
		return "", nil, ledger.Errorf(ledger.CodeInvalid, "export", "%s is a folder. Give the name of a file in it.", path)
	}
	for _, owner := range []string{"~$" + filepath.Base(target), ".~lock." + filepath.Base(target) + "#"} {
		if _, err := os.Lstat(filepath.Join(filepath.Dir(target), owner)); err == nil {
			return "", nil, ledger.Errorf(ledger.CodeBusy, "export",
				"%s is open in Excel or LibreOffice. Close it there, or choose another name; if it is not open anywhere, delete %s beside it.", path, owner)
		}
	}
	return target, old, nil
}

// fill writes, syncs and closes temp.
func fill(ctx context.Context, temp *os.File, path string, old fs.FileInfo, write func(io.Writer) error) error {
	out := &recorder{file: temp}
	err := write(out)
	if err == nil && old != nil {
		err = out.keep(temp.Chmod(old.Mode().Perm()))
	}
	if err == nil {
		err = out.keep(temp.Sync())
	}
	if closed := out.keep(temp.Close()); err == nil {
		err = closed
	}
	switch {
	case out.err != nil:
		return fileError(path, out.err)
	case err != nil:
		return err
	case ctx.Err() != nil:
		return canceled(ctx)
	}
	return nil
}

// recorder remembers the first failure of the file, so that it is known from a
// failure of whatever makes the content.
type recorder struct {
	file *os.File
	err  error
}

func (r *recorder) keep(err error) error {
	if r.err == nil {
		r.err = err
	}
	return err
}

// Write implements io.Writer.
func (r *recorder) Write(p []byte) (int, error) {
	n, err := r.file.Write(p)
	return n, r.keep(err)
}

// fileError says in a sentence why a file could not be made.
func fileError(path string, err error) error {
	say := func(code ledger.Code, format string, args ...any) error {
		return ledger.Errorf(code, "export", format, args...).Because(err)
	}
	folder := filepath.Dir(path)
	switch {
	case isOpenElsewhere(err):
		return say(ledger.CodeBusy, "%s is open in another program. Close it there, or choose another name.", path)
	case isDiskFull(err):
		return say(ledger.CodeDiskFull, "There is no room left in %s. Free some space or choose another place; nothing was changed.", folder)
	case isNoFolder(err):
		return say(ledger.CodeNotFound, "There is no folder %s. Create it or choose another place.", folder)
	case errors.Is(err, fs.ErrPermission) || isReadOnly(err):
		return say(ledger.CodeReadOnly, "%s cannot be written: the folder is read-only or you may not write there. Choose another place.", path)
	case isBadName(err):
		return say(ledger.CodeInvalid, "%s is not a name that a file can have here. Choose a shorter name without special characters.", path)
	}
	return say(ledger.CodeReadOnly, "%s could not be written. Check the disk or the network place, or choose another one; nothing was changed.", path)
}
