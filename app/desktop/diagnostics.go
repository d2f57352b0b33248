package desktop

import (
	"path/filepath"
	"runtime"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// Diagnostics is what helps to find out what is wrong with a program or a file.
type Diagnostics struct {
	Version  string `json:"version"`
	System   string `json:"system"`   // such as linux/amd64
	Schema   int    `json:"schema"`   // of the open ledger; 0 without one, as all that follows
	Bytes    int64  `json:"bytes"`    // of its file
	Readings int    `json:"readings"` // days and times that can be opened or could
	Report   string `json:"report"`   // in English, for support: it names no person, tenant or folder
}

// Diagnostics tells about the program and the open ledger.
func (w *Window) Diagnostics() (Diagnostics, error) {
	return guard("read diagnostics", func() (Diagnostics, error) {
		d := Diagnostics{Version: app.Version, System: runtime.GOOS + "/" + runtime.GOARCH}
		parts, err := w.support()
		if err != nil {
			return d, err
		}
		d.Report = app.SupportText(parts)
		opened, err := w.current()
		if err != nil {
			return d, nil // nothing is open
		}
		figures, err := opened.Figures(w.work)
		if err != nil {
			return d, err
		}
		readings, err := opened.Snapshots(w.work)
		d.Schema, d.Bytes, d.Readings = figures.Schema, figures.Bytes, len(readings)
		return d, err
	})
}

// SaveDiagnostics writes what Diagnostics reports into a zip in the folder where
// exports go, under a name that is free. Codes: read_only, disk_full.
func (w *Window) SaveDiagnostics() (Written, error) {
	return guard("save diagnostics", func() (Written, error) {
		parts, err := w.support()
		if err != nil {
			return Written{}, err
		}
		return w.written(func(folder string) (string, error) {
			return app.WriteNewSupport(w.work, filepath.Join(folder, app.SupportName), parts)
		})
	})
}

// support is what support is told. The file is not read whole for it: whether it is
// sound tells the last check, which a person starts.
func (w *Window) support() ([]app.SupportPart, error) {
	ask := app.SupportAsk{Program: "window", WebView: webViewVersion(), Ledger: w.openedIfAny()}
	settings := w.chosen()
	ask.Settings = &app.SupportSettings{Language: settings.Language, Theme: settings.Theme, HideNames: settings.HideNames,
		StartWelcome: settings.StartAtWelcome, AskReleases: settings.AskReleases, Watched: w.watching() != nil}
	if job := w.jobs.last(); job != nil {
		ask.Work = &app.SupportWork{Kind: string(job.Kind), State: string(job.State), Code: codeOfJob(job)}
	}
	return app.SupportParts(w.work, ask)
}

// codeOfJob tells why a job failed; its message may name files and people.
func codeOfJob(job *Job) ledger.Code {
	if job.Error == nil {
		return ""
	}
	return job.Error.Code
}

// ShowLedger opens the folder of the open ledger. Code not_found when nothing is
// open.
func (w *Window) ShowLedger() error {
	return do("show history file", func() error {
		opened, err := w.current()
		if err != nil {
			return err
		}
		return w.shell.Show(opened.Path())
	})
}
