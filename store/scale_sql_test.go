package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// byPeople orders as people read a list: an Unknown row stands where its
// person stood, and what is not known comes last.
const byPeople = `shown_name = '', shown_name COLLATE people, shown_email = '', shown_email COLLATE people, service = '', service COLLATE people,
	license = '', license COLLATE people, assigned_date = '', assigned_date COLLATE people, user_id = '', user_id COLLATE people`

const shownList = `(SELECT *, CASE user_name WHEN 'Unknown' THEN last_known_name ELSE user_name END AS shown_name,
	CASE email_address WHEN 'Unknown' THEN last_known_email ELSE email_address END AS shown_email FROM list)`

func searchFinds(text string) string {
	var all []string
	for _, column := range []string{"user_name", "email_address", "last_known_name", "last_known_email", "service", "license", "candidates"} {
		all = append(all, fmt.Sprintf("instr(folded(%s), folded('%s'))", column, text))
	}
	return strings.Join(all, " OR ")
}

// viewsAsSQL asks for the same in both ways: order, filters, search, and pages
// from any place.
func viewsAsSQL(t *testing.T, l *store.Ledger) {
	filter := func(exprs ...string) (all []ledger.Filter) {
		for _, expr := range exprs {
			f, err := ledger.ParseFilter(expr)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, f)
		}
		return all
	}
	sortBy := func(column string, descending bool) []store.SortKey {
		return []store.SortKey{{Column: column, Descending: descending}}
	}
	cases := []struct {
		name         string
		spec         store.ViewSpec
		where, order string
	}{
		{"by name", store.ViewSpec{}, "", ""},
		{"by department", store.ViewSpec{Sort: sortBy("department", false)}, "", "department = '', department COLLATE people"},
		{"by department, downwards", store.ViewSpec{Sort: sortBy("department", true)}, "", "department = '', department COLLATE people DESC"},
		{"newest first", store.ViewSpec{Sort: sortBy("assigned_date", true)}, "", "assigned_date = '', assigned_date COLLATE people DESC"},
		{"by name, downwards", store.ViewSpec{Sort: sortBy("user_name", true)}, "", "shown_name = '', shown_name COLLATE people DESC"},
		{"by expiration", store.ViewSpec{Sort: sortBy("expiration_date", false)}, "", "expiration_date = '', expiration_date COLLATE people"},
		{"one department", store.ViewSpec{Filter: filter("department=treasury")}, "folded(department) = 'treasury'", ""},
		{"not present", store.ViewSpec{Filter: filter("status!=present")}, "status <> 'present'", ""},
		{"premium and new", store.ViewSpec{Filter: filter("license~premium", "assigned_date>=2025-01-01"), Sort: sortBy("assigned_date", true)},
			"instr(folded(license), 'premium') AND assigned_date >= '2025-01-01'", "assigned_date = '', assigned_date COLLATE people DESC"},
		{"trials", store.ViewSpec{Filter: filter("is_trial=true")}, "is_trial = 'true'", ""},
		{"some departments", store.ViewSpec{Filter: filter("department in Sales,Legal,Tax")}, "department IN ('Sales', 'Legal', 'Tax')", ""},
		{"search ann", store.ViewSpec{Search: "ann"}, searchFinds("ann"), ""},
		{"search with marks", store.ViewSpec{Search: "Zoë"}, searchFinds("zoe"), ""},
		{"search a license", store.ViewSpec{Search: "365 e5", Sort: sortBy("department", false)}, searchFinds("365 e5"), "department = '', department COLLATE people"},
		{"search in one department", store.ViewSpec{Search: "ski", Filter: filter("department=Sales")}, "department = 'Sales' AND (" + searchFinds("ski") + ")", ""},
		{"search nothing", store.ViewSpec{Search: "xyzzy"}, searchFinds("xyzzy"), ""},
	}
	for _, day := range []string{"", scaleDay(scaleDays / 2)} {
		f := newFlat(t)
		f.fill("list", scaleView(t, l, store.ViewSpec{At: day}))
		for _, c := range cases {
			c.spec.At = day
			where, order := "", byPeople
			if c.where != "" {
				where = " WHERE " + c.where
			}
			if c.order != "" {
				order = c.order + ", " + byPeople
			}
			want := f.query("SELECT " + strings.Join(flatColumns, ", ") + " FROM " + shownList + where + " ORDER BY " + order)
			sameInOrder(t, fmt.Sprintf("%s of %q", c.name, day), want, scaleView(t, l, c.spec))
		}
	}
}

