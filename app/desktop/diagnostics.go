package desktop

import (
	"fmt"
	"runtime"
	"strings"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// Diagnostics is what helps to find out what is wrong with a program or a file.
type Diagnostics struct {
	Version  string `json:"version"`
	System   string `json:"system"`   // such as linux/amd64
	Schema   int    `json:"schema"`   // of the open ledger; 0 without one, as all that follows
	Bytes    int64  `json:"bytes"`    // of its file
	Free     int64  `json:"free"`     // of the bytes, those that nothing uses
	Readings int    `json:"readings"` // days and times that can be opened or could
	Report   string `json:"report"`   // in English, for support: it names no person, tenant or folder
}

// Diagnostics tells about the program and the open ledger.
func (w *Window) Diagnostics() (Diagnostics, error) {
	return guard("read diagnostics", func() (Diagnostics, error) {
		d := Diagnostics{Version: app.Version, System: runtime.GOOS + "/" + runtime.GOARCH}
		lines := []string{"License Ledger " + d.Version + " on " + d.System}
		opened, err := w.current()
		if err == nil {
			lines, err = w.describe(opened, &d, lines)
		} else if ledger.CodeOf(err) == ledger.CodeNotFound {
			lines, err = append(lines, "No history file is open."), nil
		}
		if job := w.jobs.last(); job != nil {
			lines = append(lines, "Last work: "+string(job.Kind)+", "+string(job.State)+codeOfJob(job))
		}
		d.Report = strings.Join(lines, "\n")
		return d, err
	})
}

// codeOfJob tells why a job failed; its message may name files and people.
func codeOfJob(job *Job) string {
	if job.Error == nil {
		return ""
	}
	return ", " + string(job.Error.Code)
}

// describe says what the open ledger is, and nothing of what it holds but how
// much.
func (w *Window) describe(opened *app.Ledger, d *Diagnostics, lines []string) ([]string, error) {
	info, err := opened.Info(w.work)
	if err != nil {
		return lines, err
	}
	figures, err := opened.Figures(w.work)
	if err != nil {
		return lines, err
	}
	readings, err := opened.Snapshots(w.work)
	if err != nil {
		return lines, err
	}
	d.Schema, d.Bytes, d.Free, d.Readings = figures.Schema, figures.Bytes, figures.Free, len(readings)
	lines = append(lines,
		fmt.Sprintf("History file: version %d, %d bytes, %d of them free, %d readings", d.Schema, d.Bytes, d.Free, d.Readings),
		fmt.Sprintf("Sample: %t, connected: %t, read-only: %t, in an unsafe place: %t", info.Sample, info.Connected, info.ReadOnly, info.Place.Kind != ledger.PlaceLocal))
	if len(readings) == 0 {
		return lines, nil
	}
	newest := readings[len(readings)-1]
	lines = append(lines, "Newest reading: "+newest.At)
	for _, c := range newest.Coverage {
		said := "not read"
		if c.AsOf != "" {
			said = "read " + string(c.AsOf)
		}
		lines = append(lines, "  "+c.Source+": "+said)
	}
	for _, warning := range newest.Warnings {
		lines = append(lines, "  warning: "+warning.Code+" "+warning.Source)
	}
	return lines, nil
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
