package graph_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// TestChanges_MayLookUpAFiftiethOfAll has 2,040 accounts that are new, each of which is
// looked up: no more calls than reading 120,000 takes, but more than reading a few does.
func TestChanges_MayLookUpAFiftiethOfAll(t *testing.T) {
	const fresh = 2040
	var base string
	client, base := scripted(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/$batch"):
			answerBatch(t, w, askedInBatch(t, r), func(string) bool { return true })
		case strings.HasSuffix(r.URL.Path, "/delta"):
			var changed []string
			for n := range fresh {
				changed = append(changed, fmt.Sprintf(`{"id":"aaaaaaaa-0000-0000-0000-%012d"}`, n))
			}
			fmt.Fprintf(w, `{"value":[%s],"@odata.deltaLink":"%s/users/delta?$deltatoken=b"}`, strings.Join(changed, ","), base)
		case strings.HasSuffix(r.URL.Path, "/$count"):
			fmt.Fprint(w, 120_000+fresh)
		default:
			fmt.Fprint(w, `{"value":[]}`)
		}
	})
	changer := source(t, client, base, ledger.SourceUsers, 0).(engine.Changer)
	nobody := func(context.Context, []string) ([]ledger.Object, error) { return nil, nil }
	for since, want := range map[string]ledger.Code{
		"120000 /v1.0/users/delta?$deltatoken=a": "",
		"90000 /v1.0/users/delta?$deltatoken=a":  ledger.CodeStale,
		"/v1.0/users/delta?$deltatoken=a":        ledger.CodeStale,
	} {
		got := 0
		_, err := changer.Changes(t.Context(), since, nobody, func(p ledger.Page) error {
			got += len(p.Objects)
			return nil
		})
		if ledger.CodeOf(err) != want || want == "" && got != fresh {
			t.Errorf("since %q: %d accounts and %v, want the code %q", since, got, err, want)
		}
	}
}
