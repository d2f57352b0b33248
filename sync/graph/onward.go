package graph

import (
	"hash/maphash"

	"licenseledger/store/ledger"
)

// mostInVain is how many pages in a row may bring nothing new before a list is
// held to be endless. Changes come with empty pages now and then.
// https://learn.microsoft.com/graph/delta-query-overview
const mostInVain = 1000

// onward follows a list from page to page, and ends one that has no end: one that
// leads back to a page of before, or goes on without anything new.
type onward struct {
	tenant *Tenant
	op     string
	seed   maphash.Seed
	links  map[uint64]bool // of the pages so far
	pages  map[uint64]bool // what they held
	vain   int             // the last pages that brought nothing
}

func (t *Tenant) onward(op string) *onward {
	return &onward{tenant: t, op: op, seed: maphash.MakeSeed(), links: map[uint64]bool{}, pages: map[uint64]bool{}}
}

// following gives the address of the page after another.
func (o *onward) following(address, link string) (string, error) {
	if _, err := o.tenant.cursor(o.op, link); err != nil {
		return "", err
	}
	o.links[maphash.String(o.seed, address)] = true
	if o.links[maphash.String(o.seed, link)] {
		return "", ledger.Errorf(ledger.CodeInvalid, o.op, "Microsoft's list leads back to the same page, so it has no end. Sync again later.")
	}
	return link, nil
}

// brought takes note of what a page held, by its ids.
func (o *onward) brought(ids []string) error {
	if len(ids) > 0 {
		var page maphash.Hash
		page.SetSeed(o.seed)
		for _, id := range ids {
			_, _ = page.WriteString(id) // never fails
			_ = page.WriteByte(0)
		}
		if held := page.Sum64(); !o.pages[held] {
			o.pages[held], o.vain = true, 0
			return nil
		}
	}
	if o.vain++; o.vain > mostInVain {
		return ledger.Errorf(ledger.CodeInvalid, o.op, "Microsoft's list goes on and on without anything new, so it has no end. Sync again later.")
	}
	return nil
}
