package store_test

import (
	"context"
	"encoding/json"
	"testing"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// A column that is picked alone says what its cells say, under its own name, and
// nothing else of the row is touched.
func TestView_PicksColumnsAsCellsHaveThem(t *testing.T) {
	tried := map[string]bool{}
	for seed := uint64(5); seed < 9; seed++ {
		l := storetest.New(t)
		storetest.Publish(t, l, storetest.Histories(seed, 12)...)
		for _, kind := range ledger.ViewKinds() {
			v, err := l.OpenView(context.Background(), store.ViewSpec{Kind: kind})
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range ledger.RowColumns() {
				pickedAs(t, v, name, tried)
			}
		}
	}
	if len(tried) < 25 {
		t.Errorf("of %d columns the histories say nothing: only %v were tried", len(ledger.RowColumns())-len(tried), tried)
	}
}

func pickedAs(t *testing.T, v *store.View, name string, tried map[string]bool) {
	t.Helper()
	cells, err := v.Cells([]store.Span{{From: 0, To: v.Len()}}, []string{name})
	if err != nil {
		t.Fatal(err)
	}
	fill, err := v.Pick([]string{name})
	if err != nil {
		t.Fatal(err)
	}
	for n := range cells {
		var r ledger.Row
		fill(n, &r)
		var got map[string]json.RawMessage
		if err := json.Unmarshal([]byte(said(t, &r)), &got); err != nil {
			t.Fatal(err)
		}
		for key, value := range got {
			want := "null"
			if key == name && cells[n][0] != "" {
				want, tried[name] = cells[n][0], true
			}
			if text := ""; json.Unmarshal(value, &text) == nil && string(value) != "null" {
				value = json.RawMessage(text)
			}
			if string(value) != want {
				t.Fatalf("%s picked of row %d of %s: %s is %s, want %s", name, n, v.Kind, key, value, want)
			}
		}
	}
}

func TestView_PickRefusesWhatIsNoColumn(t *testing.T) {
	v, err := people(t).OpenView(context.Background(), store.ViewSpec{Kind: ledger.ViewUsers})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.Pick([]string{"user_name", "licence"}); ledger.CodeOf(err) != ledger.CodeUsage {
		t.Errorf("err = %v", err)
	}
}
