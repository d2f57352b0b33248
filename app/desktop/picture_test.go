package desktop

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

const testPage = `<!doctype html><html lang="en"><head><title>License Ledger</title></head><body><div id="root"></div></body></html>`

// served is the page as the window gets it.
func served(t *testing.T, w *Window, path string) string {
	t.Helper()
	page := http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) {
		out.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(out, testPage)
	})
	answer := httptest.NewRecorder()
	w.paged(page).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
	if answer.Code != http.StatusOK {
		t.Fatalf("%s: %d", path, answer.Code)
	}
	return answer.Body.String()
}

func stamp(t *testing.T, w *Window) string {
	t.Helper()
	s, err := w.PictureStamp()
	if err != nil || s == "" {
		t.Fatalf("no stamp: %v", err)
	}
	return s
}

// keep keeps a picture in which a name stands.
func keep(t *testing.T, w *Window) string {
	t.Helper()
	s := stamp(t, w)
	err := w.KeepPicture(Picture{Stamp: s, Root: map[string]string{"lang": "nl", "style": `--a: "b"`}, Title: "Contoso & Co", HTML: "<style>p{}</style><p>Jane Doe</p>"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestPicture_IsThePageUntilTheScriptsRun(t *testing.T) {
	w, _ := withSample(t)
	if got := served(t, w, "/"); got != testPage {
		t.Errorf("before anything was kept: %s", got)
	}
	s := keep(t, w)
	got := served(t, w, "/")
	nonce := nonceIn(t, got)
	for _, part := range []string{`<html lang="nl">`, `<title>Contoso &amp; Co</title><style nonce="` + nonce + `">html{--a: "b"}</style>`,
		`<div id="picture" data-stamp="` + s + `" aria-hidden="true" inert><template shadowrootmode="closed"><style nonce="` + nonce + `">p{}</style><p>Jane Doe</p></template></div><div id="root"></div>`} {
		if !strings.Contains(got, part) {
			t.Errorf("%s is missing in %s", part, got)
		}
	}
	if got := served(t, w, "/assets/a.js"); got != testPage {
		t.Errorf("something else than the page: %s", got)
	}
}

// TestPicture_IsOfThisLedgerAsItIs has every cause for which the page would look
// different.
func TestPicture_IsOfThisLedgerAsItIs(t *testing.T) {
	settings := func(change func(*Settings)) func(*Window) error {
		return func(w *Window) error {
			next := w.chosen()
			change(&next)
			_, err := w.SaveSettings(next)
			return err
		}
	}
	for name, change := range map[string]func(*Window) error{
		"language":       settings(func(s *Settings) { s.Language = "nl" }),
		"look":           settings(func(s *Settings) { s.Theme = themeDark }),
		"hidden names":   settings(func(s *Settings) { s.HideNames = true }),
		"another page":   func(w *Window) error { return w.PutNote("ledger/page", `"people"`) },
		"other columns":  func(w *Window) error { return w.PutNote("columns/list", `{"shown":[]}`) },
		"another colour": func(w *Window) error { return w.ColourTenant("plum") },
		"another build": func(w *Window) error {
			w.page[0]++
			return nil
		},
		"another ledger": func(w *Window) error {
			l, err := app.CreateSample(t.Context(), t.TempDir()+"/other.ledger", app.SampleOptions{Users: 10, Days: 2, Seed: 8}, nil)
			if err != nil {
				return err
			}
			return w.put(l)
		},
		"a reading": func(w *Window) error {
			l, err := w.current()
			if err != nil {
				return err
			}
			_, err = l.Sync(t.Context(), app.SyncOptions{}, nil)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			w, _ := withSample(t)
			before := keep(t, w)
			if err := change(w); err != nil {
				t.Fatal(err)
			}
			if got := served(t, w, "/"); got != testPage {
				t.Errorf("a picture of before is shown: %s", got)
			}
			if err := w.KeepPicture(Picture{Stamp: before, HTML: "<p>of before</p>"}); err != nil {
				t.Fatal(err)
			}
			if got := served(t, w, "/"); got != testPage {
				t.Errorf("a picture of before was kept: %s", got)
			}
		})
	}
}

func TestPicture_LooksTheSameByOtherNotes(t *testing.T) {
	w, _ := withSample(t)
	keep(t, w)
	if err := w.PutNote("ledger/looked", `{"id":1}`); err != nil {
		t.Fatal(err)
	}
	if got := served(t, w, "/"); !strings.Contains(got, "Jane Doe") {
		t.Errorf("when somebody looked last does not change the page: %s", got)
	}
}

func TestPicture_CannotBeReadOrReplacedByOthers(t *testing.T) {
	w, _ := withSample(t)
	keep(t, w)
	seal, err := w.pictureSeal()
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(seal.path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(content), "Jane") {
		t.Error("a name stands in it")
	}
	for n := range content {
		other := append([]byte(nil), content...)
		other[n] ^= 1
		if _, err := seal.open(other); err == nil {
			t.Fatalf("changed at byte %d it still opens", n)
		}
		if _, err := seal.open(content[:n]); err == nil {
			t.Fatalf("cut off at byte %d it still opens", n)
		}
	}
	if err := os.WriteFile(seal.path, []byte("<script>"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := served(t, w, "/"); got != testPage {
		t.Errorf("something else was put into the page: %s", got)
	}
	if _, err := os.Stat(seal.path); !os.IsNotExist(err) {
		t.Errorf("what cannot be opened stays: %v", err)
	}
}

func TestPicture_GoesWithItsLedger(t *testing.T) {
	w, _ := withSample(t)
	keep(t, w)
	seal, err := w.pictureSeal()
	if err != nil {
		t.Fatal(err)
	}
	if err := w.RemoveSample(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(seal.path); !os.IsNotExist(err) {
		t.Errorf("the picture stays: %v", err)
	}
}

func TestPicture_IsBounded(t *testing.T) {
	w, _ := withSample(t)
	err := w.KeepPicture(Picture{Stamp: stamp(t, w), HTML: strings.Repeat("a", pictureBytes+1)})
	if ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("%v, want invalid", err)
	}
}
