package desktop

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"licenseledger/app"
)

// sampleFiles keeps what sample ledgers hold, by what they were made of: each is
// made once, and every test gets a copy of its own.
var sampleFiles sync.Map

// withSample gives a window on a small sample tenant.
func withSample(t testing.TB) (*Window, *recorder) {
	t.Helper()
	return withSampleOf(t, app.SampleOptions{Users: 40, Days: 3, Seed: 7})
}

func withSampleOf(t testing.TB, o app.SampleOptions) (*Window, *recorder) {
	t.Helper()
	w, shell := newWindow(t)
	path := filepath.Join(t.TempDir(), "s.ledger")
	if err := os.WriteFile(path, sampleFile(t, o), 0o600); err != nil {
		t.Fatal(err)
	}
	sample, err := app.Open(t.Context(), path, app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.put(sample); err != nil {
		t.Fatal(err)
	}
	return w, shell
}

func sampleFile(t testing.TB, o app.SampleOptions) []byte {
	t.Helper()
	key, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	if file, ok := sampleFiles.Load(string(key)); ok {
		return file.([]byte)
	}
	path := filepath.Join(t.TempDir(), "made.ledger")
	sample, err := app.CreateSample(t.Context(), path, o, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := sample.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sampleFiles.Store(string(key), file)
	return file
}
