package app

import (
	"archive/zip"
	"context"
	"encoding/json"
	"io"
	"runtime"
	"slices"
	"strings"

	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// SupportName is what a file for support is called, where nobody says otherwise.
const SupportName = "License Ledger diagnostics.zip"

// supportRuns is how many of the last syncs and imports support is told about.
const supportRuns = 30

// SupportAsk is what support is to be told about.
type SupportAsk struct {
	Ledger   *Ledger          // nil without one
	Program  string           // window or console
	WebView  string           // what draws the window, with its version; "" where it is not known
	Settings *SupportSettings // of the window; nil on the console
	Work     *SupportWork     // the last work of the window
	// Verify reads the whole file for whether it is sound, which takes time.
	Verify bool
}

// SupportSettings are those settings of the window that name nothing.
type SupportSettings struct {
	Language     string `json:"language"`
	Theme        string `json:"theme"`
	HideNames    bool   `json:"hide_names"`
	StartWelcome bool   `json:"start_at_welcome"`
	AskReleases  bool   `json:"ask_for_newer_versions"`
	Watched      bool   `json:"folder_is_watched"`
}

// SupportWork is the last work of the window. What it said may name files and
// people, so that only its code is told.
type SupportWork struct {
	Kind  string      `json:"kind"`
	State string      `json:"state"`
	Code  ledger.Code `json:"code"`
}

// SupportPart is a file of what support gets, as it will be in the zip.
type SupportPart struct {
	Name    string
	Content string
}

// SupportParts tells about the program and a ledger what helps to find out what is
// wrong, for somebody else to read. No person, tenant, folder, file, address or host
// is named: nothing comes from the ledger but numbers, times and words of closed
// lists. Codes: those of reading the ledger.
func SupportParts(ctx context.Context, ask SupportAsk) ([]SupportPart, error) {
	files := []struct {
		name    string
		content any
	}{{"program.json", supportProgram(ask)}}
	if ask.Ledger != nil {
		about, err := ask.Ledger.supportLedger(ctx, ask.Verify)
		if err != nil {
			return nil, err
		}
		runs, err := ask.Ledger.supportRuns(ctx)
		if err != nil {
			return nil, err
		}
		nights := ask.Ledger.supportSchedule(ctx)
		files = append(files, []struct {
			name    string
			content any
		}{{"history-file.json", about}, {"runs.json", runs}, {"schedule.json", nights}, {"errors.json", supportErrors(runs, nights, ask.Work)}}...)
	}
	parts := []SupportPart{{Name: "read-me.txt", Content: supportReadMe}}
	for _, file := range files {
		content, err := json.MarshalIndent(file.content, "", "  ")
		if err != nil {
			return nil, err
		}
		parts = append(parts, SupportPart{Name: file.name, Content: string(content) + "\n"})
	}
	return parts, nil
}

const supportReadMe = `What License Ledger tells support
=================================

program.json       the version, the system, what draws the window, settings that name nothing
history-file.json  the size and version of the history file, how many readings, whether it is sound
runs.json          the last syncs and imports: when, how long, what was read, which warnings
schedule.json      how it is synced by itself, and what came of that
errors.json        which error codes came how often

No person, tenant, folder, file name, address or host is in it: only numbers, times
and words of the program. Every file can be read before it is sent.
`

// SupportText gives the parts as one text, to be read or copied.
func SupportText(parts []SupportPart) string {
	var text strings.Builder
	for i, part := range parts {
		if i > 0 {
			text.WriteString("\n--- " + part.Name + " ---\n")
		}
		text.WriteString(part.Content)
	}
	return text.String()
}

// WriteSupport makes the zip at path, for its owner alone. Codes as export.ToFile.
func WriteSupport(ctx context.Context, path string, parts []SupportPart) error {
	return export.ToFile(ctx, path, func(out io.Writer) error { return zipSupport(out, parts) })
}

// WriteNewSupport is WriteSupport that replaces nothing, and gives the path that the
// file has. Codes as export.ToNewFile.
func WriteNewSupport(ctx context.Context, path string, parts []SupportPart) (string, error) {
	return export.ToNewFile(ctx, path, func(out io.Writer) error { return zipSupport(out, parts) })
}

// zipSupport packs the parts. The same parts are the same bytes.
func zipSupport(out io.Writer, parts []SupportPart) error {
	packed := zip.NewWriter(out)
	for _, part := range parts {
		file, err := packed.Create(part.Name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(file, part.Content); err != nil {
			return err
		}
	}
	return packed.Close()
}

type supportProgramAnswer struct {
	Version  string           `json:"version"`
	System   string           `json:"system"`
	Go       string           `json:"go"`
	CPUs     int              `json:"processors"`
	Program  string           `json:"program"`
	WebView  string           `json:"web_view"`
	Settings *SupportSettings `json:"settings"`
	Work     *SupportWork     `json:"last_work"`
}

func supportProgram(ask SupportAsk) supportProgramAnswer {
	return supportProgramAnswer{Version: Version, System: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version(),
		CPUs: runtime.NumCPU(), Program: ask.Program, WebView: ask.WebView, Settings: ask.Settings, Work: ask.Work}
}

// supportError is how often a code came.
type supportError struct {
	Code  string `json:"code"`
	Times int    `json:"times"`
	Last  string `json:"last"` // RFC 3339; "" for that of the window's last work
}

func supportErrors(runs []supportRun, nights supportNights, work *SupportWork) []supportError {
	all := []supportError{}
	count := func(code, at string) {
		if code == "" {
			return
		}
		i := slices.IndexFunc(all, func(e supportError) bool { return e.Code == code })
		if i < 0 {
			i, all = len(all), append(all, supportError{Code: code})
		}
		all[i].Times++
		all[i].Last = max(all[i].Last, at)
	}
	for _, run := range runs {
		for _, warning := range run.Warnings {
			count(warning.Code, run.StartedAt)
		}
	}
	for _, night := range nights.Runs {
		count(night.Code, night.Began)
	}
	if work != nil {
		count(string(work.Code), "")
	}
	slices.SortFunc(all, func(a, b supportError) int { return strings.Compare(a.Code, b.Code) })
	return all
}

// closedWord gives a word of the ledger if it is one that the program knows: a file
// that somebody else made may say anything.
func closedWord[T ~string](word T, known []T) string {
	if word == "" || slices.Contains(known, word) {
		return string(word)
	}
	return "other"
}
