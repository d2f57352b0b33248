package ledger

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCounts_UnknownReasons(t *testing.T) {
	for _, tt := range []struct {
		name   string
		counts Counts
		want   UnknownReasons
	}{
		{"nobody is Unknown", Counts{Rows: 3, ByStatus: map[Status]int{StatusPresent: 3}}, UnknownReasons{}},
		{"each way to leave, some not known yet, and some erased", Counts{Rows: 50, Unknown: 37, ByStatus: map[Status]int{
			StatusPresent: 13, StatusSoftDeleted: 20, StatusGone: 7, StatusLeft: 3, StatusUnresolved: 5, StatusErased: 2}},
			UnknownReasons{Total: 37, Left: 30, Unresolved: 5, Nameless: 2}},
	} {
		if d := cmp.Diff(tt.want, tt.counts.UnknownReasons()); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, d)
		}
	}
}