// sameInOrder reads a view from several places, the last first, so that no page
// profits from one before it.
func sameInOrder(t *testing.T, name string, want []string, view *store.View) {
	t.Helper()
	if view.Len() != len(want) || view.Counts().Rows != len(want) {
		t.Errorf("%s: the view has %d rows and counts %d, SQL gives %d", name, view.Len(), view.Counts().Rows, len(want))
		return
	}
	const page = 200
	for _, from := range []int{len(want) / 10 * 9, 0, len(want) / 2, max(0, len(want)-page/2)} {
		rows, err := view.Rows(from, page)
		if err != nil {
			t.Fatal(err)
		}
		if got := flatTexts(rows); !slices.Equal(got, want[from:min(from+page, len(want))]) {
			for i := range got {
				if got[i] != want[from+i] {
					t.Errorf("%s: row %d is\n%s\nand SQL says\n%s", name, from+i, got[i], want[from+i])
					break
				}
			}
			return
		}
	}
	if got := flatTexts(scaleRows(t, view)); !slices.Equal(got, want) {
		t.Errorf("%s: the whole view differs from its pages", name)
	}
}

// changesAsSQL compares the first day with the last. Rows of people who left in
// between are told by their departure.
func changesAsSQL(t *testing.T, l *store.Ledger) {
	f := newFlat(t)
	before, after := scaleDay(1), scaleDay(scaleDays)
	for table, at := range map[string]string{"list_before": before, "list_after": after} {
		f.fill(table, scaleView(t, l, store.ViewSpec{At: at}))
	}
	for table, at := range map[string]string{"users_before": before, "users_after": after} {
		f.fill(table, scaleView(t, l, store.ViewSpec{At: at, Kind: ledger.ViewUsers}))
	}
	changes, err := l.Diff(t.Context(), before, after)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for _, c := range changes {
		if c.UserID == "" {
			continue // rows of nobody in particular
		}
		id, was := string(c.UserID), string(c.UserID)
		switch c.Change {
		case ledger.ChangeSwapped:
			got["gained"] = append(got["gained"], fmt.Sprint(id, "|", c.Service, "|", c.License))
			got["lost"] = append(got["lost"], fmt.Sprint(was, "|", c.WasService, "|", c.WasLicense))
		case ledger.ChangeGained, ledger.ChangeLost:
			got[c.Change] = append(got[c.Change], fmt.Sprint(id, "|", c.Service, "|", c.License))
		default:
			got[c.Change] = append(got[c.Change], id)
		}
	}
	for change, query := range map[string]string{
		ledger.ChangeDeparted: `SELECT user_id FROM users_before EXCEPT SELECT user_id FROM users_after`,
		ledger.ChangeRenamed: `SELECT b.user_id FROM users_before b JOIN users_after a USING (user_id)
			WHERE a.user_name <> b.user_name OR a.email_address <> b.email_address`,
		ledger.ChangeBlocked: `SELECT b.user_id FROM users_before b JOIN users_after a USING (user_id) WHERE a.status = 'blocked' AND b.status <> 'blocked'`,
		ledger.ChangeGained: `SELECT user_id, service, license FROM list_after WHERE user_id <> ''
			EXCEPT SELECT user_id, service, license FROM list_before`,
		ledger.ChangeLost: `SELECT user_id, service, license FROM list_before WHERE user_id IN (SELECT user_id FROM users_after)
			EXCEPT SELECT user_id, service, license FROM list_after`,
	} {
		want := f.query(query)
		slices.Sort(got[change])
		slices.Sort(want)
		if len(want) == 0 {
			t.Errorf("nothing %s in all days: the tenant shows too little", change)
		}
		if !slices.Equal(got[change], want) {
			t.Errorf("%s: %d changes, SQL finds %d, or they differ", change, len(got[change]), len(want))
		}
	}
}
