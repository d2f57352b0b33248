package desktop

import (
	"context"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// Window is the object that the page talks to. Its methods are glue: plain
// values in and out, decisions in package app. It is safe for concurrent
// calls.
type Window struct {
	shell    shell
	jobs     *jobs
	filling  *jobs // of the older days of a sample, beside the others
	sweeping *jobs // of what deleted readings leave in the file, beside all others
	views    *shelf[*app.View]
	preview  latest
	finding  latest
	places   places
	page     [32]byte    // tells builds of the page apart
	begun    atomic.Bool // the scripts of the page run
	// Of comparisons with a file, the last stays.
	comparisons *shelf[comparison]
	differences *shelf[*app.Changes] // between two days
	comparing   cancelable           // of two days
	freeing     *shelf[*app.FreeUp]  // licenses that can be taken back on a day
	work        context.Context      // ends when the window is closed
	end         context.CancelFunc
	after       func(time.Duration, func()) (stop func())
	every       time.Duration  // how often a watched folder is looked at
	sample      app.SampleSize // of the sample tenant to try
	fillDays    int            // of its days are filled in at a time

	writing  sync.Mutex // held while the settings are written; taken before mu
	mu       sync.Mutex // guards what follows
	ledger   *app.Ledger
	startup  *AppError
	settings settingsFile
	exported map[string]bool          // files that this window wrote, and may open
	stopLook func()                   // stops the timer of the next look
	watch    *watch                   // of the open ledger; nil when no folder is watched
	deleted  map[int64]ledger.Deleted // readings of the open ledger that can be brought back
	checked  checkedAccess            // what the open ledger may read, when that was asked last
	counting chan struct{}            // a place for each ledger that is counted for the page of all
	fresh    string                   // the ledger that was made to be connected, until its first sync
	stands   *standing                // of the open ledger; nil before it was looked at

	elsewhere     time.Duration // how often an open ledger is asked what others added
	stopElsewhere func()
}

// New makes a window that is not drawn yet.
func New() *Window {
	w := &Window{shell: quietShell{}, views: newShelf[*app.View](openViews), comparisons: newShelf[comparison](1),
		differences: newShelf[*app.Changes](openChanges), freeing: newShelf[*app.FreeUp](openFreeUps), settings: defaultSettings(),
		exported: map[string]bool{}, after: afterFunc, stopLook: func() {}, deleted: map[int64]ledger.Deleted{}, every: app.WatchEvery,
		sample: sampleSize(), fillDays: app.FillDays, counting: make(chan struct{}, readAtOnce), elsewhere: lookElsewhere, stopElsewhere: func() {}}
	w.work, w.end = context.WithCancel(context.Background())
	w.jobs = newJobs(func(j Job) { w.shell.Emit(eventJobProgressed, j) })
	w.filling = newJobs(func(j Job) { w.shell.Emit(eventFilled, j) })
	w.sweeping = newJobs(func(Job) {})
	return w
}

// locate finds the folders and reads the settings.
func (w *Window) locate() error {
	found, err := findPlaces()
	if err != nil {
		return err
	}
	w.places = found
	w.settings = readSettings(found.settings)
	w.beginTenants()
	return nil
}

func (w *Window) started(ctx context.Context) {
	w.shell = wailsShell{ctx: ctx, picker: newPicker(ctx)}
	w.moveBack(ctx)
}

func (w *Window) stopped(context.Context) {
	w.end()
	w.jobs.wait()
	w.filling.wait()
	w.sweeping.wait()
	w.comparing.working.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.stopLook()
	if w.ledger != nil {
		_ = w.ledger.Close()
		w.ledger = nil
	}
}

func (w *Window) chosen() Settings {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.settings.Settings
}

// openAtStart opens the ledger that the program was started with. What goes
// wrong is told in the window.
func (w *Window) openAtStart(path string) {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	if err := w.open(path); err != nil {
		w.mu.Lock()
		w.startup = appErrorOf(err)
		w.mu.Unlock()
	}
}

// openFirst opens the ledger that the program was started with; without one,
// that of the last time, unless the person wants to begin at the Welcome page.
func (w *Window) openFirst(path string) {
	if path == "" && !w.chosen().StartAtWelcome {
		path = w.lastOpen()
	}
	if path != "" {
		w.openAtStart(path)
	}
}

// open puts the ledger at path in place of the one that is open.
func (w *Window) open(path string) error {
	if w.jobs.busy() {
		return busyError()
	}
	opened, err := app.Open(w.work, path, app.OpenOptions{})
	if err != nil {
		return err
	}
	return w.put(opened)
}

// put makes a ledger, or nil, the open one and closes the one before it.
func (w *Window) put(next *app.Ledger) error {
	w.filling.halt()
	w.sweeping.halt()
	w.clearShelves()
	w.mu.Lock()
	before := w.ledger
	w.ledger, w.startup = next, nil
	clear(w.deleted)
	w.checked = checkedAccess{}
	w.mu.Unlock()
	if next != nil {
		w.noteOpened(next)
		w.forgetExports()
		w.sweep(next) // what was deleted just before it was closed
		if w.begun.Load() {
			go w.readAhead()
		}
	}
	w.awaitLook(afterOpening)
	w.watchOpened()
	w.listenElsewhere()
	w.fillOn()
	if before == nil {
		return nil
	}
	return before.Close()
}

// pageBegins is told when the scripts of the page begin. Until then nothing is
// read that can wait: what is shown first would wait for it.
func (w *Window) pageBegins() {
	if !w.begun.Swap(true) {
		go w.readAhead()
	}
}

// readAhead reads the newest list while the page is still being made: nearly
// every page asks for it first. What fails here fails again when it is asked for.
func (w *Window) readAhead() {
	opened, err := w.current()
	if err != nil {
		return
	}
	if view, err := opened.View(w.work, app.ViewSpec{}); err == nil {
		view.Filled()
	}
}

// forgetFile lets go of an open ledger whose file was removed.
func (w *Window) forgetFile(path string) {
	w.clearShelves()
	w.mu.Lock()
	w.ledger = nil
	w.mu.Unlock()
	w.openedLast("")
	w.dropRecent(path)
	_ = w.known().Remove(path) // it may never have been there
	w.changed(anotherLedger...)
}

// clearShelves lets go of what the page had open of a ledger.
func (w *Window) clearShelves() {
	w.views.clear()
	w.comparisons.clear()
	w.differences.clear()
	w.freeing.clear()
}

// current is the open ledger. Code not_found when there is none.
func (w *Window) current() (*app.Ledger, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ledger == nil {
		return nil, noLedger()
	}
	return w.ledger, nil
}

// openedIfAny is the open ledger; nil when there is none.
func (w *Window) openedIfAny() *app.Ledger {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.ledger
}

func noLedger() error {
	return ledger.Errorf(ledger.CodeNotFound, "find ledger", "No history file is open. Open one first.")
}

// changed tells the page what to read again. What was imported may have answered
// what a file of the watched folder asks.
func (w *Window) changed(nouns ...string) {
	if slices.Contains(nouns, "snapshots") {
		w.watchAgain()
		w.nowKnown()
		w.noteRead()
	}
	if slices.Contains(nouns, "views") {
		w.dropPicture()
		w.forgetExports()
	}
	w.shell.Emit(eventDataChanged, DataChanged{Nouns: nouns})
}

func busyError() error {
	return ledger.Errorf(ledger.CodeBusy, "start", "Something else is still going on. Wait for it, or cancel it first.")
}
