package ledger

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// codesOf writes sentences as code, from, at and why.
func codesOf(evidence []Sentence) []string {
	var all []string
	for _, e := range evidence {
		text := string(e.Code) + " " + string(e.From) + ".." + string(e.At)
		if e.Why != "" {
			text += " " + string(e.Confidence) + " " + string(e.Why)
		}
		all = append(all, strings.ReplaceAll(text, "1970-01-01T00:00:", ""))
	}
	return all
}

// Moments are seconds here: the directory was read at 10, 20 and 30.
const oneSecond = Instant(1000)

func TestEvidenceOf_EveryState(t *testing.T) {
	directory, deleted := Said{30 * oneSecond, SourceUsers}, Said{31 * oneSecond, SourceDeletedUsers}
	report := map[string]Instant{SourceLicenseReport: 32 * oneSecond}
	left := Standing{At: 32 * oneSecond, Account: true, Directory: directory, Deleted: deleted, Departed: true, LastThere: 10 * oneSecond,
		FirstGone: Said{20 * oneSecond, SourceUsers}, LeftBefore: 20 * oneSecond, NotFound: Said{21 * oneSecond, SourceUsers}, Newest: report}
	with := func(s Standing, change func(*Standing)) Standing {
		change(&s)
		return s
	}
	for _, tt := range []struct {
		name string
		of   Standing
		want []string
	}{
		{"present", Standing{Status: StatusPresent, Account: true, Directory: directory, Named: []Said{{32 * oneSecond, SourceLicenseReport}}, Newest: report},
			[]string{"present ..30Z", "named ..32Z"}},
		{"blocked", Standing{Status: StatusBlocked, Account: true, Directory: directory, Blocked: [2]Instant{10 * oneSecond, 20 * oneSecond}},
			[]string{"present ..30Z", "blocked 10Z..20Z"}},
		{"returned", with(left, func(s *Standing) { s.Status, s.Returned = StatusPresent, [2]Instant{20 * oneSecond, 30 * oneSecond} }),
			[]string{"present ..30Z", "left 10Z..20Z", "returned 20Z..30Z"}},
		{"soft deleted", with(left, func(s *Standing) { s.Status, s.DeletedAt, s.LeftBefore = StatusSoftDeleted, 12*oneSecond, 12*oneSecond }),
			[]string{"left 10Z..20Z", "deleted ..12Z", "restorable ..1970-01-31T00:00:12Z", "absent 10Z..20Z", "not_found ..21Z"}},
		{"soft deleted after the directory was read", Standing{Status: StatusSoftDeleted, Account: true, Directory: directory, Deleted: deleted, Departed: true,
			LastThere: 30 * oneSecond, DeletedAt: 31 * oneSecond, LeftBefore: 31 * oneSecond},
			[]string{"left 31Z..31Z", "deleted ..31Z", "restorable ..1970-01-31T00:00:31Z"}},
		{"soft deleted before the first directory was read", Standing{Status: StatusSoftDeleted, Account: true, Directory: directory, Deleted: deleted, Departed: true,
			DeletedAt: 5 * oneSecond, LeftBefore: 5 * oneSecond},
			[]string{"left 05Z..05Z", "deleted ..05Z", "restorable ..1970-01-31T00:00:05Z"}},
		{"gone", with(left, func(s *Standing) { s.Status = StatusGone }),
			[]string{"left 10Z..20Z", "not_restorable ..31Z", "absent 10Z..20Z", "not_found ..21Z"}},
		{"gone, and the deleted users were read at that very moment", with(left, func(s *Standing) { s.Status, s.Deleted.At = StatusGone, s.LeftBefore }),
			[]string{"left 10Z..20Z", "not_restorable ..20Z", "absent 10Z..20Z", "not_found ..21Z"}},
		{"gone for long, and the deleted users were never read", with(left, func(s *Standing) { s.Status, s.Deleted = StatusGone, Said{} }),
			[]string{"left 10Z..20Z", "absent 10Z..20Z", "not_found ..21Z"}},
		{"left", with(left, func(s *Standing) { s.Status, s.Deleted, s.NotFound = StatusLeft, Said{}, Said{} }),
			[]string{"left 10Z..20Z", "deleted_not_read ..32Z", "absent 10Z..20Z"}},
		{"left, and the list lags", with(left, func(s *Standing) { s.Status, s.Named = StatusGone, []Said{{32 * oneSecond, SourceLicenseReport}} }),
			[]string{"left 10Z..20Z", "not_restorable ..31Z", "absent 10Z..20Z", "not_found ..21Z", "lag 20Z..32Z"}},
		{"unresolved", Standing{Status: StatusUnresolved, At: 32 * oneSecond, Account: true, Directory: directory, Named: []Said{{9 * oneSecond, SourceLicenseReport}}, Newest: report},
			[]string{"named ..09Z"}},
		{"unverified", Standing{Status: StatusUnverified, At: 32 * oneSecond, Account: true}, []string{"not_read ..32Z"}},
		{"unverified, and left before", with(left, func(s *Standing) { s.Status, s.Directory = StatusUnverified, Said{} }), []string{"left 10Z..20Z", "not_read ..32Z"}},
		{"known from lists alone", Standing{Status: StatusUnverified, At: 32 * oneSecond, Named: []Said{{9 * oneSecond, SourceFileReport2017}}},
			[]string{"no_account ..32Z", "named ..09Z"}},
		{"erased", Standing{Status: StatusErased, Account: true, ErasedAt: 40 * oneSecond, Named: []Said{{9 * oneSecond, SourceFileReport2017}}}, []string{"erased ..40Z"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, codesOf(EvidenceOf(tt.of))); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}
}

func TestEvidenceOf_TellsHowSureItIsAndWhy(t *testing.T) {
	for _, why := range ConfidenceReasons() {
		u := UnknownSince{Source: SourceLicenseReport, Named: 15 * oneSecond, At: 25 * oneSecond, Confidence: ConfidenceLikely, Why: why, Rows: 2, OneOf: 3}
		evidence := EvidenceOf(Standing{Status: StatusUnresolved, Account: true, Directory: Said{30 * oneSecond, SourceUsers}, Unknown: []UnknownSince{u}})
		last := evidence[len(evidence)-1]
		want := Sentence{Code: EvidenceUnknown, From: Text(u.Named.String()), At: Text(u.At.String()), Source: SourceLicenseReport,
			Confidence: Text(ConfidenceLikely), Why: Text(why), Rows: 2, OneOf: 3}
		if d := cmp.Diff(want, last); d != "" {
			t.Errorf("%s (-want +got):\n%s", why, d)
		}
	}
}
