package desktop

import (
	"fmt"
	"io"
	"io/fs"
	"log/slog"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/mac"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// Main opens the window, with the ledger at path when one is given, and
// returns the exit code when the window is closed. Without a display it says
// so on stderr and returns 1.
func Main(path string, assets fs.FS, stderr io.Writer) int {
	app.CollectOften()
	w := New()
	if err := preflight(w, path); err != nil {
		fmt.Fprintln(stderr, appErrorOf(err).Message)
		return 1
	}
	if err := w.readPage(assets); err != nil {
		slog.Warn("the page cannot be read, so that no picture of it is kept", "err", err)
	}
	if _, ok := w.keptPicture(); !ok {
		w.pageBegins() // nothing is shown that would have to wait
	}
	place := w.place()
	err := run(&options.App{
		Title:              "License Ledger",
		Width:              place.Width,
		Height:             place.Height,
		MinWidth:           360, // pages fold together on a narrow screen, and under a large zoom
		MinHeight:          420,
		WindowStartState:   place.startState(),
		AssetServer:        assetsFor(assets, w.paged),
		BackgroundColour:   backgroundFor(w.chosen().Theme),
		OnStartup:          w.started,
		OnBeforeClose:      w.closing,
		OnShutdown:         w.stopped,
		Bind:               []any{w},
		EnumBind:           closedLists(),
		ErrorFormatter:     formatError,
		DragAndDrop:        &options.DragAndDrop{EnableFileDrop: true},
		SingleInstanceLock: singleInstance(w),
		// macOS tells of a double click by an event, at the start and later.
		Mac:     &mac.Options{OnFileOpen: func(path string) { w.startedAgain([]string{path}, "") }},
		Windows: w.windowsOptions(),
		Linux: &linux.Options{
			ProgramName:      "license-ledger",
			WebviewGpuPolicy: linux.WebviewGpuPolicyOnDemand,
		},
	})
	if err == nil {
		err = afterRun()
	}
	if err != nil {
		fmt.Fprintf(stderr, "%s [%s]\n", appErrorOf(err).Message, ledger.CodeOf(err))
		return 1
	}
	return 0
}

// run is wails.Run, which panics where GTK finds no screen after all.
func run(o *options.App) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = ledger.Errorf(ledger.CodeNoDisplay, "open window",
				"The window could not be opened (%v). Start License Ledger in a desktop session, or use licensectl on the console.", cause)
		}
	}()
	return wails.Run(o)
}

// backgroundFor is what shows before the page is drawn.
func backgroundFor(theme string) *options.RGBA {
	if theme == themeDark {
		return &options.RGBA{R: 0x15, G: 0x19, B: 0x1a, A: 0xff}
	}
	return &options.RGBA{R: 0xf7, G: 0xf8, B: 0xf8, A: 0xff}
}
