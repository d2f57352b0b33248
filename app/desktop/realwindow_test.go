//go:build window && linux

package desktop

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"licenseledger/app"
)

// TestRealWindow starts the packaged program on a screen of its own, drives it
// by keyboard and mouse as a person would, and keeps pictures in
// out/screenshots. Nothing of it asks anybody outside. It needs Xvfb, openbox, xdotool,
// wmctrl, ImageMagick, dbus-daemon and gcc.
//
//	go test -tags window -count=1 -run TestRealWindow ./app/desktop
//
// LICENSELEDGER_PROGRAM names a program that is built already.
func TestRealWindow(t *testing.T) {
	program := builtProgram(t)
	home := t.TempDir()
	s := newScreen(t, home)

	t.Run("a newcomer opens the sample, travels, finds a leaver and exports, in English and light", func(t *testing.T) {
		s.settings(t, `{"language":"en","theme":"light"}`)
		w := s.start(t, program)
		w.titled(t, `^License Ledger$`)
		welcome := w.picture(t, "welcome-en-light")
		w.key("Tab", "Tab", "Return") // past the settings, to the sample
		today := w.titled(t, `^Contoso, .+ - License Ledger$`)
		overview := w.picture(t, "overview-en-light", welcome)

		w.key("alt+Left")
		past := w.titledOther(t, today)
		w.picture(t, "past-en-light", overview)
		w.key("alt+Home")
		w.titled(t, "^"+regexp.QuoteMeta(today)+"$")

		// The strip of days lies under the top; a drag along it travels.
		w.drag(0.9, 76, 0.6, 76)
		w.titledOther(t, today, past) // further than one reading
		w.key("alt+Home")
		w.titled(t, "^"+regexp.QuoteMeta(today)+"$")

		overview = w.picture(t, "overview-again-en-light")
		w.key("ctrl+k")
		open := w.picture(t, "palette-open-en-light", overview)
		w.write("user licenses")
		found := w.picture(t, "palette-en-light", overview, open)
		w.key("Return")
		list := w.picture(t, "licenses-en-light", overview, open, found)
		w.key("ctrl+f")
		w.write("unknown")
		w.picture(t, "unknown-en-light", list)
		w.canExport(t)
		w.key("ctrl+e")
		file := s.downloaded(t, `^SAMPLE Contoso user licenses \d{4}-\d\d-\d\d\.xlsx$`)
		if content, err := os.ReadFile(file); err != nil || !bytes.HasPrefix(content, []byte("PK")) {
			t.Errorf("%s is no workbook (%v)", file, err)
		}
		w.picture(t, "exported-en-light")
		w.close(t)
	})

	t.Run("the main road by mouse and keyboard", func(t *testing.T) {
		s.settings(t, `{"language":"en","theme":"light"}`)
		mainRoad(t, s.start(t, program, filepath.Join(home, "data", "LicenseLedger", "sample.ledger")))
	})

	t.Run("the file opens by its name, in Dutch and dark", func(t *testing.T) {
		s.settings(t, `{"language":"nl","theme":"dark"}`)
		w := s.start(t, program, filepath.Join(home, "data", "LicenseLedger", "sample.ledger"))
		w.titled(t, `^Contoso, .+ - License Ledger$`)
		latest := w.picture(t, "licenses-nl-dark")
		w.key("alt+Left", "alt+Left")
		w.picture(t, "past-nl-dark", latest)
		w.close(t)
	})

	t.Run("a file that is no ledger is said so in the window", func(t *testing.T) {
		s.settings(t, `{"language":"en","theme":"dark"}`)
		notes := filepath.Join(home, "notes.ledger")
		if err := os.WriteFile(notes, []byte("not a database"), 0o600); err != nil {
			t.Fatal(err)
		}
		w := s.start(t, program, notes)
		w.titled(t, `^License Ledger$`)
		w.picture(t, "welcome-refused-en-dark")
		w.close(t)
	})

	t.Run("a second start brings its file to the window that is open", func(t *testing.T) {
		s.withBus(t)
		one, other := filepath.Join(home, "contoso.ledger"), filepath.Join(home, "northwind.ledger")
		for _, path := range []string{one, other} {
			sample, err := app.CreateSample(t.Context(), path, app.SampleOptions{Users: 20, Days: 2, Seed: 8}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if err := sample.Close(); err != nil {
				t.Fatal(err)
			}
		}
		s.settings(t, `{"language":"en","theme":"light","looks":{`+strconv.Quote(other)+`:{"name":"Northwind","colour":"plum"}}}`)
		w := s.start(t, program, one)
		w.titled(t, `^Contoso, .+ - License Ledger$`)
		second := exec.Command(program, filepath.Base(other))
		second.Dir, second.Env = filepath.Dir(other), s.env()
		// Wails ends a second start with 1, whatever came of it.
		if text, err := second.CombinedOutput(); second.ProcessState == nil {
			t.Fatalf("the second start: %v\n%s", err, text)
		}
		w.titled(t, `^Northwind, .+ - License Ledger$`)
		w.picture(t, "second-start-en-light")
		w.close(t)
	})

	t.Run("what its web view would ask of others is seen", func(t *testing.T) { s.webViewIsRecorded(t) })

	t.Run("without a display it says so and ends with 1", func(t *testing.T) {
		for _, display := range []string{"", ":4095"} {
			cmd := exec.Command(program)
			cmd.Env = append(s.env(), "DISPLAY="+display)
			text, _ := cmd.CombinedOutput()
			if cmd.ProcessState.ExitCode() != 1 || !strings.Contains(string(text), "licensectl") || strings.Count(string(text), "\n") != 1 {
				t.Errorf("DISPLAY=%q: exit code %d, said %q", display, cmd.ProcessState.ExitCode(), text)
			}
		}
	})
}

// builtProgram gives the packaged program, built unless one is named.
func builtProgram(t *testing.T) string {
	t.Helper()
	if named := os.Getenv("LICENSELEDGER_PROGRAM"); named != "" {
		return named
	}
	if _, err := os.Stat("../../frontend/dist/index.html"); err != nil {
		t.Fatal("the page is not built: run npm run build in frontend first")
	}
	program := filepath.Join(t.TempDir(), "licenseledger")
	cmd := exec.Command("go", "build", "-tags", "desktop production webkit2_41", "-o", program, ".")
	cmd.Dir = "../.."
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, text)
	}
	return program
}

