package desktop

import (
	"testing"
	"time"

	"licenseledger/app"
)

// newsShell keeps what is told of other programs.
type newsShell struct {
	quietShell
	told chan ReadElsewhere
}

func (h *newsShell) Emit(event string, payload any) {
	if event == eventReadElsewhere {
		h.told <- payload.(ReadElsewhere)
	}
}

// A reading that somebody else adds to the open file is told once; those of the window
// itself are not.
func TestElsewhere_AReadingOfAnotherProgramIsTold(t *testing.T) {
	w, _ := newWindow(t)
	shell := &newsShell{told: make(chan ReadElsewhere, 8)}
	w.shell, w.elsewhere = shell, time.Millisecond
	w.sample = app.SampleSize{People: 30, Days: 2}
	if _, err := w.StartSample(); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	syncNow(t, w)
	opened, err := w.current()
	if err != nil {
		t.Fatal(err)
	}
	if len(shell.told) > 0 {
		t.Fatalf("the window's own reading is told: %+v", <-shell.told)
	}
	for range 2 {
		other, err := app.Open(t.Context(), opened.Path(), app.OpenOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := other.Sync(t.Context(), app.SyncOptions{}, nil); err != nil {
			t.Fatal(err)
		}
		readings, err := other.Snapshots(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := other.Close(); err != nil {
			t.Fatal(err)
		}
		if news := <-shell.told; news.Count != 1 || news.At != readings[len(readings)-1].At {
			t.Errorf("told: %+v; the newest is of %s", news, readings[len(readings)-1].At)
		}
	}
	syncNow(t, w)
	w.stopElsewhere()
	if len(shell.told) > 0 {
		t.Errorf("told once more: %+v", <-shell.told)
	}
}
