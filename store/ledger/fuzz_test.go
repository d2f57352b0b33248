package ledger

import (
	"encoding/json"
	"slices"
	"testing"
	"time"
)

// FuzzDays reads what people and files say of days and months: what is taken is written
// the same, and a month begins before it ends.
func FuzzDays(f *testing.F) {
	for _, seed := range []string{"2026-03", "2026-02-28", "2022-02-28T04:00Z", "2022-02-28T04:00:48Z", "9999-12", "0000-01", "2026-13", "0001-01-01", "-001-01", "２０２６-03"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if at, precision, ok := ParseDateText(text); ok && !at.IsZero() && FormatDateText(at, precision) != text {
			t.Fatalf("%q is written %q", text, FormatDateText(at, precision))
		}
		month, err := ParseMonth(text)
		if err != nil {
			if CodeOf(err) != CodeUsage {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		if from, to := month.Bounds(time.UTC); string(month) != text || from >= to || month.Add(1).Add(-1) != month && month != "9999-12" {
			t.Fatalf("%q is the month %q from %d to %d", text, month, from, to)
		}
	})
}

// FuzzSavedView reads views as a history file keeps them: one that may be opened is the
// same when it was kept again.
func FuzzSavedView(f *testing.F) {
	for _, seed := range []string{
		`{"kind":"list","filter":["license=E3"],"search":"jane","sort":[{"column":"license","descending":true}],"columns":["license"]}`,
		`{"kind":"trials","show_free":true,"changed":{"kind":"x","since":"2026-01-01T00:00:00Z"}}`, `{"kind":"list","where":[{"column":"license","op":"=","values":["a,b"],"preset":"x"}]}`,
		`{"kind":5}`, `null`, `{"kind":"list","filter":[""],"columns":["license","license"]}`,
	} {
		f.Add("mine", []byte(seed))
	}
	f.Add("\u202e\x00", []byte(`{"kind":"list"}`))
	f.Fuzz(func(t *testing.T, name string, body []byte) {
		v := SavedView{Name: name}
		if json.Unmarshal(body, &v) != nil {
			return
		}
		if err := v.Check(); err != nil {
			if !slices.Contains([]Code{CodeInvalid, CodeUsage}, CodeOf(err)) {
				t.Fatalf("%q: %v", body, err)
			}
			return
		}
		kept, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		again := SavedView{Name: name}
		if err := json.Unmarshal(kept, &again); err != nil {
			t.Fatal(err)
		}
		if err := again.Check(); err != nil {
			t.Fatalf("%q is kept as %q: %v", body, kept, err)
		}
	})
}
