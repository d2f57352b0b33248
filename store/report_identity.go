package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"

	"licenseledger/store/ledger"
)

// identity is what was concluded about an Unknown line, in one stretch of it.
type identity struct {
	fact, begins uint32 // the line, and the place of the listing where the stretch begins
	who          uint32
	name, email  uint32 // codes of the report's dictionaries
	confidence   uint8  // place in confidences
	from, to     ledger.Instant
}

var confidences = []ledger.Confidence{"", ledger.ConfidenceCertain, ledger.ConfidenceLikely, ledger.ConfidenceOneOfN, ledger.ConfidenceNone}

func confidenceCode(c ledger.Confidence) uint8 { return uint8(slices.Index(confidences, c)) }

func (r *report) readIdentities(ctx context.Context, q querier, p *people) error {
	var n int
	if err := q.QueryRowContext(ctx, `SELECT count(*) FROM identity`).Scan(&n); err != nil {
		return err
	}
	r.identity = make([]identity, 0, n)
	byID := r.facts.byID()
	texts := map[int]string{}
	said := map[string]string{} // each once: a crowd is told of all of its rows in the same words
	err := each(ctx, q, `SELECT i.fact_id, i.from_pos, i.confidence, coalesce(i.user_id, ''), coalesce(i.name, ''), coalesce(i.email, ''),
			coalesce(i.since_from, 0), coalesce(i.since_to, 0), CASE WHEN i.confidence IN ('one_of_n', 'none') AND i.candidates <> '[]' THEN i.candidates ELSE '' END
		FROM identity i`, nil, func(rows *sql.Rows) error {
		var factID int64
		var begins ledger.Position
		var i identity
		var confidence, id, name, email, candidates sql.RawBytes
		if err := rows.Scan(&factID, &begins, &confidence, &id, &name, &email, &i.from, &i.to, &candidates); err != nil {
			return err
		}
		if factID < 0 || factID >= int64(len(byID)) || byID[factID] == 0 {
			return nil // a line of another source
		}
		place, ok := r.image.place(begins)
		if !ok {
			return errImage
		}
		i.fact, i.begins, i.confidence = byID[factID]-1, place, confidenceCode(ledger.Confidence(confidence))
		i.who, _ = p.ids.Find(string(id))
		i.name, i.email = r.name.dict.Add(name), r.email.dict.Add(email)
		if len(candidates) > 0 {
			text, ok := said[string(candidates)]
			if !ok {
				text = string(candidates)
				said[text] = text
			}
			texts[len(r.identity)] = text
		}
		r.identity = append(r.identity, i)
		return nil
	})
	if err == nil {
		r.sortIdentities(texts)
	}
	return err
}

// sortIdentities puts the identities where identityOf finds them; texts are
// those of the candidates, by the order they were read in.
func (r *report) sortIdentities(texts map[int]string) {
	r.candidates = make(map[uint32]string, len(texts))
	type read struct {
		*identity
		text string
	}
	var told []read
	for n, text := range texts {
		i := r.identity[n]
		told = append(told, read{&i, text})
	}
	slices.SortFunc(r.identity, func(a, b identity) int { return a.compare(b.fact, b.begins) })
	for _, one := range told {
		r.candidates[r.identityOf(one.fact, one.begins)] = one.text
	}
}

func (i identity) compare(fact, begins uint32) int {
	return cmp.Or(cmp.Compare(i.fact, fact), cmp.Compare(i.begins, begins))
}

// identityOf gives the place + 1 of who a line was, in the stretch that begins
// with a listing; 0 when nothing is known.
func (r *report) identityOf(fact, begins uint32) uint32 {
	n, ok := slices.BinarySearchFunc(r.identity, fact, func(i identity, fact uint32) int { return i.compare(fact, begins) })
	if !ok {
		return 0
	}
	return uint32(n) + 1
}

// candidatesOf gives the people who may be behind an Unknown line, by place + 1
// of its identity.
func (r *report) candidatesOf(n uint32, p *people) (all []ledger.Candidate) {
	i := &r.identity[n-1]
	switch confidence := confidences[i.confidence]; {
	case r.candidates[n] != "":
		if err := json.Unmarshal([]byte(r.candidates[n]), &all); err != nil {
			return nil // the schema lets only JSON in, and only conclusions write it
		}
	case confidence == ledger.ConfidenceCertain || confidence == ledger.ConfidenceLikely:
		all = []ledger.Candidate{{UserID: ledger.Text(p.ids.At(i.who)), Name: ledger.Text(r.name.dict.At(i.name)), Email: ledger.Text(r.email.dict.At(i.email))}}
	}
	return all
}
