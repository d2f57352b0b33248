package ledger

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseFilter(t *testing.T) {
	for expr, want := range map[string]Filter{
		"department=Sales":                      {"department", FilterIs, []string{"Sales"}},
		"Department = Sales & Marketing":        {"department", FilterIs, []string{"Sales & Marketing"}},
		"department=":                           {"department", FilterIs, []string{""}},
		"status!=present":                       {"status", FilterIsNot, []string{"present"}},
		"last_used<2026-01-01":                  {"last_used", FilterLess, []string{"2026-01-01"}},
		"last_used<=2026-01-01":                 {"last_used", FilterAtMost, []string{"2026-01-01"}},
		"assigned_date>=2026-01-01":             {"assigned_date", FilterAtLeast, []string{"2026-01-01"}},
		"license~premium":                       {"license", FilterContains, []string{"premium"}},
		"origin in office_365, dynamics_365":    {"origin", FilterIn, []string{"office_365", "dynamics_365"}},
		"origin not in office_365,dynamics_365": {"origin", FilterNotIn, []string{"office_365", "dynamics_365"}},
	} {
		got, err := ParseFilter(expr)
		if err != nil {
			t.Errorf("%s: %v", expr, err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", expr, d)
		}
	}
	for _, expr := range []string{"", "=", "department", "department in", "departments=Sales", "42=1", "department like x"} {
		if _, err := ParseFilter(expr); CodeOf(err) != CodeUsage {
			t.Errorf("%q: %v, want code usage", expr, err)
		}
	}
}

func TestFilter_Matches(t *testing.T) {
	for _, tt := range []struct {
		expr, value string
		want        bool
	}{
		{"department=sales", "Sales", true},
		{"department=sales", "Sales EMEA", false},
		{"department=", "", true},
		{"department!=Sales", "", true},
		{"user_name~zoe", "Zoë Ångström", true},
		{"assigned_date<2026-01-02", "2026-01-01T23:59:59Z", true},
		{"assigned_date<2026-01-02", "2026-01-02T00:00:00Z", false},
		{"assigned_date<=2026-01-02", "2026-01-02T12:00:00Z", true},
		{"assigned_date>2026-01-02", "2026-01-02T12:00:00Z", false},
		{"assigned_date>2026-01-02", "2026-01-03", true},
		{"assigned_date>=2026-01-02", "2026-01-02", true},
		{"assigned_date<2026-01-02", "", false},
		{"assigned_date>2026-01-02", "", false},
		{"origin in office_365,standalone", "standalone", true},
		{"origin not in office_365,standalone", "standalone", false},
	} {
		f, err := ParseFilter(tt.expr)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.Matches(tt.value); got != tt.want {
			t.Errorf("%s on %q: %v", tt.expr, tt.value, got)
		}
	}
}

// FuzzParseFilter holds the language to its rules: whatever is read can be
// written and read again, and every operator says the reverse of another.
func FuzzParseFilter(f *testing.F) {
	for _, seed := range []string{"department=Sales", "origin in a,b", "x not in", "a<=b", "user_name~=", "not in in",
		"status not in present,,gone", "user_name = Zoë Ångström", "last_used< =2026", "STATUS IN gone", "license~", "department in\u00a0 a , b ,"} {
		f.Add(seed, "value")
	}
	f.Fuzz(func(t *testing.T, expr, value string) {
		filter, err := ParseFilter(expr)
		if err != nil {
			if CodeOf(err) != CodeUsage {
				t.Fatalf("%q: %v, want code usage", expr, err)
			}
			return
		}
		if len(filter.Values) == 0 || !slices.Contains(RowColumns(), filter.Column) {
			t.Fatalf("%q gave %+v", expr, filter)
		}
		written := filter.Column + " " + string(filter.Op) + " " + strings.Join(filter.Values, ",")
		if again, err := ParseFilter(written); err != nil || !cmp.Equal(filter, again) {
			t.Fatalf("%q gave %+v, and written as %q it gives %+v (%v)", expr, filter, written, again, err)
		}
		opposite := filter
		opposite.Op = opposites[filter.Op]
		if opposite.Op == "" || value == "" {
			filter.Matches(value)
		} else if filter.Matches(value) == opposite.Matches(value) {
			t.Fatalf("%q passes %+v and %+v, or neither", value, filter, opposite)
		}
	})
}

// opposites pairs the operators; ~ has none.
var opposites = map[FilterOp]FilterOp{FilterIs: FilterIsNot, FilterIsNot: FilterIs, FilterIn: FilterNotIn, FilterNotIn: FilterIn,
	FilterLess: FilterAtLeast, FilterAtLeast: FilterLess, FilterMore: FilterAtMost, FilterAtMost: FilterMore}
