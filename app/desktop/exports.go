package desktop

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"licenseledger/app"
	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// StartExport writes what a view shows into a file and gives the id of the
// job. The file goes into the folder that was used last, under a name that is
// not taken, or where the person says. Codes: busy, canceled when they changed
// their mind.
func (w *Window) StartExport(r ExportRequest) (string, error) {
	return guard("start export", func() (string, error) {
		opened, err := w.current()
		if err != nil {
			return "", err
		}
		spec, err := exportSpec(r)
		if err != nil {
			return "", err
		}
		if r.Ask {
			if spec.Out, spec.Fresh, err = w.askWhere(opened, r); err != nil {
				return "", err
			}
		}
		return w.jobs.start(w.work, JobExport, func(ctx context.Context, tell report) (*JobResult, error) {
			missed := ""
			if !r.Ask {
				if spec.Out, missed, err = w.placeExport(opened, r); err != nil {
					return nil, err
				}
			}
			if spec.CSV, err = csvOf(r, spec); err != nil {
				return nil, err
			}
			result, err := opened.Export(ctx, spec, progressTo(tell))
			if err != nil {
				return nil, err
			}
			w.remember(result.Path, r.Ask)
			folder := filepath.Dir(result.Path)
			return &JobResult{
				Path: result.Path, FileName: filepath.Base(result.Path), Rows: result.Rows, Files: result.Files, Folder: filepath.Base(folder),
				InDownloads: folder == w.places.downloads, Missed: missed, Warnings: []Warning{},
			}, nil
		}, func() { w.changed("ledger") })
	})
}

// exportFolder is where exports go: where the person put one last.
func (w *Window) exportFolder() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.settings.Folder != "" {
		return w.settings.Folder
	}
	return w.places.downloads
}

// placeExport finds the file. A folder that is gone, or cannot be written any
// more, is missed, and the file goes where downloads do.
func (w *Window) placeExport(opened *app.Ledger, r ExportRequest) (path, missed string, err error) {
	name, err := w.exportName(opened, r)
	if err != nil {
		return "", "", err
	}
	return w.placeNamed(name)
}

// placeNamed finds where an export of a name goes.
func (w *Window) placeNamed(name string) (path, missed string, err error) {
	folder := w.exportFolder()
	if folder != w.places.downloads && !export.Writable(folder) {
		folder, missed = w.places.downloads, filepath.Base(folder)
	}
	if folder == w.places.downloads {
		if err := ensureFolder(folder); err != nil {
			return "", "", err
		}
	}
	return filepath.Join(folder, name), missed, nil
}

// askWhere lets the person choose the file. The system asked whether it may be
// replaced, but for a name without one of the endings, which gets that of the
// format: such a file is fresh.
func (w *Window) askWhere(opened *app.Ledger, r ExportRequest) (path string, fresh bool, err error) {
	name, err := w.exportName(opened, r)
	if err != nil {
		return "", false, err
	}
	if r.SplitBy != "" {
		return w.askFolder(name)
	}
	if path, err = w.shell.PickSave(w.exportFolder(), name); err != nil {
		return "", false, err
	}
	if path == "" {
		return "", false, ledger.Errorf(ledger.CodeCanceled, "choose place", "Nothing was exported.")
	}
	if ending := strings.ToLower(filepath.Ext(path)); ending != ".xlsx" && ending != ".csv" && ending != ".parquet" {
		return path + "." + fileWord(r.Format), true, nil
	}
	return path, false, nil
}

