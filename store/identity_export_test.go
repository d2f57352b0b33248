package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
)

// AskFewAtOnce lets a test conclude small ledgers as large ones are: when
// every row is answered, few together.
func AskFewAtOnce(t *testing.T, rows int) {
	every, living, asked, crowd, foremost := everyAtOnce, livingAtOnce, mostAsked, crowdFrom, foremostAtOnce
	everyAtOnce, livingAtOnce, mostAsked, crowdFrom, foremostAtOnce = rows, rows, rows, rows, rows
	t.Cleanup(func() {
		everyAtOnce, livingAtOnce, mostAsked, crowdFrom, foremostAtOnce = every, living, asked, crowd, foremost
	})
}

// TellFromCrowds lets a test conclude small ledgers as those in which a crowd was assigned
// what Unknown rows say: so many of them are read first.
func TellFromCrowds(t *testing.T, people int) {
	from, foremost := crowdFrom, foremostAtOnce
	crowdFrom, foremostAtOnce = 0, people
	t.Cleanup(func() { crowdFrom, foremostAtOnce = from, foremost })
}

// LookAmongChanges lets a test look for whoever is like Unknown rows among what changed,
// whatever that costs, or never.
func LookAmongChanges(t *testing.T, always bool) {
	before := changeCosts
	if changeCosts = 0; !always {
		changeCosts = 1 << 40
	}
	t.Cleanup(func() { changeCosts = before })
}

// LinesAndPlansLike tells which lines and service plans are read for the Unknown rows that
// began together, and of which others somebody had the like all the time.
func LinesAndPlansLike(t *testing.T, l *Ledger) (all []string) {
	t.Helper()
	ctx := context.Background()
	g, end := gatheringOf(t, l)
	defer end()
	keys, err := g.everyKey(ctx)
	if err != nil {
		t.Fatal(err)
	}
	together := map[string][]sourceKey{"of all": keys}
	for _, k := range keys {
		of := fmt.Sprintln(k.sourceID, int64(k.from))
		together[of] = append(together[of], k)
	}
	for of, keys := range together {
		if err := errors.Join(g.askOnly(ctx, keys, true), g.readLinesLike(ctx, g.askedRows()), g.readPlansLike(ctx, g.askedRows(), false)); err != nil {
			t.Fatal(err)
		}
		for line := range g.lines {
			all = append(all, fmt.Sprintln(of, "line", line))
		}
		for _, h := range g.holders {
			for plan := range h.plans {
				all = append(all, fmt.Sprintln(of, "plan", plan))
			}
		}
		for like, is := range g.shared {
			all = append(all, fmt.Sprintln(of, "listed", like, is))
		}
		for like, is := range g.sharedPlan {
			all = append(all, fmt.Sprintln(of, "had", like, is))
		}
	}
	slices.Sort(all)
	return all
}
