package store_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

func people(t *testing.T) *store.Ledger {
	t.Helper()
	l := storetest.New(t)
	user := func(id, name, department string) ledger.Object {
		on := true
		return ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.User{UserID: id, DisplayName: name, UserPrincipalName: id + "@contoso.com", AccountEnabled: &on, Department: department}}}
	}
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: time.Date(2026, 3, 1, 6, 0, 0, 0, time.UTC), Objects: []ledger.Object{
		user("a", "Zoë Ångström", "Sales"), user("b", "émile Dupont", "Legal"), user("c", "Ada", ""), user("d", "zeno", "Sales")}})
	return l
}

func names(rows []ledger.Row) []string {
	var all []string
	for _, row := range rows {
		all = append(all, string(row.UserName))
	}
	return all
}

func filters(t *testing.T, exprs ...string) []ledger.Filter {
	t.Helper()
	var all []ledger.Filter
	for _, expr := range exprs {
		f, err := ledger.ParseFilter(expr)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, f)
	}
	return all
}

func TestView_SortsAndFindsAsPeopleRead(t *testing.T) {
	l := people(t)
	for _, tt := range []struct {
		name string
		spec store.ViewSpec
		want []string
	}{
		{"by name, without regard to case and diacritics", store.ViewSpec{}, []string{"Ada", "émile Dupont", "zeno", "Zoë Ångström"}},
		{"by name, descending", store.ViewSpec{Sort: []store.SortKey{{Column: "user_name", Descending: true}}}, []string{"Zoë Ångström", "zeno", "émile Dupont", "Ada"}},
		{"what is not known comes last", store.ViewSpec{Sort: []store.SortKey{{Column: "department"}}}, []string{"émile Dupont", "zeno", "Zoë Ångström", "Ada"}},
		{"what is not known comes last, also descending", store.ViewSpec{Sort: []store.SortKey{{Column: "department", Descending: true}}}, []string{"zeno", "Zoë Ångström", "émile Dupont", "Ada"}},
		{"search without diacritics", store.ViewSpec{Search: "angstrom"}, []string{"Zoë Ångström"}},
		{"search in addresses", store.ViewSpec{Search: "B@CONTOSO"}, []string{"émile Dupont"}},
		{"a filter", store.ViewSpec{Filter: filters(t, "department=sales")}, []string{"zeno", "Zoë Ångström"}},
		{"two filters", store.ViewSpec{Filter: filters(t, "department=Sales", "user_name~zo")}, []string{"Zoë Ångström"}},
		{"nothing is known", store.ViewSpec{Filter: filters(t, "department=")}, []string{"Ada"}},
		{"one of", store.ViewSpec{Filter: filters(t, "department in Legal,Finance")}, []string{"émile Dupont"}},
		{"none of", store.ViewSpec{Filter: filters(t, "department not in Legal,Sales")}, []string{"Ada"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.spec.Kind = ledger.ViewUsers
			if d := cmp.Diff(tt.want, names(rowsOf(t, l, tt.spec))); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}
}

func TestView_CountsValuesOfTheSelection(t *testing.T) {
	v, err := people(t).OpenView(context.Background(), store.ViewSpec{Kind: ledger.ViewUsers, Filter: filters(t, "user_name!=zeno")})
	if err != nil {
		t.Fatal(err)
	}
	got, err := v.Values("department", "", 10)
	if err != nil {
		t.Fatal(err)
	}
	want := []ledger.ValueCount{{Value: "", Count: 1}, {Value: "Legal", Count: 1}, {Value: "Sales", Count: 1}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if v.Counts().Rows != 3 || v.Counts().People != 3 || v.Counts().ByStatus[ledger.StatusPresent] != 3 {
		t.Errorf("counts: %+v", v.Counts())
	}
}

func TestView_SaysWhenItIsStale(t *testing.T) {
	l := people(t)
	v, err := l.OpenView(context.Background(), store.ViewSpec{Kind: ledger.ViewUsers})
	if err != nil {
		t.Fatal(err)
	}
	march, _ := reports2017()
	storetest.Publish(t, l, march)
	if _, err := v.Rows(0, 1); ledger.CodeOf(err) != ledger.CodeStale {
		t.Errorf("rows of an old view: %v, want code stale", err)
	}
}

func TestView_ASourceSpeaksForThirtyFiveDays(t *testing.T) {
	l := storetest.New(t)
	march, _ := reports2017()
	storetest.Publish(t, l, march)
	later := march
	later.Source, later.Objects = ledger.SourceUsers, []ledger.Object{account("x", "X", "x@contoso.com", true)}
	for days, want := range map[int]ledger.Basis{34: ledger.BasisReport, 36: ledger.BasisDirectory} {
		later.At = march.At.AddDate(0, 0, days)
		storetest.Publish(t, l, later)
		v, err := l.OpenView(context.Background(), store.ViewSpec{At: later.At.Format(time.DateOnly)})
		if err != nil {
			t.Fatal(err)
		}
		if v.Basis != want {
			t.Errorf("after %d days the list is made from %s, want %s", days, v.Basis, want)
		}
	}
}

func TestResolve_NamesThePastByNumberDayOrInstant(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	march, april := reports2017()
	storetest.Publish(t, l, april)
	storetest.Publish(t, l, march)
	for at, want := range map[string]string{"": "2017-04-01T23:59:59Z", "LATEST": "2017-04-01T23:59:59Z", "2017-03-20": "2017-03-01T23:59:59Z",
		"2017-04-01": "2017-04-01T23:59:59Z", "1": "2017-04-01T23:59:59Z", "2017-04-01T23:59:58Z": "2017-03-01T23:59:59Z"} {
		s, err := l.Resolve(ctx, at)
		if err != nil || s.At != want {
			t.Errorf("%q is the reading of %s (%v), want %s", at, s.At, err, want)
		}
	}
	for at, want := range map[string]ledger.Code{"2017-02-28": ledger.CodeNotFound, "99": ledger.CodeNotFound, "yesterday": ledger.CodeUsage} {
		if _, err := l.Resolve(ctx, at); ledger.CodeOf(err) != want {
			t.Errorf("%q: %v, want %s", at, err, want)
		}
	}
}

func TestFilter_NamesTheNearestColumn(t *testing.T) {
	_, err := ledger.ParseFilter("departement=Sales")
	if ledger.CodeOf(err) != ledger.CodeUsage || !slices.Contains([]string{err.Error()}, `read filter: There is no column "departement". Did you mean department?`) {
		t.Errorf("got %v", err)
	}
}

func TestView_RefusesColumnsThatDoNotExist(t *testing.T) {
	v, err := people(t).OpenView(context.Background(), store.ViewSpec{Kind: ledger.ViewUsers})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.Groups("departmint"); ledger.CodeOf(err) != ledger.CodeUsage {
		t.Errorf("summary: %v, want usage", err)
	}
	if _, err := v.Cells([]store.Span{{From: 0, To: 1}}, []string{"departmint"}); ledger.CodeOf(err) != ledger.CodeUsage {
		t.Errorf("cells: %v, want usage", err)
	}
}

// TestView_IsReadWhileOthersAreOpened is for the race detector: the window opens
// the newest list by itself while somebody reads it.
func TestView_IsReadWhileOthersAreOpened(t *testing.T) {
	l := storetest.New(t)
	for _, x := range storetest.Histories(1, 3) {
		storetest.Publish(t, l, x)
	}
	view, err := l.OpenView(t.Context(), store.ViewSpec{})
	if err != nil {
		t.Fatal(err)
	}
	want := rowsOf(t, l, store.ViewSpec{})
	var others sync.WaitGroup
	for _, search := range []string{"", "person", "premium"} {
		others.Go(func() {
			other, err := l.OpenView(t.Context(), store.ViewSpec{Search: search})
			if err != nil {
				t.Error(err)
				return
			}
			other.Counts()
			other.Filled()
			other.ExpectSearch()
		})
	}
	got, err := view.Rows(0, len(want))
	if err != nil {
		t.Fatal(err)
	}
	others.Wait()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-alone +beside others):\n%s", d)
	}
}
