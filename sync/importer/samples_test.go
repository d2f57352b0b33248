package importer

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSamples_ShowAFewValuesOfEachColumn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "own.csv")
	content := "sep=;\nWho;Mailbox;Since\nJane Doe;jane@contoso.com;3/4/2026\nJane Doe;\"broken\"x;1\nJane Doe;jane@contoso.com;3/5/2026\nAnn Roe;;3/6/2026\nJo Poe;jo@contoso.com;3/7/2026\n"
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Samples(path, Options{Name: "own.csv"}, 2)
	if err != nil {
		t.Fatal(err)
	}
	want := []HeadingSample{
		{"Who", []string{"Jane Doe", "Ann Roe"}},
		{"Mailbox", []string{"jane@contoso.com", "jo@contoso.com"}},
		{"Since", []string{"3/4/2026", "3/5/2026"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestExample_IsTheFirstDateThatDependsOnTheOrder(t *testing.T) {
	for _, c := range []struct {
		dates []string
		want  *DateExample
	}{
		{[]string{"2026-03-04", "5/5/2026"}, nil},
		{[]string{"5/5/2026", "3/4/2026", "6/7/2026"}, &DateExample{"3/4/2026", "2026-04-03", "2026-03-04"}},
		{[]string{"21-02-2026"}, &DateExample{"21-2-2026", "2026-02-21", ""}},
		{[]string{"2/28/2022 4:00:48 AM"}, &DateExample{"2/28/2022", "", "2022-02-28"}},
	} {
		var e orderEvidence
		for i, text := range c.dates {
			w, ok := readWritten(text)
			if !ok {
				t.Fatalf("%s is no date", text)
			}
			e.add(w, i+2)
		}
		if diff := cmp.Diff(c.want, e.example()); diff != "" {
			t.Errorf("%v: %s", c.dates, diff)
		}
	}
}
