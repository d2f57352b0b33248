package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestMeasurement_SaysWhetherItsTargetIsMet(t *testing.T) {
	for _, c := range []struct {
		m    measurement
		want string
	}{
		{measurement{Name: "a", Value: 50, Unit: "ms"}.atMost(50), "<= 50 ms, met"},
		{measurement{Name: "b", Value: 50.1, Unit: "ms"}.atMost(50), "<= 50 ms, MISSED"},
		{measurement{Name: "c", Value: 3, Unit: "s"}.against("d", 2).atMostRatio(1.5), "<= 1.5x, met"},
		{measurement{Name: "e", Value: 3, Unit: "s"}.against("d", 2).atMostRatio(1), "<= 1x, MISSED"},
		{measurement{Name: "f", Value: 3, Unit: "s"}.atMostRatio(1), "<= 1x, MISSED"}, // a baseline is missing
	} {
		var table bytes.Buffer
		if err := writeTable(&table, []measurement{c.m}); err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(table.String()); !strings.HasSuffix(got, c.want) {
			t.Errorf("the table ends in %q and should in %q", got, c.want)
		}
	}
	line, err := json.Marshal(measurement{Name: "without a target"})
	if err != nil || bytes.Contains(line, []byte("met")) {
		t.Errorf("a figure without a target is written as %s, %v", line, err)
	}
}

func TestSelection_AsksTheFlatTableForTheSame(t *testing.T) {
	s := selection{where: "status <> 'present'", order: "department, user_name"}
	first, counted := s.sql()
	if want := "SELECT * FROM list WHERE status <> 'present' ORDER BY department, user_name LIMIT 200"; first != want {
		t.Errorf("the first page is %q", first)
	}
	if want := "SELECT count(*) FROM list WHERE status <> 'present';" + first; counted != want {
		t.Errorf("with the number of rows it is %q", counted)
	}
	if first, _ := searchFor("ann").sql(); !strings.HasSuffix(first, "license LIKE '%ann%' ORDER BY user_name LIMIT 200") {
		t.Errorf("a search is %q", first)
	}
}

func TestWorstOf_IsTheHighestRatio(t *testing.T) {
	all := []measurement{measurement{Name: "a", Value: 1}.against("x", 1), measurement{Name: "b", Value: 8}.against("x", 2), measurement{Name: "c", Value: 9}.against("x", 3)}
	if worst := worstOf(all); worst.Name != "b" {
		t.Errorf("the worst is %s", worst.Name)
	}
}
