package store_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

func TestSavedViews_AreKeptByName(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	sales := ledger.SavedView{Name: "Sales, not seen", Kind: ledger.ViewList, Filter: []string{"department=Sales", "last_used<2026-01-01"}, Search: "jo",
		Sort: []ledger.SavedSort{{Column: "last_used", Descending: true}}, Columns: []string{"user_name", "license"},
		Where: []ledger.SavedFilter{{Column: "license", Op: ledger.FilterIn, Values: []string{"A, B", "C"}}}}
	blocked := ledger.SavedView{Name: "Blocked", Kind: ledger.ViewBlocked}
	for _, v := range []ledger.SavedView{{Name: sales.Name, Kind: ledger.ViewUsers}, sales, blocked} {
		if err := l.SaveView(ctx, v); err != nil {
			t.Fatal(err)
		}
	}
	got, err := l.Views(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]ledger.SavedView{blocked, sales}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for range 2 {
		if err := l.RemoveView(ctx, blocked.Name); err != nil {
			t.Fatal(err)
		}
	}
	if got, err = l.Views(ctx); err != nil || len(got) != 1 || got[0].Name != sales.Name {
		t.Errorf("%v is left (%v)", got, err)
	}
}

func TestSaveView_RefusesWhatCannotBeOpened(t *testing.T) {
	l := storetest.New(t)
	for code, views := range map[ledger.Code][]ledger.SavedView{
		ledger.CodeInvalid: {{Kind: ledger.ViewList}, {Name: " x", Kind: ledger.ViewList}, {Name: strings.Repeat("x", 81), Kind: ledger.ViewList}, {Name: "a\tb", Kind: ledger.ViewList}},
		ledger.CodeUsage: {{Name: "x"}, {Name: "x", Kind: "everything"}, {Name: "x", Kind: ledger.ViewList, Filter: []string{"departmint=Sales"}},
			{Name: "x", Kind: ledger.ViewList, Columns: []string{"user_nam"}},
			{Name: "x", Kind: ledger.ViewList, Where: []ledger.SavedFilter{{Column: "licence", Op: ledger.FilterIn, Values: []string{"C"}}}},
			{Name: "x", Kind: ledger.ViewList, Where: []ledger.SavedFilter{{Column: "license", Op: "like", Values: []string{"C"}}}},
			{Name: "x", Kind: ledger.ViewList, Where: []ledger.SavedFilter{{Column: "license", Op: ledger.FilterIn}}}, {Name: "x", Kind: ledger.ViewList, Sort: []ledger.SavedSort{{Column: "rowid"}}}},
	} {
		for _, v := range views {
			if err := l.SaveView(context.Background(), v); ledger.CodeOf(err) != code {
				t.Errorf("%+v: %v, want %s", v, err, code)
			}
		}
	}
	if got, err := l.Views(context.Background()); err != nil || len(got) != 0 {
		t.Errorf("%v were kept (%v)", got, err)
	}
}

func TestRenameView_TakesNoOthersName(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	for _, name := range []string{"Sales", "Blocked"} {
		if err := l.SaveView(ctx, ledger.SavedView{Name: name, Kind: ledger.ViewList, Search: name}); err != nil {
			t.Fatal(err)
		}
	}
	for _, rename := range []struct {
		from, to string
		want     ledger.Code
	}{
		{"Sales", "Blocked", ledger.CodeInvalid}, {"Sales", " ", ledger.CodeInvalid}, {"Nobody", "Somebody", ledger.CodeNotFound},
		{"Sales", "Sales", ""}, {"Blocked", "Blocked people", ""},
	} {
		if err := l.RenameView(ctx, rename.from, rename.to); (err != nil || rename.want != "") && ledger.CodeOf(err) != rename.want {
			t.Errorf("%q to %q: %v, want %q", rename.from, rename.to, err, rename.want)
		}
	}
	got, err := l.Views(ctx)
	if err != nil || len(got) != 2 || got[0].Name != "Blocked people" || got[0].Search != "Blocked" || got[1].Name != "Sales" {
		t.Errorf("%+v (%v)", got, err)
	}
}