// realWindow is the program's window, as a person sees it.
type realWindow struct {
	*screen
	t   *testing.T
	cmd *exec.Cmd
	id  string
}

func (s *screen) start(t *testing.T, program string, args ...string) *realWindow {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Env = s.env()
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w := &realWindow{screen: s, t: t, cmd: cmd}
	t.Cleanup(func() {
		if t.Failed() { // what a person would see now
			_ = w.shoot(filepath.Join(pictures(t), "window-failed-"+strconv.Itoa(cmd.Process.Pid)+".png"))
		}
		if cmd.ProcessState == nil {
			stop(cmd)
		}
		if t.Failed() {
			t.Logf("the program said:\n%s", said.String())
		}
	})
	eventually(t, "a window", func() bool {
		text, err := w.ask("search", "--onlyvisible", "--name", "License Ledger")
		w.id, _, _ = strings.Cut(text, "\n")
		return err == nil && w.id != ""
	})
	return w
}

func (w *realWindow) ask(args ...string) (string, error) {
	cmd := exec.Command("xdotool", args...)
	cmd.Env = w.env()
	text, err := cmd.Output()
	return strings.TrimSpace(string(text)), err
}

// click presses the left button of the mouse at a place in the window.
func (w *realWindow) click(x, y int) {
	w.t.Helper()
	w.must("mousemove", "--window", w.id, strconv.Itoa(x), strconv.Itoa(y), "click", "1")
}

func (w *realWindow) must(args ...string) string {
	w.t.Helper()
	text, err := w.ask(args...)
	if err != nil {
		w.t.Fatalf("xdotool %v: %v", args, err)
	}
	return text
}

// titled waits until the window has a title that fits, and gives it.
func (w *realWindow) titled(t *testing.T, pattern string) string {
	t.Helper()
	want := regexp.MustCompile(pattern)
	var title string
	eventually(t, "the title "+pattern, func() bool {
		title, _ = w.ask("getwindowname", w.id)
		return want.MatchString(title)
	})
	return title
}

