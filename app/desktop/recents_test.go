package desktop

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// startAgain gives a window that is started after w was closed, on the same
// places.
func startAgain(t *testing.T, w *Window, path string) *Window {
	t.Helper()
	w.stopped(context.Background())
	next := New()
	next.shell, next.places = &recorder{}, w.places
	next.settings = readSettings(w.places.settings)
	next.openFirst(path)
	t.Cleanup(func() { next.stopped(context.Background()) })
	return next
}

func stateOf(t *testing.T, w *Window) State {
	t.Helper()
	state, err := w.State()
	if err != nil {
		t.Fatal(err)
	}
	return state
}

func recentsOf(t *testing.T, w *Window) []Recent {
	t.Helper()
	list, err := w.Recents()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestRecents_TellTenantColourAndLastReading(t *testing.T) {
	w, _ := withSample(t)
	first := recentsOf(t, w)
	if len(first) != 1 || first[0].TenantName != "Contoso" || !first[0].IsOpen || !first[0].IsSample || first[0].LastRead == "" || first[0].Colour != TenantColours()[0] {
		t.Fatalf("recents %+v", first)
	}
	if _, err := w.StartSync(); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	if after := recentsOf(t, w); after[0].LastRead <= first[0].LastRead || after[0].Opened != first[0].Opened {
		t.Errorf("after a sync %+v, before %+v", after[0], first[0])
	}
	other := filepath.Join(t.TempDir(), "other.ledger")
	made, err := app.Create(t.Context(), other, app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.put(made); err != nil {
		t.Fatal(err)
	}
	both := recentsOf(t, w)
	if len(both) != 2 || both[0].Path != other || both[0].Colour == both[1].Colour || both[1].IsOpen {
		t.Errorf("two: %+v", both)
	}
}

func TestRecents_AMissingOneSaysSoAndItsRemovalIsUndone(t *testing.T) {
	w, _ := withSample(t)
	path := recentsOf(t, w)[0].Path
	if err := w.CloseLedger(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	gone := recentsOf(t, w)
	if len(gone) != 1 || !gone[0].Missing {
		t.Fatalf("recents %+v", gone)
	}
	if err := w.RemoveRecent(path); err != nil {
		t.Fatal(err)
	}
	again := startAgain(t, w, "")
	if left := recentsOf(t, again); len(left) != 0 {
		t.Errorf("after the removal and a restart %+v", left)
	}
	if err := again.ReturnRecent(gone[0]); err != nil {
		t.Fatal(err)
	}
	if back := recentsOf(t, startAgain(t, again, "")); len(back) != 1 || back[0] != gone[0] {
		t.Errorf("after the undo and a restart %+v, want %+v", back, gone)
	}
}

func TestRecents_EightAreKept(t *testing.T) {
	list := []recent{}
	for _, opened := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"} {
		list = withRecent(list, recent{Path: "/" + opened, Opened: opened})
	}
	if len(list) != recentsKept || list[0].Path != "/9" || list[7].Path != "/2" {
		t.Errorf("%+v", list)
	}
}

func TestRecents_ARemovedSampleIsNotOffered(t *testing.T) {
	w, _ := withSample(t)
	if err := w.RemoveSample(); err != nil {
		t.Fatal(err)
	}
	if left := recentsOf(t, w); len(left) != 0 {
		t.Errorf("recents %+v", left)
	}
}

func TestStart_OpensWhatWasOpenLast(t *testing.T) {
	w, _ := withSample(t)
	path := stateOf(t, w).Ledger.Path
	w = startAgain(t, w, "")
	if s := stateOf(t, w); s.Ledger == nil || s.Ledger.Path != path {
		t.Fatalf("after a restart %+v", s)
	}
	if _, err := w.SaveSettings(Settings{Language: "nl", Theme: themeDark, HideNames: true, StartAtWelcome: true}); err != nil {
		t.Fatal(err)
	}
	w = startAgain(t, w, "")
	if s := stateOf(t, w); s.Ledger != nil || s.Startup != nil || !s.Settings.HideNames || s.Settings.Language != "nl" || s.Settings.Theme != themeDark {
		t.Errorf("at the Welcome page by choice: %+v", s)
	}
	w = startAgain(t, w, path)
	if s := stateOf(t, w); s.Ledger == nil {
		t.Errorf("with a file: %+v", s)
	}
	if _, err := w.SaveSettings(Settings{}); err != nil {
		t.Fatal(err)
	}
	if err := w.CloseLedger(); err != nil {
		t.Fatal(err)
	}
	if s := stateOf(t, startAgain(t, w, "")); s.Ledger != nil {
		t.Errorf("after it was closed: %+v", s)
	}
}

func TestTenant_IsCalledAndColouredAsChosen(t *testing.T) {
	w, _ := withSample(t)
	for name, err := range map[string]error{"no such colour": w.ColourTenant("plaid"), "too long": w.NameTenant(string(make([]byte, nameLength+1)))} {
		if ledger.CodeOf(err) != ledger.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	before := stateOf(t, w).Ledger.Colour
	if err := w.NameTenant("Theirs"); err != nil || stateOf(t, w).Ledger.Colour != before {
		t.Fatalf("a name has the colour %q, before %q; %v", stateOf(t, w).Ledger.Colour, before, err)
	}
	for _, err := range []error{w.ColourTenant("plum"), w.NameTenant("Ours")} { // each says what it changes alone
		if err != nil {
			t.Fatal(err)
		}
	}
	w = startAgain(t, w, "")
	if s := stateOf(t, w); s.Ledger.Name != "Ours" || s.Ledger.Colour != "plum" || s.Ledger.TenantName != "Contoso" {
		t.Errorf("after a restart %+v", s.Ledger)
	}
	if r := recentsOf(t, w); r[0].Name != "Ours" || r[0].Colour != "plum" {
		t.Errorf("recents %+v", r)
	}
}

func TestWindowPlace_IsThatOfTheWindowWhenItWasNotMaximised(t *testing.T) {
	before := windowPlace{Width: 1000, Height: 700, At: &point{40, 50}}
	maximised := before.next(1920, 1080, 0, 0, true)
	if maximised.Width != 1000 || *maximised.At != (point{40, 50}) || !maximised.Maximised {
		t.Errorf("maximised: %+v", maximised)
	}
	if moved := maximised.next(900, 600, 10, 20, false); moved.Width != 900 || *moved.At != (point{10, 20}) || moved.Maximised {
		t.Errorf("moved: %+v", moved)
	}
}

func TestWindowPlace_OnAScreenThatIsGoneIsNotGoneBackTo(t *testing.T) {
	screen := func(width, height int) runtime.Screen {
		s := runtime.Screen{}
		s.Size.Width, s.Size.Height = width, height
		return s
	}
	at := point{2500, 100}
	if !at.inSight([]runtime.Screen{screen(1920, 1080), screen(1920, 1080)}) {
		t.Error("on the second screen")
	}
	if at.inSight([]runtime.Screen{screen(1920, 1080)}) || (point{0, -500}).inSight([]runtime.Screen{screen(1920, 1080)}) {
		t.Error("on no screen")
	}
}

func TestSecondStart_RaisesTheWindowWithItsFile(t *testing.T) {
	w, _ := withSample(t)
	path := stateOf(t, w).Ledger.Path
	if err := w.CloseLedger(); err != nil {
		t.Fatal(err)
	}
	shell := &recorder{}
	w.shell = shell
	w.startedAgain(nil, "/")
	if shell.raised != 1 || stateOf(t, w).Ledger != nil {
		t.Errorf("without a file: raised %d times", shell.raised)
	}
	w.startedAgain([]string{filepath.Base(path)}, filepath.Dir(path))
	if s := stateOf(t, w); shell.raised != 2 || s.Ledger == nil || s.Ledger.Path != path {
		t.Errorf("with a file in its folder: raised %d times, %+v", shell.raised, s)
	}
	w.startedAgain([]string{"/nowhere/x.ledger"}, "/")
	if s := stateOf(t, w); s.Ledger == nil || codeIn(s.Startup) != ledger.CodeNotFound {
		t.Errorf("with a file that is not there: %+v", s.Startup)
	}
	if len(shell.events) != 2 {
		t.Errorf("the page was told %v", shell.events)
	}
}
