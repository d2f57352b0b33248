package app_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/app"
	"licenseledger/app/export"
	"licenseledger/app/export/exporttest"
	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// written gives the content of every file that an export left, by path, the
// parts of workbooks one by one.
func written(t *testing.T, path string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(path, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		files[path] = content
		if filepath.Ext(path) != ".xlsx" || err != nil {
			return err
		}
		archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			return err
		}
		for _, part := range archive.File {
			in, err := part.Open()
			if err != nil {
				return err
			}
			if files[path+"!"+part.Name], err = io.ReadAll(in); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// peopleOf gives every name, address and id of a ledger, of all its days.
func peopleOf(t *testing.T, l *app.Ledger) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	add := func(texts ...ledger.Text) {
		for _, text := range texts {
			if !ledger.IsFiller(string(text)) {
				all[strings.ToLower(string(text))] = true
			}
		}
	}
	snapshots, err := l.Snapshots(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range snapshots {
		for _, kind := range ledger.ViewKinds() {
			view, err := l.View(t.Context(), app.ViewSpec{At: fmt.Sprint(s.ID), Kind: kind})
			if err != nil {
				t.Fatal(err)
			}
			rows, err := view.Rows(0, view.Len())
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rows {
				add(r.UserID, r.UserName, r.EmailAddress, r.LastKnownName, r.LastKnownEmail)
				for _, c := range r.Candidates {
					add(c.UserID, c.Name, c.Email)
				}
			}
		}
	}
	return all
}

// Nobody is named in any byte of what is handed out, in whichever format, view
// and language, split or not, nor in the name of a file; also not by what was
// searched and filtered for.
func TestExport_RedactedNamesNobodyInAnyByte(t *testing.T) {
	l, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "sample.ledger"), app.SampleOptions{Users: 120, Days: 40, Seed: 5}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	canaries := peopleOf(t, l)
	if len(canaries) < 3*120 {
		t.Fatalf("only %d names, addresses and ids are known", len(canaries))
	}
	view, err := l.View(t.Context(), app.ViewSpec{})
	if err != nil {
		t.Fatal(err)
	}
	first, err := view.Rows(0, 1)
	if err != nil {
		t.Fatal(err)
	}
	name, address := string(first[0].UserName), string(first[0].EmailAddress)
	folder := t.TempDir()
	out := func(n string) string { return filepath.Join(folder, n) }
	var specs []app.ExportSpec
	for _, kind := range ledger.ViewKinds() {
		for _, ending := range []string{".xlsx", ".csv"} {
			specs = append(specs, app.ExportSpec{ViewSpec: app.ViewSpec{Kind: kind}, Layout: export.LayoutFull, Out: out(string(kind) + ending)})
		}
	}
	specs = append(specs,
		app.ExportSpec{ViewSpec: app.ViewSpec{Search: name, Sort: "user_name"}, Out: out("searched.xlsx"), Language: "nl"},
		app.ExportSpec{ViewSpec: app.ViewSpec{Filters: []string{"email_address=" + address, "user_name~" + name}}, Out: out("filtered.xlsx")},
		app.ExportSpec{ViewSpec: app.ViewSpec{Where: []ledger.Filter{{Column: "department", Op: ledger.FilterIsNot, Values: []string{address}}, {Column: "license", Op: ledger.FilterIsNot, Values: []string{"x"}}}}, Out: out("where.xlsx")},
		app.ExportSpec{CompareWith: "1", Out: out("compared.xlsx")},
		app.ExportSpec{ViewSpec: app.ViewSpec{Filters: []string{"status!=gone"}}, CompareWith: "2", Out: out("compared some.xlsx"), Language: "nl"},
		app.ExportSpec{Layout: export.LayoutReport2022, Out: out("report.csv")},
		app.ExportSpec{Layout: export.LayoutFull, SplitBy: "department", Out: out("per department")},
		app.ExportSpec{Layout: export.LayoutFull, SplitBy: "status", Format: "csv", Out: out("per status")})
	for _, spec := range specs {
		spec.Redact = true
		if _, err := l.Export(t.Context(), spec, nil); err != nil {
			t.Fatalf("%s: %v", spec.Out, err)
		}
	}
	files := written(t, folder)
	if len(files) < 60 {
		t.Fatalf("only %d files and parts", len(files))
	}
	pseudonyms := 0
	for path, content := range files {
		text := strings.ToLower(path[len(folder):] + "\n" + string(content))
		pseudonyms += strings.Count(text, "@example.invalid")
		for canary := range canaries {
			if strings.Contains(text, canary) {
				t.Fatalf("%s has %q", path, canary)
			}
		}
	}
	if pseudonyms < 1000 {
		t.Errorf("only %d pseudonyms were written", pseudonyms)
	}
	if plain := string(files[out("where.xlsx")+"!xl/sharedStrings.xml"]); !strings.Contains(plain, "(left out)") || !strings.Contains(plain, "License is not x") {
		t.Error("the first sheet does not say what was left out, or leaves out what names nobody")
	}
}

func cells(t *testing.T, path string) [][]string {
	t.Helper()
	if filepath.Ext(path) == ".xlsx" {
		return exporttest.Rows(t, path)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// A person has the same pseudonym in every export of a ledger, of any day and in
// any format, also after a backup was restored; another ledger has others.
func TestExport_PseudonymsStay(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "sample.ledger")
	options := app.SampleOptions{Users: 60, Days: 6, Seed: 8}
	l, err := app.CreateSample(t.Context(), path, options, nil)
	if err != nil {
		t.Fatal(err)
	}
	backup := filepath.Join(folder, "before.backup")
	if err := l.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	ids := func(l *app.Ledger, n, at string) map[string]string {
		t.Helper()
		out := filepath.Join(folder, n)
		spec := app.ExportSpec{ViewSpec: app.ViewSpec{At: at, Kind: ledger.ViewUsers}, Columns: []string{"user_id", "user_name", "email_address"}, Out: out, Redact: true}
		if _, err := l.Export(t.Context(), spec, nil); err != nil {
			t.Fatal(err)
		}
		all := map[string]string{}
		for _, line := range cells(t, out)[1:] {
			all[line[0]] = line[1] + " " + line[2]
		}
		return all
	}
	want := ids(l, "1.csv", "LATEST")
	if diff := cmp.Diff(want, ids(l, "2.xlsx", "LATEST")); diff != "" || len(want) < 50 {
		t.Errorf("%d people; csv and xlsx differ: %s", len(want), diff)
	}
	common := 0
	for id, who := range ids(l, "3.csv", "1") {
		if want[id] == who {
			common++
		}
	}
	if common < 40 {
		t.Errorf("only %d of %d people have the pseudonym of the first day", common, len(want))
	}
	if _, err := l.Restore(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, ids(l, "4.csv", "LATEST")); diff != "" {
		t.Errorf("after a backup was restored: %s", diff)
	}
	shared := filepath.Join(folder, "shared.ledger")
	if err := l.Share(t.Context(), shared, ledger.Without{}); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	copied, err := app.Open(t.Context(), shared, app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer copied.Close()
	for id := range ids(copied, "5.csv", "LATEST") {
		if want[id] != "" {
			t.Fatalf("whoever is given a copy can make the pseudonym %s", id)
		}
	}
}

// The parts have every row of the whole, once, and nothing else; the index says
// what they are.
func TestExport_PartsAddUpToTheWhole(t *testing.T) {
	l, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "sample.ledger"), app.SampleOptions{Users: 80, Days: 30, Seed: 3}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for _, kind := range []ledger.ViewKind{ledger.ViewList, ledger.ViewUsers, ledger.ViewDeparted} {
		for i, by := range ledger.SplitColumns() {
			if by == ledger.SplitManager {
				continue // the sample does not read them
			}
			layout, format := export.LayoutFull, "csv"
			if i%4 == 1 {
				layout, format = export.LayoutList, "xlsx"
			}
			t.Run(string(kind)+"/"+by, func(t *testing.T) {
				partsAddUp(t, l, app.ExportSpec{ViewSpec: app.ViewSpec{Kind: kind}, Layout: layout, Format: format, SplitBy: by})
			})
		}
	}
}

func partsAddUp(t *testing.T, l *app.Ledger, spec app.ExportSpec) {
	t.Helper()
	folder := t.TempDir()
	whole := app.ExportSpec{ViewSpec: spec.ViewSpec, Layout: spec.Layout, Out: filepath.Join(folder, "whole."+spec.Format)}
	if _, err := l.Export(t.Context(), whole, nil); err != nil {
		t.Fatal(err)
	}
	spec.Out = filepath.Join(folder, "parts")
	result, err := l.Export(t.Context(), spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	index := cells(t, filepath.Join(spec.Out, export.IndexName))[1:]
	entries, err := os.ReadDir(spec.Out)
	if err != nil || len(entries) != len(index)+1 || result.Files != len(index) {
		t.Fatalf("%d files, %d in the index, %d told: %v", len(entries), len(index), result.Files, err)
	}
	want := cells(t, whole.Out)
	var got [][]string
	for _, line := range index {
		rows := cells(t, filepath.Join(spec.Out, line[1]))
		if !slices.Equal(rows[0], want[0]) {
			t.Errorf("%s has the columns %v, the whole %v", line[1], rows[0], want[0])
		}
		if n, err := strconv.Atoi(line[2]); err != nil || n != len(rows)-1 {
			t.Errorf("the index says %s rows of %s, which has %d", line[2], line[1], len(rows)-1)
		}
		got = append(got, rows[1:]...)
	}
	slices.SortFunc(got, slices.Compare[[]string])
	rows := want[1:]
	slices.SortFunc(rows, slices.Compare[[]string])
	if diff := cmp.Diff(rows, got); diff != "" {
		t.Errorf("the whole and its parts: -want +got:\n%s", diff)
	}
}

// Two managers of one name are two files, and a redacted set does not tell who
// they are, nor by its order.
func TestExport_SplitByManager(t *testing.T) {
	path := filepath.Join(t.TempDir(), "managed.ledger")
	kept, err := store.Create(t.Context(), path, store.Options{Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	var objects []ledger.Object
	on := true
	user := func(id, name, manager string) {
		objects = append(objects, ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.User{UserID: id, DisplayName: name, UserPrincipalName: id + "@contoso.com", AccountEnabled: &on, ManagerID: manager}}})
	}
	user("boss-1", "Ann Chief", "")
	user("boss-2", "Ann Chief", "boss-1")
	for i := range 30 {
		user(fmt.Sprintf("staff-%d", i), fmt.Sprintf("Staff Member %d", i), fmt.Sprintf("boss-%d", 1+i%2))
	}
	storetest.Publish(t, kept, storetest.Listing{Source: ledger.SourceUsers, At: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), Objects: objects})
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
	l, err := app.Open(t.Context(), path, app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	spec := app.ExportSpec{ViewSpec: app.ViewSpec{Kind: ledger.ViewUsers}, SplitBy: ledger.SplitManager, Format: "csv", Out: filepath.Join(t.TempDir(), "per manager"), Layout: export.LayoutFull}
	if _, err := l.Export(t.Context(), spec, nil); err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"Manager", "File", "Rows", "People"}, {"Ann Chief <boss-1@contoso.com>", "Ann Chief.csv", "16", "16"},
		{"Ann Chief <boss-2@contoso.com>", "Ann Chief (2).csv", "15", "15"}, {"", "Manager not known.csv", "1", "1"}}
	if diff := cmp.Diff(want, cells(t, filepath.Join(spec.Out, export.IndexName))); diff != "" {
		t.Errorf("index: -want +got:\n%s", diff)
	}
	spec.Redact = true
	for _, spec.Format = range []string{"csv", "xlsx"} {
		if _, err := l.Export(t.Context(), spec, nil); err != nil {
			t.Fatal(err)
		}
		for path, content := range written(t, spec.Out) {
			text := strings.ToLower(filepath.Base(path) + string(content))
			for _, word := range []string{"ann chief", "boss-", "staff member"} {
				if strings.Contains(text, word) {
					t.Errorf("%s has %q", path, word)
				}
			}
		}
	}
}
