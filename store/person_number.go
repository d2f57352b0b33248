package store

import (
	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

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

// personTexts remembers, by their codes, whom the texts of a dictionary stand for: rows
// are counted with every letter of a search.
type personTexts struct {
	*column.Dict
	persons []uint32 // codes of history.persons; 0: not asked yet
}

// personByCode is personByText of a text of a dictionary.
func (h *history) personByCode(p *people, t *personTexts, code uint32) uint32 {
	if int(code) >= len(t.persons) {
		t.persons = append(t.persons, make([]uint32, t.Len()-len(t.persons))...)
	}
	base := uint32(p.ids.Len() + p.owned)
	if known := t.persons[code]; known != 0 {
		return base + known
	}
	person := h.personByText(p, t.At(code))
	if person != 0 {
		t.persons[code] = person - base
	}
	return person
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