func (w *realWindow) titledOther(t *testing.T, before ...string) string {
	t.Helper()
	var title string
	eventually(t, "a title other than "+strings.Join(before, " and "), func() bool {
		title, _ = w.ask("getwindowname", w.id)
		return !slices.Contains(before, title) && strings.HasPrefix(title, "Contoso, ")
	})
	return title
}

func (w *realWindow) key(keys ...string) {
	w.t.Helper()
	w.must("windowfocus", "--sync", w.id)
	w.must(append([]string{"key", "--delay", "80"}, keys...)...)
}

func (w *realWindow) write(text string) {
	w.t.Helper()
	w.must("type", "--delay", "40", text)
}

// drag pulls the mouse along; x are shares of the width, y are pixels.
func (w *realWindow) drag(fromX float64, fromY int, toX float64, toY int) {
	w.t.Helper()
	width := 0
	for line := range strings.Lines(w.must("getwindowgeometry", "--shell", w.id)) {
		if value, found := strings.CutPrefix(strings.TrimSpace(line), "WIDTH="); found {
			width, _ = strconv.Atoi(value)
		}
	}
	at := func(x float64, y int) []string {
		return []string{"mousemove", "--window", w.id, strconv.Itoa(int(x * float64(width))), strconv.Itoa(y)}
	}
	w.must(at(fromX, fromY)...)
	w.must("mousedown", "1")
	const steps = 8
	for i := 1; i <= steps; i++ {
		w.must(at(fromX+(toX-fromX)*float64(i)/steps, fromY+(toY-fromY)*i/steps)...)
	}
	w.must("mouseup", "1")
}

// pictures is the folder of what was seen.
func pictures(t *testing.T) string {
	t.Helper()
	folder, err := filepath.Abs("../../out/screenshots")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	return folder
}

func (w *realWindow) shoot(path string) error {
	cmd := exec.Command("import", "-window", "root", path)
	cmd.Env = w.env()
	return cmd.Run()
}

// picture keeps the screen once its page stands still, is not blank, and is none of the
// pages before, and gives what tells it from other pictures. A page stands still also
// while nothing came of the key yet that leads away from it.
func (w *realWindow) picture(t *testing.T, name string, before ...string) (mark string) {
	t.Helper()
	path := filepath.Join(pictures(t), "window-"+name+".png")
	seen, colours := map[string]int{}, 0
	eventually(t, "a picture of "+name+" that stands still, is not blank, and not the page before", func() bool {
		if err := w.shoot(path); err != nil {
			t.Fatalf("take a picture: %v", err)
		}
		colours, _ = strconv.Atoi(w.run(t, "identify", "-format", "%k", path))
		// Above are the days, and at the foot runs the bar, of the sample that fills in.
		mark = w.run(t, "identify", "-format", "%#", path+"[1280x460+0+220]")
		seen[mark]++
		return colours >= 50 && seen[mark] >= 4 && !slices.Contains(before, mark) // a caret that blinks shows two pictures in turn
	})
	return mark
}

// canExport waits until the button for exports may be pressed: while something is written
// it is grey, and its key does nothing.
func (w *realWindow) canExport(t *testing.T) {
	t.Helper()
	eventually(t, "the button for exports, in the colour of what may be pressed", func() bool {
		colour := w.run(t, "import", "-window", "root", "-crop", "1x1+1046+20", "-depth", "8", "rgb:-")
		return len(colour) == 3 && int(colour[1]) > int(colour[0])+40 // teal has little red
	})
}

func (w *realWindow) run(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = w.env()
	text, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, text)
	}
	return string(text)
}

// close closes the window as its cross would, and waits for the program to end
// well.
func (w *realWindow) close(t *testing.T) {
	t.Helper()
	w.run(t, "wmctrl", "-i", "-c", w.id)
	ended := make(chan error, 1)
	go func() { ended <- w.cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("the program ended with %v", err)
		}
	case <-time.After(20 * time.Second):
		t.Error("the program does not end when its window is closed")
		stop(w.cmd)
	}
}

// eventually asks until the answer is yes, for three minutes at most: a busy machine takes
// more than one to make the sample.
func eventually(t *testing.T, what string, done func() bool) {
	t.Helper()
	deadline := time.Now().Add(3 * time.Minute)
	for !done() {
		if time.Now().After(deadline) {
			t.Fatalf("waited three minutes for %s", what)
		}
		time.Sleep(100 * time.Millisecond)
	}
}
