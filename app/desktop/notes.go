package desktop

import (
	"maps"
	"strings"

	"licenseledger/store/ledger"
)

// Notes are what the page remembers of how it was left, by name; only the page
// knows what they mean. Those whose names begin with this are kept for the open
// ledger alone, the others for all.
const notesOfLedger = "ledger/"

// Bounds of notes, which a page that goes wrong must not exceed.
const (
	noteBytes = 64 << 10
	notesKept = 200 // for a ledger, and for all
)

// Notes gives the notes for all ledgers and those for the open one.
func (w *Window) Notes() (map[string]string, error) {
	return guard("read notes", func() (map[string]string, error) {
		w.mu.Lock()
		defer w.mu.Unlock()
		all := map[string]string{}
		maps.Copy(all, w.settings.Notes[""])
		if w.ledger != nil {
			maps.Copy(all, w.settings.Notes[w.ledger.Path()])
		}
		return all, nil
	})
}

// PutNote keeps a note in place of the one of that name; an empty value removes
// it. Codes: invalid for more than can be kept, not_found without an open
// ledger, read_only when it cannot be written.
func (w *Window) PutNote(name, value string) error {
	return do("keep note", func() error {
		w.writing.Lock()
		defer w.writing.Unlock()
		w.mu.Lock()
		owner := ""
		if strings.HasPrefix(name, notesOfLedger) {
			if w.ledger == nil {
				w.mu.Unlock()
				return noLedger()
			}
			owner = w.ledger.Path()
		}
		kept, err := w.settings.withNote(owner, name, value)
		w.settings = kept
		w.mu.Unlock()
		if err != nil {
			return err
		}
		return writeSettings(w.places.settings, kept)
	})
}

// withNote gives the settings with a note; what others hold of them stays as it
// was.
func (s settingsFile) withNote(owner, name, value string) (settingsFile, error) {
	notes := maps.Clone(s.Notes[owner])
	if notes == nil {
		notes = map[string]string{}
	}
	notes[name] = value
	if value == "" {
		delete(notes, name)
	}
	if len(name)+len(value) > noteBytes || len(notes) > notesKept {
		return s, ledger.Errorf(ledger.CodeInvalid, "keep note", "This is more than the window can remember. What it looked like before stays.")
	}
	all := maps.Clone(s.Notes)
	if all == nil {
		all = map[string]map[string]string{}
	}
	all[owner] = notes
	s.Notes = all
	return s, nil
}
