package desktop

import (
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// watch is the watching of one folder for one ledger. It goes on in a goroutine
// of its own until stop is called; imports run as jobs, like every other.
type watch struct {
	stop  context.CancelFunc
	again atomic.Bool // sort open files once more

	mu  sync.Mutex
	now Watching
}

func (g *watch) state() Watching {
	g.mu.Lock()
	defer g.mu.Unlock()
	out := g.now
	out.Files = append([]WatchedFile{}, g.now.Files...)
	return out
}

// put keeps how the folder stands and tells whether that is news.
func (g *watch) put(open []app.FolderFile, err error) (news bool) {
	next := Watching{Folder: g.now.Folder, Files: []WatchedFile{}}
	if err != nil {
		next.Trouble = appErrorOf(err)
	}
	for _, file := range open {
		next.Files = append(next.Files, WatchedFile{Path: file.Path, Name: file.Name, State: file.State, Message: file.Message})
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	news = !reflect.DeepEqual(next, g.now)
	g.now = next
	return news
}

// PickWatchedFolder asks for a folder to watch; "" when the person changed their
// mind.
func (w *Window) PickWatchedFolder() (string, error) {
	return guard("choose folder", w.shell.PickFolder)
}

// WatchFolder imports what is in a folder and what comes into it, for as long as
// this ledger is open on this computer, also after the program was started
// again. It takes the place of the folder before. Codes: not_found when no
// ledger is open or the folder is not there, invalid when it cannot be read,
// read_only when the ledger cannot be written.
func (w *Window) WatchFolder(folder string) error {
	return do("watch folder", func() error {
		opened, err := w.current()
		if err != nil {
			return err
		}
		info, err := opened.Info(w.work)
		if err != nil {
			return err
		}
		if info.ReadOnly {
			return ledger.Errorf(ledger.CodeReadOnly, "watch folder", "This history file cannot be written, so nothing can be imported into it. Open it where it can be.")
		}
		if folder, err = filepath.Abs(folder); err != nil {
			return err
		}
		if _, err := app.NewFolder(folder, opened.Path(), app.ImportOptions{}, nil).Look(); err != nil {
			return err
		}
		return w.keepWatched(opened.Path(), folder)
	})
}

// StopWatching leaves the folder alone from now on. Code not_found when no
// ledger is open.
func (w *Window) StopWatching() error {
	return do("stop watching", func() error {
		opened, err := w.current()
		if err != nil {
			return err
		}
		return w.keepWatched(opened.Path(), "")
	})
}

// keepWatched keeps which folder is watched for a ledger, "" for none, and
// begins with it.
func (w *Window) keepWatched(path, folder string) error {
	err := w.changeSettings(func(s *settingsFile) {
		watched := map[string]string{}
		for other, its := range s.Watched {
			watched[other] = its // the map may be on its way to the disk
		}
		if watched[path] = folder; folder == "" {
			delete(watched, path)
		}
		s.Watched = watched
	})
	w.watchOpened()
	w.changed("ledger")
	return err
}

// watchOpened ends the watching so far and begins that of the open ledger.
func (w *Window) watchOpened() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.watch != nil {
		w.watch.stop()
		w.watch = nil
	}
	if w.ledger == nil || w.settings.Watched[w.ledger.Path()] == "" {
		return
	}
	path, folder := w.ledger.Path(), w.settings.Watched[w.ledger.Path()]
	ctx, stop := context.WithCancel(w.work)
	w.watch = &watch{stop: stop, now: Watching{Folder: folder, Files: []WatchedFile{}}}
	go w.watchUntil(ctx, w.watch, app.NewFolder(folder, path, app.ImportOptions{}, w.isExport))
}

func (w *Window) watching() *Watching {
	w.mu.Lock()
	g := w.watch
	w.mu.Unlock()
	if g == nil {
		return nil
	}
	state := g.state()
	return &state
}

func (w *Window) watchAgain() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.watch != nil {
		w.watch.again.Store(true)
	}
}

// isExport tells files that the window wrote, lately or now.
func (w *Window) isExport(path string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.exported[path] || slices.Contains(w.settings.Exported, path)
}

func (w *Window) watchUntil(ctx context.Context, g *watch, f *app.Folder) {
	for {
		err := w.watchOnce(ctx, g, f)
		if ctx.Err() != nil {
			return
		}
		if g.put(f.Open(), err) {
			w.changed("ledger")
		}
		if (engine.SystemClock{}).Sleep(ctx, w.every) != nil {
			return
		}
	}
}

// watchOnce looks once, and has what can be imported imported by a job. While
// another job runs, it waits.
func (w *Window) watchOnce(ctx context.Context, g *watch, f *app.Folder) error {
	if opened, err := w.current(); err == nil {
		if err := opened.Present(); err != nil { // else a new file would be made in its place
			return err
		}
	}
	if g.again.Swap(false) {
		f.Again()
	}
	any, err := f.Look()
	if err != nil || !any || w.jobs.busy() {
		return err
	}
	if any, err = f.Sort(ctx, nil); err != nil || !any {
		return err
	}
	var took error
	ended := make(chan struct{})
	_, err = w.jobs.start(w.work, JobImport, func(ctx context.Context, tell report) (*JobResult, error) {
		var all app.ImportResult
		took = f.Take(ctx, func(file app.FolderFile) {
			if file.Imported != nil {
				all.Files = append(all.Files, *file.Imported)
			}
		}, progressTo(tell))
		if ledger.CodeOf(took) == ledger.CodeBusy {
			return importResultOf(all), nil // no failure: the files go on waiting
		}
		return importResultOf(all), took
	}, func() {
		w.changed(sameLedger...)
		close(ended)
	})
	if err != nil {
		return nil // another job came first
	}
	<-ended
	if ledger.CodeOf(took) == ledger.CodeBusy {
		return took
	}
	f.LetGo() // what was stopped or failed is not tried over and over
	return nil
}
