package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// The targets of the window.
const (
	mostStart    = 1.5   // times an empty Wails program
	mostSearch95 = 100.0 // ms, of 95 of 100 letters
)

// longFrame is from when on somebody sees that a picture was late, in ms.
const longFrame = 50.0

func windowBenches() []bench {
	return []bench{{
		name:  "window",
		about: "the window on a list of about 1,000,000 rows, beside an empty Wails program, and its table in a browser",
		run:   benchWindow,
	}}
}

// windowBench measures the window on one large ledger.
type windowBench struct {
	*benchRun
	ledger  string
	display string // of the screen that nobody sees
}

func benchWindow(ctx context.Context, b *benchRun) ([]measurement, error) {
	if err := setUp(slices.Concat(windowNeeds, testNeeds))(ctx, b.stepRun); err != nil {
		return nil, err
	}
	w := &windowBench{benchRun: b, ledger: filepath.Join(b.dir, "window.ledger")}
	lists := &importBench{benchRun: b, ledger: w.ledger}
	if err := lists.writeLists(ctx); err != nil {
		return nil, err
	}
	if _, err := lists.importList(ctx, 0); err != nil {
		return nil, err
	}
	if err := buildPage(ctx, b.stepRun); err != nil {
		return nil, err
	}
	var all []measurement
	for _, part := range []func(context.Context) ([]measurement, error){w.start, w.table, w.bundle} {
		got, err := part(ctx)
		all = append(all, got...)
		if err != nil {
			return all, err
		}
	}
	return all, nil
}

// start measures from the start of the program to its first rows, beside an
// empty Wails program to its first text, in turns: at the very first start, when
// rows are those of the page itself, and at the next, when they are those of the
// page as it was left.
func (w *windowBench) start(ctx context.Context) ([]measurement, error) {
	ours, empty := filepath.Join(w.dir, executable("licenseledger")), filepath.Join(w.dir, executable("benchwindow"))
	if err := buildWindow(ctx, w.stepRun, ours); err != nil {
		return nil, err
	}
	build := []string{"go", "build", "-tags", "desktop,production," + windowTags, "-o", empty, "./build/benchwindow"}
	if err := w.do(ctx, command{env: []string{"CGO_ENABLED=1"}, args: build}); err != nil {
		return nil, err
	}
	stop, err := w.screen(ctx)
	if err != nil {
		return nil, err
	}
	defer stop()
	if err := w.leftAtTheList(); err != nil {
		return nil, err
	}
	var drawn [3][]shown
	for range rounds {
		if err := os.RemoveAll(filepath.Join(w.home(), "cache")); err != nil {
			return nil, fmt.Errorf("forget the page as it was left: %w", err)
		}
		for n, args := range [][]string{{ours, w.ledger}, {ours, w.ledger}, {empty}} {
			got, err := w.drawn(ctx, args...)
			if err != nil {
				return nil, err
			}
			drawn[n] = append(drawn[n], got)
		}
	}
	first, our, their := middleShown(drawn[0]), middleShown(drawn[1]), middleShown(drawn[2])
	const baseline = "an empty Wails program"
	return []measurement{
		measurement{Name: "window.start, to the first rows of 1,000,000", Value: our.took, Unit: "ms"}.against(baseline, their.took).atMostRatio(mostStart),
		measurement{Name: "window.first_start, to the first rows that the page draws itself", Value: first.took, Unit: "ms"}.against(baseline, their.took),
		measurement{Name: "window.idle, processor time in 10 s", Value: our.idle, Unit: "ms"}.against(baseline, their.idle),
		measurement{Name: "window.memory, with the browser's processes", Value: our.memory, Unit: "MB"}.against(baseline, their.memory),
	}, nil
}

// leftAtTheList has the window begin with the list, as it does for whoever was
// there when it was closed.
func (w *windowBench) leftAtTheList() error {
	settings, err := json.Marshal(map[string]any{"language": "en", "theme": "light",
		"notes": map[string]any{w.ledger: map[string]string{"ledger/page": `"licenses"`}}})
	if err != nil {
		return err
	}
	folder := filepath.Join(w.home(), "config", "LicenseLedger")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("make the home of the window: %w", err)
	}
	if err := os.WriteFile(filepath.Join(folder, "settings.json"), settings, 0o600); err != nil {
		return fmt.Errorf("write the settings of the window: %w", err)
	}
	return nil
}

// shown is what build/bench/drawn.c tells.
type shown struct {
	took   float64 // ms
	idle   float64 // ms of processor time
	memory float64 // MB
}

