package store_test

import (
	"context"
	"maps"
	"testing"

	"licenseledger/store"
	"licenseledger/store/storetest"
)

// TestIdentity_NobodyElseThanWhoIsStillThere: rows that only people fit who are
// still there are answered a few at a time, each with its own people.
func TestIdentity_NobodyElseThanWhoIsStillThere(t *testing.T) {
	store.AskFewAtOnce(t, 1)
	const later = "2026-01-02T03:04:06Z"
	jane := planned(account(firstUser, "Jane", "jane@contoso.com", true), toTheSecond)
	ann := planned(account(secondUser, "Ann", "ann@contoso.com", true), later)
	l := storetest.New(t)
	storetest.Publish(t, l, directoryOn(1, jane, ann), reportOn(2, reportRow("Unknown", "Unknown", toTheSecond), reportRow("Unknown", "Unknown", later)))
	if err := l.Rebuild(context.Background()); err != nil {
		t.Fatal(err)
	}
	sameAsEverything(t, l, reportOn(2))
	told := map[string]string{}
	for _, row := range rowsOf(t, l, store.ViewSpec{}) {
		for _, c := range row.Candidates {
			told[string(row.AssignedDate)] += string(row.IdentityConfidence) + " " + string(c.Name)
		}
	}
	if want := map[string]string{toTheSecond: "none Jane", later: "none Ann"}; !maps.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
}
