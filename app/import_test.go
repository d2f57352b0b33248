package app_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"licenseledger/app"
	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
	"licenseledger/sync/importer"
)

// write puts files into a folder and gives their paths, in the order of names.
func write(t *testing.T, folder string, files ...string) (paths []string) {
	t.Helper()
	for i := 0; i < len(files); i += 2 {
		path := filepath.Join(folder, files[i])
		if err := os.WriteFile(path, []byte(files[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

// people is a list of active user licenses of the people from..to-1.
func people(from, to int, domain string) string {
	text := "User name,Email address,Service,License,License Assigned Date,Is Trial,Expiration Date\n"
	for i := from; i < to; i++ {
		text += fmt.Sprintf("Person %d,p%d@%s,Power Automate for Office 365,Office 365 E5,2022-02-%02d,False,\n", i, i, domain, 1+i%28)
	}
	return text
}

func accountID(i int) string { return fmt.Sprintf("6fa459ea-ee8a-4ca4-894e-%012x", i) }

// accounts is an export of users; deleted is the time stamp of all of them.
func accounts(from, to int, deleted string) string {
	text := "Display name,User principal name,Object Id,When created,Soft deletion time stamp,Block credential,Licenses\n"
	for i := from; i < to; i++ {
		text += fmt.Sprintf("Person %d,p%d@contoso.com,%s,2022-01-01 08:00:00Z,%s,False,Office 365 E5\n", i, i, accountID(i), deleted)
	}
	return text
}

func dumpOf(t *testing.T, path string) string {
	t.Helper()
	l, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return storetest.Dump(t, l)
}

// The ledger is the same whatever order files arrive in, at once or one by one.
func TestImport_AnyOrder(t *testing.T) {
	folder := t.TempDir()
	files := write(t, folder,
		"list 2022-04-01.csv", people(0, 20, "contoso.com"),
		"list 2022-05-01.csv", people(0, 18, "contoso.com")+"Unknown,Unknown,Power Automate for Office 365,Office 365 E5,2022-02-19,False,\n",
		"users 2022-04-01.csv", accounts(0, 20, ""),
		"users 2022-05-01.csv", accounts(0, 18, "")+strings.SplitAfter(accounts(18, 19, "2022-04-20 08:00:00Z"), "\n")[1],
		"deleted 2022-05-01.csv", accounts(18, 20, "2022-04-20 08:00:00Z"))
	want := ""
	for round := range 6 {
		path := filepath.Join(folder, fmt.Sprintf("%d.ledger", round))
		rand.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
		batches := [][]string{files}
		if round%2 == 1 {
			batches = nil
			for _, file := range files {
				batches = append(batches, []string{file})
			}
		}
		for _, batch := range batches {
			result, err := app.ImportInto(t.Context(), path, batch, app.ImportOptions{}, nil)
			if err != nil || len(result.Files) != len(batch) {
				t.Fatalf("%v: %v", batch, err)
			}
		}
		got := dumpOf(t, path)
		if want == "" {
			want = got
		}
		if got != want {
			t.Fatalf("in the order %v the ledger is another one", files)
		}
	}
	if !strings.Contains(want, "deleted_user") || !strings.Contains(want, "evidence") {
		t.Errorf("the deleted are missing in %s", want)
	}
}

// asked is what a person has to say before a file is imported.
func asked(t *testing.T, l *app.Ledger, path string, o app.ImportOptions) (importer.Asks, ledger.Code) {
	t.Helper()
	previews, err := l.Preview(t.Context(), []string{path}, o, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = l.Import(t.Context(), []string{path}, o, nil)
	switch p := previews[0]; {
	case p.Question != nil:
		if ledger.CodeOf(err) != ledger.CodeNeedsAnswer {
			t.Errorf("%s: the preview asks %s, the import says %v", filepath.Base(path), p.Question.Asks, err)
		}
		return p.Question.Asks, ledger.CodeNeedsAnswer
	case p.Refusal != nil:
		if ledger.CodeOf(err) != p.Refusal.Code {
			t.Errorf("%s: the preview refuses with %s, the import says %v", filepath.Base(path), p.Refusal.Code, err)
		}
		t.Log(p.Refusal.Message)
		return "", p.Refusal.Code
	case err != nil:
		t.Errorf("%s: nothing in the preview, and the import says %v", filepath.Base(path), err)
	}
	return "", ""
}

// What is asked about a file, the preview asks and the import refuses, of every
// layout; an answer lets it in.
func TestImport_Asks(t *testing.T) {
	folder := t.TempDir()
	l, err := app.Create(t.Context(), filepath.Join(folder, "x.ledger"), app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	whole := app.ImportOptions{FileAnswers: app.FileAnswers{Extent: app.ExtentWhole}}
	part := app.ImportOptions{FileAnswers: app.FileAnswers{Extent: app.ExtentPart}}
	for i, step := range []struct {
		name, text string
		o          app.ImportOptions
		asks       importer.Asks
		code       ledger.Code
	}{
		{"list 2022-04-01.csv", people(0, 100, "contoso.com"), app.ImportOptions{}, "", ""},
		{"list 2022-04-02.csv", people(0, 79, "contoso.com"), app.ImportOptions{}, app.AsksExtent, ledger.CodeNeedsAnswer},
		{"list 2022-04-02.csv", people(0, 79, "contoso.com"), part, "", ""},
		{"list 2022-04-02.csv", people(0, 79, "contoso.com"), whole, "", ""},
		{"list 2022-04-03.csv", people(0, 80, "contoso.com"), app.ImportOptions{}, "", ""},
		{"list 2022-04-04.csv", people(0, 40, "contoso.com") + people(40, 90, "fabrikam.com")[len(people(0, 0, "")):], app.ImportOptions{}, app.AsksTenant, ledger.CodeNeedsAnswer},
		{"list 2022-04-04.csv", people(0, 46, "contoso.com") + people(46, 92, "fabrikam.com")[len(people(0, 0, "")):], app.ImportOptions{}, "", ""},
		{"users 2022-04-01.csv", accounts(0, 100, ""), app.ImportOptions{}, "", ""},
		{"users 2022-04-02.csv", accounts(0, 79, ""), app.ImportOptions{}, app.AsksExtent, ledger.CodeNeedsAnswer},
		{"users 2022-04-02.csv", accounts(0, 90, ""), app.ImportOptions{}, "", ""},
		{"users 2022-04-03.csv", strings.ReplaceAll(accounts(0, 90, ""), "@contoso.com", "@adatum.com"), app.ImportOptions{}, app.AsksTenant, ledger.CodeNeedsAnswer},
		{"deleted 2022-04-01.csv", accounts(100, 190, "2022-03-30 08:00:00Z"), app.ImportOptions{}, "", ""},
		{"deleted 2022-05-01.csv", accounts(100, 101, "2022-04-30 08:00:00Z"), app.ImportOptions{}, "", ""}, // purged after 30 days
		{"deleted 2022-05-02.csv", accounts(0, 0, ""), app.ImportOptions{}, importer.AsksLayout, ledger.CodeNeedsAnswer},
		{"deleted 2022-05-02.csv", accounts(0, 0, ""), app.ImportOptions{FileAnswers: app.FileAnswers{Layout: ledger.SourceFileDeletedUsers}}, "", ""},
	} {
		path := write(t, folder, step.name, step.text)[0]
		if asks, code := asked(t, l, path, step.o); asks != step.asks || code != step.code {
			t.Errorf("step %d, %s: asks %q, code %q; want %q, %q", i, step.name, asks, code, step.asks, step.code)
		}
	}
	snapshots, err := l.Snapshots(t.Context())
	if err != nil || len(snapshots) != 9 {
		t.Errorf("%d snapshots, %v", len(snapshots), err)
	}
}

// Each of several files has answers of its own.
func TestImport_AnswersByFile(t *testing.T) {
	folder := t.TempDir()
	files := write(t, folder,
		"a.csv", people(0, 3, "contoso.com"),
		"b.csv", strings.Replace(people(0, 3, "contoso.com"), "2022-02-01", "03/02/2022", 1),
		"c.csv", strings.Replace(people(0, 3, "contoso.com"), "Email address", "Post", 1))
	path := filepath.Join(folder, "x.ledger")
	if _, err := app.ImportInto(t.Context(), path, files, app.ImportOptions{}, nil); ledger.CodeOf(err) != ledger.CodeNeedsAnswer {
		t.Fatalf("got %v", err)
	}
	o := app.ImportOptions{ByFile: map[string]app.FileAnswers{
		files[0]: {TakenAt: "2022-04-01"},
		files[1]: {TakenAt: "2022-05-01", DateOrder: importer.OrderDayFirst},
		files[2]: {TakenAt: "2022-06-01", Mapping: &importer.Mapping{Columns: map[importer.Column]string{importer.ColumnEmailAddress: "post"}}},
	}}
	result, err := app.ImportInto(t.Context(), path, files, o, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"2022-04-01", "2022-05-01", "2022-06-01"} {
		if f := result.Files[i]; !strings.HasPrefix(f.At, want) || f.AtRule != ledger.AtGiven || f.SnapshotID == 0 {
			t.Errorf("%s: %+v", files[i], f)
		}
	}
	// The heading is known now.
	next := write(t, folder, "d.csv", strings.Replace(people(0, 4, "contoso.com"), "Email address", "POST", 1))
	previews, err := app.PreviewInto(t.Context(), path, next, app.ImportOptions{}, nil)
	if err != nil || previews[0].RecognizedBy != importer.ByRemembered {
		t.Errorf("got %+v, %v", previews, err)
	}
}

func TestPreview_StopsWhenAsked(t *testing.T) {
	folder := t.TempDir()
	files := write(t, folder, "a.csv", people(0, 3000, "contoso.com"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := app.PreviewInto(ctx, filepath.Join(folder, "x.ledger"), files, app.ImportOptions{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// A filtered export must not empty a directory that was read from Microsoft
// Graph: both speak of the same accounts.
func TestImport_AsksWhetherAnExportIsWholeBesideGraph(t *testing.T) {
	folder := t.TempDir()
	l, err := app.CreateSample(t.Context(), filepath.Join(folder, "x.ledger"), app.SampleOptions{Users: 100, Days: 2, Seed: 5}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	view, err := l.View(t.Context(), app.ViewSpec{Kind: ledger.ViewUsers})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := view.Rows(0, view.Len())
	if err != nil {
		t.Fatal(err)
	}
	export := func(rows []ledger.Row) string {
		text := "Display name,User principal name,Object Id,Licenses\n"
		for i, row := range rows {
			text += fmt.Sprintf("Person %d,%s,%s,Office 365 E5\n", i, row.EmailAddress, row.UserID)
		}
		return text
	}
	o := app.ImportOptions{FileAnswers: app.FileAnswers{TakenAt: view.Snapshot.At}}
	few := write(t, folder, "few.csv", export(rows[:len(rows)/2]))[0]
	if asks, code := asked(t, l, few, o); asks != app.AsksExtent || code != ledger.CodeNeedsAnswer {
		t.Errorf("half of the accounts: asks %q, code %q", asks, code)
	}
	all := write(t, folder, "all.csv", export(rows))[0]
	if asks, code := asked(t, l, all, o); asks != "" || code != "" {
		t.Errorf("all accounts: asks %q, code %q", asks, code)
	}
}

// Files that come together are of one tenant, unless their domains have nothing
// in common: then the smaller ones are asked about, in any order, and an answer
// is about its own file.
func TestImport_AsksWhetherFilesAreOfOneTenant(t *testing.T) {
	folder := t.TempDir()
	joined := people(0, 12, "contoso.com") + people(12, 20, "corp.contoso.com")[len(people(0, 0, "")):]
	files := write(t, folder,
		"a 2022-04-01.csv", people(0, 30, "contoso.com"),
		"b 2022-04-02.csv", joined,
		"c 2022-04-03.csv", people(12, 22, "corp.contoso.com"), // known by way of b
		"d 2022-04-04.csv", people(0, 20, "fabrikam.com"),
		"e 2022-04-05.csv", people(0, 4, "adatum.com")) // too few to tell
	o := app.ImportOptions{FileAnswers: app.FileAnswers{Extent: app.ExtentWhole}}
	path := filepath.Join(folder, "x.ledger")
	for range 4 {
		rand.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
		previews, err := app.PreviewInto(t.Context(), path, files, o, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range previews {
			q := p.Question
			if wants := strings.HasPrefix(p.Name, "d "); wants != (q != nil) {
				t.Errorf("%s: %+v", p.Name, q)
			}
			if q != nil && (q.Asks != app.AsksTenant || q.Strange != 20 || q.Addresses != 20 || q.Beside != "a 2022-04-01.csv") {
				t.Errorf("asks %+v", q)
			}
		}
	}
	if _, err := app.ImportInto(t.Context(), path, files, o, nil); ledger.CodeOf(err) != ledger.CodeNeedsAnswer {
		t.Errorf("got %v, want a question", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a ledger was made")
	}
	o.ByFile = map[string]app.FileAnswers{filepath.Join(folder, "d 2022-04-04.csv"): {Extent: app.ExtentWhole, SameTenant: true}}
	result, err := app.ImportInto(t.Context(), path, files, o, nil)
	if err != nil || len(result.Files) != len(files) {
		t.Errorf("with the answer: %v", err)
	}
}
