package desktop

import (
	"path/filepath"

	"licenseledger/app"
)

// State gives everything that the frame of the page needs.
func (w *Window) State() (State, error) {
	return guard("read state", func() (State, error) {
		w.mu.Lock()
		opened, startup, settings := w.ledger, w.startup, w.settings.Settings
		look := w.lookOfOpened()
		w.mu.Unlock()
		state := State{Job: w.jobs.last(), Settings: settings, Version: app.Version, Startup: startup, ExportFolder: filepath.Base(w.exportFolder())}
		if opened == nil {
			return state, nil
		}
		info, err := opened.Info(w.work)
		if err != nil {
			return State{}, err
		}
		state.Watching = w.watching()
		if state.Filling, err = w.fillingOf(opened); err != nil {
			return State{}, err
		}
		state.Ledger = &LedgerInfo{
			Path: info.Path, FileName: info.FileName, TenantName: info.TenantName, TenantID: info.TenantID,
			Name: look.Name, Colour: look.Colour,
			IsSample: info.Sample, Zone: info.Zone, CanSync: info.CanSync, ReadOnly: info.ReadOnly,
			NextLook: nextLookOf(info.NextLook),
		}
		return state, nil
	})
}

// SaveSettings keeps the choices and gives back what was kept. Code read_only
// when they cannot be written; they hold until the window is closed then.
func (w *Window) SaveSettings(next Settings) (Settings, error) {
	return guard("save settings", func() (Settings, error) {
		err := w.changeSettings(func(s *settingsFile) { s.Settings = next })
		return w.chosen(), err
	})
}

// PickLedger asks for a ledger; "" when the person changed their mind.
func (w *Window) PickLedger() (string, error) {
	return guard("choose ledger", w.shell.PickLedger)
}

// OpenLedger opens the ledger at path in place of the one that is open. Codes:
// not_found, not_a_ledger, schema_too_new, busy.
func (w *Window) OpenLedger(path string) error {
	return do("open ledger", func() error {
		if err := w.open(path); err != nil {
			return err
		}
		w.changed(anotherLedger...)
		return nil
	})
}

// CloseLedger goes back to the Welcome page. Code busy while long work runs.
func (w *Window) CloseLedger() error {
	return do("close ledger", func() error {
		if w.jobs.busy() {
			return busyError()
		}
		err := w.put(nil)
		w.openedLast("")
		w.changed(anotherLedger...)
		return err
	})
}

// RemoveSample deletes the sample that is open. Codes: invalid when it is no
// sample, busy while long work runs.
func (w *Window) RemoveSample() error {
	return do("remove sample", func() error {
		if w.jobs.busy() {
			return busyError()
		}
		opened, err := w.current()
		if err != nil {
			return err
		}
		w.filling.halt()
		if err := opened.RemoveSample(w.work); err != nil {
			return err
		}
		w.forgetFile(opened.Path())
		return nil
	})
}

// Snapshots lists the readings, oldest first.
func (w *Window) Snapshots() ([]Snapshot, error) {
	return guard("list readings", func() ([]Snapshot, error) {
		opened, err := w.current()
		if err != nil {
			return nil, err
		}
		list, err := opened.Snapshots(w.work)
		if err != nil {
			return nil, err
		}
		out := make([]Snapshot, 0, len(list))
		for _, s := range list {
			out = append(out, snapshotOf(s, opened.Zone()))
		}
		return out, nil
	})
}
