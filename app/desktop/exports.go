package desktop

import (
	"context"
	"path/filepath"

	"licenseledger/app"
	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// StartExport writes what a view shows into a file and gives the id of the
// job. The file goes where downloads go, under a name that is not taken, or
// where the person says. Codes: busy, canceled when they changed their mind.
func (w *Window) StartExport(r ExportRequest) (string, error) {
	return guard("start export", func() (string, error) {
		opened, err := w.current()
		if err != nil {
			return "", err
		}
		view, err := specOf(r.View)
		if err != nil {
			return "", err
		}
		out, err := w.exportPath(opened, r)
		if err != nil {
			return "", err
		}
		spec := app.ExportSpec{ViewSpec: view, Out: out, Layout: export.Layout(r.Layout), Language: r.Language}
		return w.jobs.start(w.work, JobExport, func(ctx context.Context, tell report) (*JobResult, error) {
			result, err := opened.Export(ctx, spec, progressTo(tell))
			if err != nil {
				return nil, err
			}
			w.remember(result.Path)
			return &JobResult{
				Path: result.Path, FileName: filepath.Base(result.Path), Rows: result.Rows,
				InDownloads: filepath.Dir(result.Path) == w.places.downloads, Warnings: []Warning{},
			}, nil
		}, func() {})
	})
}

func (w *Window) exportPath(opened *app.Ledger, r ExportRequest) (string, error) {
	name, err := w.exportName(opened, r)
	if err != nil {
		return "", err
	}
	if !r.Ask {
		if err := ensureFolder(w.places.downloads); err != nil {
			return "", err
		}
		return freeName(w.places.downloads, name), nil
	}
	path, err := w.shell.PickSave(w.places.downloads, name)
	if err == nil && path == "" {
		err = ledger.Errorf(ledger.CodeCanceled, "choose place", "Nothing was exported.")
	}
	return path, err
}

// exportName says tenant and day, so that files of several days lie side by
// side.
func (w *Window) exportName(opened *app.Ledger, r ExportRequest) (string, error) {
	info, err := opened.Info(w.work)
	if err != nil {
		return "", err
	}
	spec, err := specOf(ViewRequest{At: r.View.At, Kind: r.View.Kind})
	if err != nil {
		return "", err
	}
	view, err := opened.View(w.work, spec)
	if err != nil {
		return "", err
	}
	tenant := fileWord(info.TenantName)
	if tenant == "" {
		tenant = fileWord(info.FileName[:len(info.FileName)-len(filepath.Ext(info.FileName))])
	}
	day := snapshotOf(view.Snapshot, opened.Zone()).Day
	return tenant + " " + exportWord(r.View.Kind, r.Language) + " " + day + "." + fileWord(r.Format), nil
}

func exportWord(kind ledger.ViewKind, language string) string {
	english := map[ledger.ViewKind]string{
		ledger.ViewList: "user licenses", ledger.ViewAssigned: "assigned licenses", ledger.ViewNeverUsed: "never seen in use",
		ledger.ViewTrials: "trials", ledger.ViewUsers: "people", ledger.ViewDeparted: "left", ledger.ViewBlocked: "blocked",
	}
	dutch := map[ledger.ViewKind]string{
		ledger.ViewList: "gebruikerslicenties", ledger.ViewAssigned: "toegewezen licenties", ledger.ViewNeverUsed: "nooit in gebruik gezien",
		ledger.ViewTrials: "proefversies", ledger.ViewUsers: "personen", ledger.ViewDeparted: "weg", ledger.ViewBlocked: "geblokkeerd",
	}
	if language == "nl" {
		return dutch[kind]
	}
	return english[kind]
}

func (w *Window) remember(path string) {
	w.mu.Lock()
	w.exported[path] = true
	w.settings.Exported = append(w.settings.Exported, path)
	kept := w.settings.sound()
	w.mu.Unlock()
	_ = writeSettings(w.places.settings, kept) // until the window is closed it is known anyway
}

// mine refuses every file that this window did not write: the page is not
// given a way to start programs.
func (w *Window) mine(path string) error {
	w.mu.Lock()
	known := w.exported[path]
	w.mu.Unlock()
	if !known {
		return ledger.Errorf(ledger.CodeInvalid, "open export", "Only files that were exported just now can be opened from here.")
	}
	if fileGone(path) {
		return ledger.Errorf(ledger.CodeNotFound, "open export", "%s is no longer there. Export it again.", filepath.Base(path))
	}
	return nil
}

// OpenExport opens an exported file with the program the system keeps for it.
func (w *Window) OpenExport(path string) error {
	return do("open export", func() error {
		if err := w.mine(path); err != nil {
			return err
		}
		return w.shell.Open(path)
	})
}

// ShowExport opens the folder of an exported file.
func (w *Window) ShowExport(path string) error {
	return do("show export", func() error {
		if err := w.mine(path); err != nil {
			return err
		}
		return w.shell.Show(path)
	})
}
