package desktop

import (
	"context"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// Found is what a few letters lead to.
type Found struct {
	People   []Row           `json:"people"`
	Licenses []ValueCount    `json:"licenses"` // names of licenses, and how many rows of a view have them
	View     ledger.ViewKind `json:"view"`     // that view
}

// foundPeople is how many people and how many licenses are given.
const foundPeople = 8

// Find looks for people and licenses of a day (latest, the id of a snapshot, or a
// date) by any part of a name or an address. It stops the search before it, which
// then fails with canceled. Code not_found when nothing is open.
func (w *Window) Find(text, at string) (Found, error) {
	return guard("find", func() (Found, error) {
		found := Found{People: []Row{}, Licenses: []ValueCount{}, View: ledger.ViewAssigned}
		opened, err := w.current()
		if err != nil {
			return found, err
		}
		if at == "latest" {
			at = ""
		}
		ctx, done := w.finding.begin(w.work)
		defer done()
		people, err := opened.View(ctx, app.ViewSpec{At: at, Kind: ledger.ViewUsers, Search: text})
		if ledger.CodeOf(err) == ledger.CodeNotFound { // nothing was read by then
			return found, nil
		}
		if err != nil {
			return found, err
		}
		if people.Len() == 0 { // downloaded lists know people by their rows only
			if people, err = opened.View(ctx, app.ViewSpec{At: at, Kind: ledger.ViewList, Search: text}); err != nil {
				return found, err
			}
		}
		held, err := opened.View(ctx, app.ViewSpec{At: at, Kind: found.View})
		if err == nil && held.Len() == 0 {
			found.View = ledger.ViewList
			held, err = opened.View(ctx, app.ViewSpec{At: at, Kind: found.View})
		}
		if err != nil {
			return found, err
		}
		if err := found.take(ctx, people); err != nil {
			return found, err
		}
		values, err := held.Values("license", text, foundPeople)
		for _, v := range values {
			if v.Value != "" {
				found.Licenses = append(found.Licenses, ValueCount{Value: v.Value, Count: int(v.Count)})
			}
		}
		return found, err
	})
}

// take adds the first people of a view, each once.
func (f *Found) take(ctx context.Context, view *app.View) error {
	seen := map[string]bool{}
	for from := 0; from < view.Len() && len(f.People) < foundPeople && ctx.Err() == nil; from += pageOfPeople {
		rows, err := view.Rows(from, pageOfPeople)
		if err != nil {
			return err
		}
		for _, r := range rows {
			row := rowOf(r)
			key := row.UserID + row.EmailAddress + row.LastKnownEmail + row.UserName
			if seen[key] || len(f.People) == foundPeople {
				continue
			}
			seen[key] = true
			f.People = append(f.People, row)
		}
	}
	return ctx.Err()
}

// pageOfPeople is how many rows are looked through at once: somebody has several.
const pageOfPeople = 64
