package app_test

import (
	"archive/zip"
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/app/schedule"
	"licenseledger/store/ledger"
)

var writeGolden = flag.Bool("golden", false, "write testdata/support.txt again")

// What differs with the computer, the version and the day.
var varying = strings.NewReplacer(app.Version, "VERSION", runtime.GOOS+"/"+runtime.GOARCH, "SYSTEM", runtime.Version(), "GO")

var (
	anInstant = regexp.MustCompile(`"\d{4}-\d\d-\d\dT[^"]*"`)
	aNumber   = regexp.MustCompile(`: -?\d[-+.e\d]*`)
)

// supportOf is what support is told about a sample with everything that can be said of
// a ledger in people's own words, and with a night in its log.
func supportOf(t *testing.T) (parts []app.SupportPart, names []string) {
	t.Helper()
	home := t.TempDir()
	t.Setenv("XDG_DATA_HOME", filepath.Join(home, "data"))
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "config"))
	t.Setenv("XDG_RUNTIME_DIR", filepath.Join(home, "run"))
	path := filepath.Join(home, "Zorgvuldig Holding.ledger")
	l, err := app.CreateSample(t.Context(), path, app.SampleOptions{Users: 30, Days: 3, Seed: 4}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	readings, err := l.Snapshots(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := l.LabelSnapshot(t.Context(), readings[0].ID, "for Jacqueline Labelwriter"); err != nil {
		t.Fatal(err)
	}
	began := time.Date(2026, 3, 1, 6, 30, 0, 0, time.UTC)
	if err := app.NoteUnattended(path, schedule.Record{Began: began, Ended: began.Add(time.Minute), Exit: 1, Code: "offline",
		Message:  "host login.zorgvuldig.example cannot be reached by Jacqueline",
		Warnings: []schedule.Warning{{Code: "unreachable", Source: "graph.users"}, {Code: "Jacqueline", Source: "zorgvuldig.example"}}}); err != nil {
		t.Fatal(err)
	}
	names = []string{home, "Zorgvuldig", "zorgvuldig", "Jacqueline", "ontoso", "Labelwriter"}
	info, err := l.Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	names = append(names, info.TenantID, info.TenantName)
	view, err := l.View(t.Context(), app.ViewSpec{Kind: ledger.ViewUsers})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := view.Rows(0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		names = append(names, string(row.UserName), string(row.EmailAddress), string(row.UserID))
	}
	parts, err = app.SupportParts(t.Context(), app.SupportAsk{Ledger: l, Program: "window", WebView: "libwebkit2gtk-4.1.so.0.17.6", Verify: true,
		Settings: &app.SupportSettings{Language: "nl", Theme: "dark"}, Work: &app.SupportWork{Kind: "sync", State: "failed", Code: ledger.CodeOffline}})
	if err != nil {
		t.Fatal(err)
	}
	return parts, names
}

func TestSupport_SaysWhatHelps(t *testing.T) {
	parts, _ := supportOf(t)
	got := varying.Replace(app.SupportText(parts))
	got = aNumber.ReplaceAllString(anInstant.ReplaceAllString(got, `"TIME"`), ": 0")
	golden := filepath.Join("testdata", "support.txt")
	if *writeGolden {
		if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("support is told something else; look at it, and run this test with -golden:\n%s", got)
	}
}

// TestSupport_NamesNobodyInAnyByte looks at the zip and at everything in it.
func TestSupport_NamesNobodyInAnyByte(t *testing.T) {
	parts, names := supportOf(t)
	path := filepath.Join(t.TempDir(), "x.zip")
	if err := app.WriteSupport(t.Context(), path, parts); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil || len(packed.File) != len(parts) {
		t.Fatalf("%v", err)
	}
	for _, file := range packed.File {
		in, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		inside, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		content = append(content, inside...)
	}
	looked := 0
	for _, name := range names {
		if name == "" || name == ledger.UnknownWord {
			continue
		}
		looked++
		if bytes.Contains(content, []byte(name)) {
			t.Errorf("%q stands in it", name)
		}
	}
	if looked < 60 {
		t.Errorf("only %d names were looked for", looked)
	}
	if !bytes.Contains(content, []byte(`"code": "other"`)) {
		t.Error("a word that the program does not know is not told as another")
	}
	second, err := app.WriteNewSupport(t.Context(), path, parts)
	if err != nil || second == path {
		t.Errorf("%s, %v", second, err)
	}
	if again, err := os.ReadFile(second); err != nil || !bytes.Equal(again, content[:len(again)]) {
		t.Errorf("the same parts are other bytes: %v", err)
	}
}