func middleShown(all []shown) shown {
	pick := func(of func(shown) float64) float64 {
		values := make([]float64, 0, len(all))
		for _, one := range all {
			values = append(values, of(one))
		}
		slices.Sort(values)
		return middle(values)
	}
	return shown{pick(func(s shown) float64 { return s.took }), pick(func(s shown) float64 { return s.idle }), pick(func(s shown) float64 { return s.memory })}
}

// drawn starts a program on the screen and measures until it has drawn text
// where our window has its rows.
func (w *windowBench) drawn(ctx context.Context, args ...string) (s shown, err error) {
	watcher, err := w.compile(ctx, "drawn", "-lX11")
	if err != nil {
		return s, err
	}
	report := filepath.Join(w.dir, "drawn.txt")
	const x, y, width, height, pixels, rest = 220, 360, 1000, 360, 800, 10
	place := []string{watcher, report}
	for _, n := range []int{x, y, width, height, pixels, rest} {
		place = append(place, strconv.Itoa(n))
	}
	if err := w.do(ctx, command{env: w.env(), args: append(place, args...)}); err != nil {
		return s, err
	}
	text, err := os.ReadFile(report)
	if err != nil {
		return s, fmt.Errorf("read what was drawn: %w", err)
	}
	var kib float64
	if _, err := fmt.Sscan(string(text), &s.took, &s.idle, &kib); err != nil {
		return s, fmt.Errorf("read what was drawn: %w", err)
	}
	s.memory = kib * 1024 / 1e6
	return s, nil
}

func (w *windowBench) home() string { return filepath.Join(w.dir, "home") }

// env gives programs a home of their own and the screen.
func (w *windowBench) env() []string {
	home := w.home()
	return []string{"DISPLAY=" + w.display, "WAYLAND_DISPLAY=", "HOME=" + home, "LANG=C.UTF-8", "XDG_DATA_HOME=" + filepath.Join(home, "data"),
		"XDG_CONFIG_HOME=" + filepath.Join(home, "config"), "XDG_CACHE_HOME=" + filepath.Join(home, "cache"), "DBUS_SESSION_BUS_ADDRESS=disabled:"}
}

// screen starts a screen that nobody sees.
func (w *windowBench) screen(ctx context.Context) (stop func(), err error) {
	w.display, stop, err = startScreen(ctx, filepath.Join(w.dir, "display.txt"), w.log)
	return stop, err
}

// table lets a browser measure the table of the same ledger.
func (w *windowBench) table(ctx context.Context) ([]measurement, error) {
	report := filepath.Join(w.dir, "table.jsonl")
	c := command{dir: w.path("frontend"), env: []string{"LICENSELEDGER_BENCH_LEDGER=" + w.ledger, "LICENSELEDGER_FIGURES=" + report, "CI=1"},
		args: []string{"npx", "playwright", "test", "--config", "playwright.bench.config.ts", "--reporter=list"}}
	if err := w.do(ctx, c); err != nil {
		return nil, err
	}
	figures, err := w.figures(ctx, command{args: []string{"cat", report}})
	if err != nil {
		return nil, err
	}
	frames, search, end := figures["frame"].sorted(), figures["search"].sorted(), figures["end"]
	if len(frames) == 0 || len(search) == 0 || len(end.Millis) == 0 {
		return nil, fmt.Errorf("the browser measured %d frames, %d letters and %d jumps", len(frames), len(search), len(end.Millis))
	}
	late := 0
	for _, ms := range frames {
		if ms > longFrame {
			late++
		}
	}
	return []measurement{
		{Name: fmt.Sprintf("window.scroll, frames over %.0f ms of %d through 100,000 rows", longFrame, len(frames)), Value: 100 * float64(late) / float64(len(frames)), Unit: "%"},
		measurement{Name: fmt.Sprintf("window.search, from a letter to other rows, 95th of 100 (%d letters)", len(search)), Value: percentile(search, 95), Unit: "ms"}.atMost(mostSearch95),
		{Name: "window.search, median", Value: middle(search), Unit: "ms"},
		{Name: "window.end, from Ctrl+End to the last row", Value: end.middle(), Unit: "ms"},
	}, nil
}

// percentile gives the value that p of 100 do not exceed.
func percentile(sorted []float64, p float64) float64 {
	return sorted[int(math.Ceil(p/100*float64(len(sorted))))-1]
}

// bundle weighs the page.
func (w *windowBench) bundle(context.Context) ([]measurement, error) {
	size, err := compressedSize(os.DirFS(w.path("frontend", "dist")))
	if err != nil {
		return nil, err
	}
	return []measurement{measurement{Name: "window.bundle, scripts and styles, compressed", Value: float64(size) / 1000, Unit: "kB"}.against("what the checks allow", bundleLimit/1000)}, nil
}