// exportName says tenant and day, so that files of several days lie side by
// side, and of the sample that it is one.
func (w *Window) exportName(opened *app.Ledger, r ExportRequest) (string, error) {
	info, err := opened.Info(w.work)
	if err != nil {
		return "", err
	}
	tenant := fileWord(info.TenantName)
	if tenant == "" {
		tenant = fileWord(info.FileName[:len(info.FileName)-len(filepath.Ext(info.FileName))])
	}
	if info.Sample {
		tenant = sampleWord(r.Language) + " " + tenant
	}
	if r.Layout == string(export.LayoutMonth) {
		name, err := w.monthName(opened, r)
		return tenant + name, err
	}
	spec, err := specOf(ViewRequest{At: r.View.At, Kind: r.View.Kind})
	if err != nil {
		return "", err
	}
	view, err := opened.View(w.work, spec)
	if err != nil {
		return "", err
	}
	day := snapshotOf(view.Snapshot, opened.Zone()).Day
	if r.Layout == string(export.LayoutCost) {
		return tenant + costWords(r.Language) + day + handedWord(r), nil
	}
	return tenant + " " + exportWord(r.View.Kind, r.Language) + " " + day + handedWord(r), nil
}

// sampleWord stands in front of the names of files about people who do not exist.
func sampleWord(language string) string {
	if language == "nl" {
		return "VOORBEELD"
	}
	return "SAMPLE"
}

func exportWord(kind ledger.ViewKind, language string) string {
	english := map[ledger.ViewKind]string{
		ledger.ViewList: "user licenses", ledger.ViewAssigned: "assigned licenses", ledger.ViewNeverUsed: "never seen in use",
		ledger.ViewTrials: "trials", ledger.ViewUsers: "people", ledger.ViewDeparted: "left", ledger.ViewBlocked: "blocked",
		ledger.ViewGuests: "guests", ledger.ViewUnknown: "unknown",
	}
	dutch := map[ledger.ViewKind]string{
		ledger.ViewList: "gebruikerslicenties", ledger.ViewAssigned: "toegewezen licenties", ledger.ViewNeverUsed: "nooit in gebruik gezien",
		ledger.ViewTrials: "proefversies", ledger.ViewUsers: "personen", ledger.ViewDeparted: "weg", ledger.ViewBlocked: "geblokkeerd",
		ledger.ViewGuests: "gasten", ledger.ViewUnknown: "onbekend",
	}
	if language == "nl" {
		return dutch[kind]
	}
	return english[kind]
}

// remember keeps what was written, and where to when that was chosen. Until the
// window is closed it is known anyway.
func (w *Window) remember(path string, chosen bool) {
	_ = w.changeSettings(func(s *settingsFile) {
		w.exported[path] = true
		s.Exported = append(s.Exported, path)
		if chosen {
			s.Folder = filepath.Dir(path)
		}
	})
}

// forgetExports lets go of the paths of exports, and of the folder that was used last,
// that are named after somebody whom the open ledger has forgotten: by this window or by
// another program, now or before. The files stay where they are. Where the ledger cannot
// be asked, it is when it is opened next.
func (w *Window) forgetExports() {
	opened, err := w.current()
	if err != nil {
		return
	}
	w.mu.Lock()
	paths := append(slices.Clone(w.settings.Exported), w.settings.Folder)
	w.mu.Unlock()
	var parts []string // of paths, each once
	for _, path := range paths {
		parts = append(parts, partsOf(path)...)
	}
	slices.Sort(parts)
	named, err := opened.NamesForgotten(w.work, slices.Compact(parts))
	if err != nil || len(named) == 0 {
		return
	}
	isNamed := func(path string) bool {
		return slices.ContainsFunc(partsOf(path), func(part string) bool { return slices.Contains(named, part) })
	}
	_ = w.changeSettings(func(s *settingsFile) {
		s.Exported = slices.DeleteFunc(slices.Clone(s.Exported), isNamed)
		if isNamed(s.Folder) {
			s.Folder = ""
		}
		maps.DeleteFunc(w.exported, func(path string, _ bool) bool { return isNamed(path) })
	})
}

// partsOf gives the names in a path.
func partsOf(path string) []string {
	return strings.FieldsFunc(path, func(r rune) bool { return r == '/' || r == filepath.Separator || r == ':' })
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
