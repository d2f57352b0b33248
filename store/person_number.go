package store

import "licenseledger/store/ledger"

// Persons are numbered throughout a history: first accounts, by people.ids,
// then addresses that an account ever had, then what else tells people apart:
// other addresses, and names. 0 is nobody in particular.

func (h *history) personByAddress(p *people, address uint32) uint32 {
	return uint32(p.ids.Len()) + address
}

func (h *history) personByText(p *people, text string) uint32 {
	if text == "" || text == ledger.UnknownWord {
		return 0
	}
	return uint32(p.ids.Len()+p.owned) + h.persons.Add([]byte(ledger.FoldAddress(text)))
}

func (h *history) personCount(p *people) int { return p.ids.Len() + p.owned + h.persons.Len() }

// personOf numbers the person of a row at hand.
func (h *history) personOf(p *people, r *ledger.Row) uint32 {
	if r.UserID != "" {
		who, _ := p.ids.Find(string(r.UserID))
		return who
	}
	for _, text := range []ledger.Text{r.EmailAddress, r.LastKnownEmail, r.UserName, r.LastKnownName} {
		if n := h.personByText(p, string(text)); n != 0 {
			return n
		}
	}
	return 0
}
