package desktop

import (
	"context"
	"time"

	"licenseledger/app"
	"licenseledger/sync/engine"
)

// lookElsewhere is how often an open ledger is asked whether another program, such as
// the schedule's, added readings to it. It reads one number.
const lookElsewhere = 3 * time.Second

// eventReadElsewhere tells of readings that another program added. What the page shows
// stays until somebody wants to see them.
const eventReadElsewhere = "ledger:read-elsewhere" // ReadElsewhere

// ReadElsewhere are readings that came while the page showed the newest before.
type ReadElsewhere struct {
	Count int    `json:"count"`
	At    string `json:"at"` // RFC 3339, UTC: of the newest
}

// standing is what the page was told of last.
type standing struct {
	generation int64
	newest     string // when the newest reading was made; "" for none
}

// standingOf reads how a ledger stands.
func (w *Window) standingOf(opened *app.Ledger) (standing, error) {
	generation, err := opened.Generation(w.work)
	if err != nil {
		return standing{}, err
	}
	readings, err := opened.Snapshots(w.work)
	if err != nil || len(readings) == 0 {
		return standing{generation: generation}, err
	}
	return standing{generation, readings[len(readings)-1].At}, nil
}

// nowKnown notes how the open ledger stands, since the page reads it again.
func (w *Window) nowKnown() {
	opened, err := w.current()
	if err != nil {
		return
	}
	now, err := w.standingOf(opened)
	if err != nil {
		return // what cannot be read is told where it is shown
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	// Whoever noted a later standing while this one was read is right.
	if w.ledger == opened && (w.stands == nil || w.stands.generation <= now.generation) {
		w.stands = &now
	}
}

// listenElsewhere ends the looking so far and begins that for the open ledger.
func (w *Window) listenElsewhere() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.stopElsewhere()
	w.stands = nil
	opened := w.ledger
	if opened == nil || w.work.Err() != nil {
		w.stopElsewhere = func() {}
		return
	}
	ctx, stop := context.WithCancel(w.work)
	w.stopElsewhere = stop
	go func() {
		w.nowKnown()
		for (engine.SystemClock{}).Sleep(ctx, w.elsewhere) == nil {
			news, changed := w.readElsewhere(opened)
			switch {
			case news.Count > 0:
				w.noteRead()
				w.dropPicture()
				w.forgetExports()
				w.shell.Emit(eventReadElsewhere, news)
			case changed: // somebody was forgotten, an older list was imported, a label was written
				w.changed(sameLedger...)
			}
		}
	}()
}

// readElsewhere tells what was added since the page was told last, once, and whether
// anything was changed. What this window does itself is none of it: its jobs tell the
// page when they end.
func (w *Window) readElsewhere(opened *app.Ledger) (news ReadElsewhere, changed bool) {
	w.mu.Lock()
	before := w.stands
	w.mu.Unlock()
	generation, err := opened.Generation(w.work)
	if before == nil || err != nil || generation == before.generation {
		return ReadElsewhere{}, false
	}
	readings, err := opened.Snapshots(w.work)
	if err != nil {
		return ReadElsewhere{}, false
	}
	next := standing{generation, before.newest}
	for _, s := range readings {
		if s.At > before.newest {
			next.newest, news = s.At, ReadElsewhere{news.Count + 1, s.At}
		}
	}
	if !w.toldNow(opened, before, next) {
		return ReadElsewhere{}, false
	}
	return news, true
}

// toldNow notes what the page is told, and says whether it is to be; not when a job of this
// window may have done it. That is asked after the readings were read: a job that began meanwhile is
// busy still, or has ended and noted what it added.
func (w *Window) toldNow(opened *app.Ledger, before *standing, next standing) bool {
	if w.jobs.busy() || w.filling.busy() {
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.stands != before || w.ledger != opened { // the page was told meanwhile
		return false
	}
	w.stands = &next
	return true
}
