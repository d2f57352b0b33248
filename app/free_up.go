package app

import (
	"context"
	"strings"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// FreeUpSpec asks for the licenses of a day that can be taken back.
type FreeUpSpec struct {
	At    string            // as in ViewSpec.At
	Rules *ledger.FreeRules // nil: those kept in the ledger
}

// FreeUp is the licenses of a day that can be taken back. It is pinned to the
// ledger as it was when it was opened and holds no lock; Choose picks of it
// again and again without reading anything.
type FreeUp struct {
	Snapshot ledger.Snapshot

	kept *store.FreeUp
}

// FreeChoice picks lines.
type FreeChoice struct {
	Group      ledger.FreeGroup // "" is all four
	LeftOut    bool             // the lines that are left out, in place of the others
	Filters    []string         // expressions such as department=Sales; all must hold
	Search     string           // any part of a name, address or license
	Sort       string           // a column of ledger.RowColumns, within each group; "" is by name
	Descending bool
}

// FreeLines is lines in order: by group, then by name. Its methods are those of
// store.FreeLines: Len, Rows, Sums, People.
type FreeLines = store.FreeLines

// FreeUp finds the licenses of a day that can be taken back. Codes: not_found
// when nothing was read on or before the day; invalid and usage for rules that
// do not fit.
func (l *Ledger) FreeUp(ctx context.Context, spec FreeUpSpec) (*FreeUp, error) {
	kept, err := l.store.FreeUp(ctx, spec.At, spec.Rules)
	if err != nil {
		return nil, err
	}
	return &FreeUp{Snapshot: kept.Snapshot, kept: kept}, nil
}

// Choose gives the lines that fit. Codes: usage.
func (f *FreeUp) Choose(c FreeChoice) (*FreeLines, error) {
	choice := store.FreeChoice{Group: c.Group, LeftOut: c.LeftOut, Search: c.Search}
	for _, expr := range c.Filters {
		filter, err := ledger.ParseFilter(expr)
		if err != nil {
			return nil, err
		}
		choice.Filter = append(choice.Filter, filter)
	}
	if c.Sort != "" {
		choice.Sort = []store.SortKey{{Column: c.Sort, Descending: c.Descending}}
	}
	return f.kept.Choose(choice)
}

// Summary tells what stands beside the lines: their sums by group, what was
// watched, what is left out and why, and what came back.
func (f *FreeUp) Summary(of *FreeLines) ledger.FreeSummary { return f.kept.Summary(of) }

// FreeRules tells how licenses to free up are looked for in this ledger.
func (l *Ledger) FreeRules(ctx context.Context) (ledger.FreeRules, error) {
	return l.store.FreeRules(ctx)
}

// SetFreeRules chooses how they are looked for. Codes: invalid, usage,
// read_only.
func (l *Ledger) SetFreeRules(ctx context.Context, rules ledger.FreeRules) error {
	return l.store.SetFreeRules(ctx, rules)
}

// KeepLicenses leaves a person's licenses out of those to free up. key is an
// object id or an address the person ever had. Codes: not_found when nobody had
// it, invalid when several had, or nobody with an id; read_only.
func (l *Ledger) KeepLicenses(ctx context.Context, key, note string) error {
	id, err := l.accountID(ctx, key)
	if err != nil {
		return err
	}
	return l.store.KeepLicenses(ctx, id, note, l.clock.Now())
}

// ReleaseLicenses takes that back. Codes as KeepLicenses.
func (l *Ledger) ReleaseLicenses(ctx context.Context, key string) error {
	id, err := l.accountID(ctx, key)
	if err != nil {
		return err
	}
	return l.store.ReleaseLicenses(ctx, id)
}

func (l *Ledger) accountID(ctx context.Context, key string) (string, error) {
	if key = strings.TrimSpace(key); ledger.IsObjectID(key) {
		return key, nil
	}
	person, _, err := l.Person(ctx, key)
	return string(person.UserID), err
}

// KeptLicenses lists the people whose licenses are left out, with their names as
// of a day.
func (l *Ledger) KeptLicenses(ctx context.Context, at string) ([]ledger.FreeKept, error) {
	kept, err := l.store.KeptLicenses(ctx)
	if err != nil || len(kept) == 0 {
		return kept, err
	}
	ids := make([]string, len(kept))
	for i := range kept {
		ids[i] = string(kept[i].UserID)
	}
	view, err := l.uncounted(ctx, ViewSpec{At: at, Kind: ledger.ViewUsers, Where: []ledger.Filter{isOneOf("user_id", ids...)}})
	if err != nil {
		return nil, err
	}
	rows, err := view.Rows(0, len(kept))
	if err != nil {
		return nil, err
	}
	names := map[ledger.Text]ledger.Text{}
	for i := range rows {
		names[rows[i].UserID] = rows[i].UserName
	}
	for i := range kept {
		kept[i].UserName = names[kept[i].UserID]
	}
	return kept, nil
}
