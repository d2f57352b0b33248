package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"

	"licenseledger/store/ledger"
)

// IdentitiesKept and IdentitiesFromEverything tell who was behind each Unknown
// line: as the ledger has it, and as ledger.Identify says when it is handed all
// lines, all people and all that is known of them, with nothing left out since
// it cannot matter. The second is slow and plain: it is what the first promises.
func IdentitiesKept(t *testing.T, l *Ledger) []string {
	t.Helper()
	var all []string
	err := each(context.Background(), l.read, `SELECT fact_id, from_pos, confidence, coalesce(user_id, ''), coalesce(email, ''), candidates FROM identity`,
		nil, func(rows *sql.Rows) error {
			var fact, from int64
			var confidence, id, email, candidates string
			err := rows.Scan(&fact, &from, &confidence, &id, &email, &candidates)
			all = append(all, fmt.Sprintln(fact, from, confidence, id, email, candidates))
			return err
		})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return all
}

func IdentitiesFromEverything(t *testing.T, l *Ledger) (all []string) {
	t.Helper()
	g, end := gatheringOf(t, l)
	defer end()
	if err := g.readEverything(context.Background()); err != nil {
		t.Fatal(err)
	}
	lines, rows := g.input()
	for _, answer := range ledger.Identify(rows, g.people(), g.first) {
		u := lines[answer.Key]
		var owner ledger.Candidate
		if h := g.holders[answer.PersonKey]; h != nil {
			owner = h.candidate(ledger.EndOfTime)
		}
		candidates := answer.Candidates
		if candidates == nil {
			candidates = []ledger.Candidate{}
		}
		body, err := json.Marshal(candidates)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, fmt.Sprintln(u.key.factID, int64(u.key.from), answer.Confidence, owner.UserID, owner.Email, string(body)))
	}
	slices.Sort(all)
	return all
}

// gatheringOf is one in a transaction, which end takes back: it makes temporary tables.
func gatheringOf(t *testing.T, l *Ledger) (g *gathering, end func()) {
	t.Helper()
	ctx := context.Background()
	tx, err := l.write.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	if g, err = newGathering(ctx, tx); err != nil {
		t.Fatal(errors.Join(err, tx.Rollback()))
	}
	return g, func() {
		if err := tx.Rollback(); err != nil {
			t.Error(err)
		}
	}
}

func (g *gathering) readEverything(ctx context.Context) error {
	if err := g.readUnknown(ctx, `unknown_row u`+unknownJoins, nil, func(key rowKey) { g.asked[key] = true }); err != nil {
		return err
	}
	var named, byNameOnly []*namedLine
	if err := each(ctx, g.tx, `SELECT `+lineColumns+` FROM report_row f JOIN report_row_span s USING (fact_id)
		WHERE NOT EXISTS (SELECT 1 FROM unknown_row u WHERE u.fact_id = f.fact_id)`, nil, func(rows *sql.Rows) error {
		l, ok, err := g.scanLine(rows)
		if ok {
			named = append(named, l)
		} else {
			byNameOnly = append(byNameOnly, l)
		}
		return err
	}); err != nil {
		return err
	}
	for _, u := range g.rows {
		g.shared[u.print] = slices.ContainsFunc(byNameOnly, func(l *namedLine) bool {
			return g.printOf(l).sameWords == u.print.sameWords && ledger.SameDate(l.print.AssignedDate, u.print.date)
		})
	}
	if err := g.addLines(ctx, named); err != nil {
		return err
	}
	people := map[string]bool{}
	for person := range g.holders {
		people[person] = true
	}
	if err := each(ctx, g.tx, `SELECT DISTINCT user_id FROM user`, nil, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		people[id] = true
		return err
	}); err != nil {
		return err
	}
	names := make([]string, 0, len(people))
	for person := range people {
		names = append(names, person)
	}
	return g.complete(ctx, names)
}
