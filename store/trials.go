package store

import (
	"context"

	"licenseledger/store/ledger"
)

// viewTrialsAndFree is the view of trials with free and developer plans, which it
// leaves out unless asked for; see ViewSpec.ShowFree.
const viewTrialsAndFree ledger.ViewKind = "trials and free"

// trialsTable keeps the rows of the list that are trials, and those of free and
// developer plans if they are wanted, with what is told of trials alone.
func (d *day) trialsTable(ctx context.Context, dir *directory, withFree bool) (*table, error) {
	t, err := d.some(ctx, ledger.ViewList, func(list *table) func(row uint32) bool {
		isTrial, isFree := list.isTrial(), list.isFree()
		return func(row uint32) bool { return isTrial(row) || withFree && isFree(row) }
	})
	if err != nil {
		return nil, err
	}
	holders, err := d.paidHolders(ctx, dir)
	if err != nil {
		return nil, err
	}
	text := func(name string) func(row uint32) string { return t.columns[name].text }
	isTrial, ends, made, license, sku, by := t.isTrial(), text("expiration_date"), text("as_of"), text("license"), text("license_id"), text("assigned_by")
	for name, told := range map[string]func(row uint32) string{
		"trial_ended": func(row uint32) string { return string(ledger.HasEnded(ends(row), made(row))) },
		"also_paid":   func(row uint32) string { return string(holders.alsoPay(t, row)) },
		"trial_origin": func(row uint32) string {
			return string(ledger.OriginOfTrial(license(row), sku(row), by(row) == byGroup))
		},
	} {
		t.columns[name] = written(t.rows, func(row uint32) string {
			if !isTrial(row) {
				return ""
			}
			return told(row)
		})
	}
	return t, nil
}

// byGroup is the word of assigned_by for what came through a group.
var byGroup = string(assignedByWords[2])

// isFree tells of rows whether their plan costs nothing for good.
func (t *table) isFree() func(row uint32) bool {
	tiers, tier := t.columns["tier"].scan()
	free, developer := find(tiers, string(ledger.TierFree)), find(tiers, string(ledger.TierDeveloper))
	return func(row uint32) bool { return tier(row) == free || tier(row) == developer }
}

// paidHolders is who holds a paid license for which product.
type paidHolders struct {
	directory *directory
	paid      map[paidFor]bool
}

type paidFor struct {
	person  uint32
	product ledger.Product
}

// paidHolders finds them in the directory and in the list itself.
func (d *day) paidHolders(ctx context.Context, dir *directory) (*paidHolders, error) {
	h := &paidHolders{directory: dir, paid: map[paidFor]bool{}}
	for _, kind := range []ledger.ViewKind{ledger.ViewList, ledger.ViewAssigned} {
		t, err := d.table(ctx, kind)
		if err != nil {
			return nil, err
		}
		tiers, tier := t.columns["tier"].scan()
		wanted := find(tiers, string(ledger.TierPaid))
		for row := range uint32(t.rows) {
			if person := t.person(row); person != 0 && tier(row) == wanted && !t.status(row).Departed() { // who left holds nothing
				h.paid[paidFor{person, t.product(row)}] = true
			}
		}
	}
	return h, nil
}

// alsoPay tells whether the person of a row pays for its product as well. That
// somebody does not only the directory can tell, of an account that it has.
func (h *paidHolders) alsoPay(t *table, row uint32) ledger.Flag {
	if h.paid[paidFor{t.person(row), t.product(row)}] {
		return ledger.FlagTrue
	}
	if t.who == nil || h.directory.fact[t.who(row)] == 0 {
		return ""
	}
	return ledger.FlagFalse
}

// freeHidden counts the rows of free and developer plans that a view of trials
// leaves out.
func (d *day) freeHidden(ctx context.Context) (int, error) {
	list, err := d.table(ctx, ledger.ViewList)
	if err != nil {
		return 0, err
	}
	isFree, n := list.isFree(), 0
	for row := range uint32(list.rows) {
		if isFree(row) {
			n++
		}
	}
	return n, nil
}
