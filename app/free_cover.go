package app

import (
	"context"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// FreeCover says that one license brings all that another does.
type FreeCover struct {
	LicenseID string      `json:"license_id"`
	License   ledger.Text `json:"license"`
	CoversID  string      `json:"covers_id"`
	Covers    ledger.Text `json:"covers"`
	Own       bool        `json:"own"`     // as somebody said; the others are built in
	Removed   bool        `json:"removed"` // built in, and no longer held for true
}

// Covers lists what covers what, built in or said by somebody, by the names of
// licenses; with those of the built-in table that somebody took out.
func (l *Ledger) Covers(ctx context.Context) ([]FreeCover, error) {
	edits, err := l.store.CoverEdits(ctx)
	if err != nil {
		return nil, err
	}
	names, err := l.licenseNames(ctx)
	if err != nil {
		return nil, err
	}
	said := map[ledger.Cover]bool{}
	for _, e := range edits {
		said[e.Cover] = e.IsCovered
	}
	all := ledger.CoversWith(edits)
	builtIn := ledger.BuiltInCovers()
	for _, c := range builtIn {
		if is, ok := said[c]; ok && !is {
			all = append(all, c)
		}
	}
	covers := make([]FreeCover, 0, len(all))
	for _, c := range all {
		is, ok := said[c]
		covers = append(covers, FreeCover{LicenseID: c.SkuID, License: names(c.SkuID), CoversID: c.CoveredSkuID, Covers: names(c.CoveredSkuID),
			Own: !slices.Contains(builtIn, c), Removed: ok && !is})
	}
	slices.SortStableFunc(covers, func(a, b FreeCover) int {
		return strings.Compare(ledger.FoldText(string(a.License)+"\x00"+string(a.Covers)), ledger.FoldText(string(b.License)+"\x00"+string(b.Covers)))
	})
	return covers, nil
}

// licenseNames names licenses as the tenant does, else as the built-in table
// does, else by their id.
func (l *Ledger) licenseNames(ctx context.Context) (func(id string) ledger.Text, error) {
	seats, err := l.latestSeats(ctx)
	if err != nil {
		return nil, err
	}
	return func(id string) ledger.Text {
		for i := range seats {
			if string(seats[i].LicenseID) == id {
				return seats[i].License
			}
		}
		return ledger.Text(ledger.LicenseName(id, id))
	}, nil
}

// NamedLicense is a license by its name.
type NamedLicense struct {
	ID   string
	Name ledger.Text
}

// CoverLicenses lists the licenses that something can be said of: those of the
// tenant, and those that cover or are covered, by name.
func (l *Ledger) CoverLicenses(ctx context.Context) ([]NamedLicense, error) {
	names, err := l.licenseNames(ctx)
	if err != nil {
		return nil, err
	}
	seats, err := l.latestSeats(ctx)
	if err != nil {
		return nil, err
	}
	covers, err := l.Covers(ctx)
	if err != nil {
		return nil, err
	}
	var ids []string
	for i := range seats {
		ids = append(ids, string(seats[i].LicenseID))
	}
	for _, c := range covers {
		ids = append(ids, c.LicenseID, c.CoversID)
	}
	slices.Sort(ids)
	all := []NamedLicense{}
	for _, id := range slices.Compact(ids) {
		all = append(all, NamedLicense{id, names(id)})
	}
	slices.SortStableFunc(all, func(a, b NamedLicense) int {
		return strings.Compare(ledger.FoldText(string(a.Name)), ledger.FoldText(string(b.Name)))
	})
	return all, nil
}

// latestSeats are the licenses as read last; none where nothing was read.
func (l *Ledger) latestSeats(ctx context.Context) ([]ledger.SeatRow, error) {
	_, seats, err := l.Seats(ctx, "")
	if ledger.CodeOf(err) == ledger.CodeNotFound {
		return nil, nil
	}
	return seats, err
}

// SetCover says whether a license brings all that another does, each named by
// its id, its part number or its name. Codes: usage for a license that nobody
// knows, invalid, read_only.
func (l *Ledger) SetCover(ctx context.Context, license, covered string, is bool) error {
	seats, err := l.latestSeats(ctx)
	if err != nil {
		return err
	}
	e := ledger.CoverEdit{IsCovered: is}
	if e.SkuID, err = licenseCalled(license, seats); err != nil {
		return err
	}
	if e.CoveredSkuID, err = licenseCalled(covered, seats); err != nil {
		return err
	}
	return l.store.SetCover(ctx, e)
}

// licenseCalled finds the license that a person means by an id, a part number or
// a name: one of the tenant's, else one of the built-in table.
func licenseCalled(word string, seats []ledger.SeatRow) (id string, err error) {
	word = strings.TrimSpace(word)
	if ledger.IsObjectID(word) {
		return strings.ToLower(word), nil
	}
	var found, names []string
	for i := range seats {
		s := &seats[i]
		names = append(names, string(s.License))
		if strings.EqualFold(string(s.SkuPartNumber), word) || ledger.CanMeanLicense(word, string(s.LicenseID), string(s.SkuPartNumber)) {
			found = append(found, string(s.LicenseID))
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	if id, _, ok := ledger.LicenseNamed(word); ok && id != "" && len(found) == 0 {
		return id, nil
	}
	const op = "find license"
	switch {
	case len(found) > 1:
		return "", ledger.Errorf(ledger.CodeUsage, op, "Several licenses are called %q. Name the one that you mean by its id, see licensectl licenses --json.", word)
	case len(names) == 0:
		return "", ledger.Errorf(ledger.CodeUsage, op, "There is no license %q. Name it as the admin center does, or by its id.", word)
	}
	return "", ledger.Errorf(ledger.CodeUsage, op, "There is no license %q. Did you mean %s?", word, ledger.Nearest(word, names))
}
