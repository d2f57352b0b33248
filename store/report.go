package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// report is the whole history of one source of the list, with what its texts
// mean. It belongs to one generation.
type report struct {
	source                    string
	image                     *image
	facts                     *facts
	name                      codedColumn
	email                     codedColumn
	date                      codedColumn
	expires                   codedColumn
	class                     column.Codes // of facts: what service, license and trial mean
	classes                   []meaning
	service                   *column.Dict
	license                   *column.Dict
	unknownName, unknownEmail uint32   // codes of ledger.UnknownWord
	noName                    []bool   // of the codes of names: a filler
	noEmail                   []bool   // of the codes of addresses: a filler
	stands                    []stand  // of the odd lines, whose name or address is a filler
	isOdd                     []uint64 // bit by fact
	address                   []uint32 // of the codes of addresses: code of the folded one among those of accounts; 0 when no account ever had it
	identity                  []identity
	known                     map[spanKey]uint32 // place + 1 of the identity of an Unknown line
}

// meaning is what the words of a line mean.
type meaning struct {
	ledger.Classification
	service, license uint32 // codes
	trial            *bool
	pair             uint32 // see history.pairs
}

// spanKey names one span of a fact: its place and that of the listing where it
// begins.
type spanKey struct{ fact, from uint32 }

// identity is what was concluded about an Unknown line.
type identity struct {
	confidence  ledger.Confidence
	who         uint32
	name, email uint32 // codes of the report's dictionaries
	from, to    ledger.Instant
	candidates  string // JSON; "" where the person is the only one
}

// report gives the history of a source of the list.
func (h *history) report(ctx context.Context, source string) (*report, error) {
	if r := h.reports[source]; r != nil {
		return r, nil
	}
	people, err := h.loadPeople(ctx)
	if err != nil {
		return nil, err
	}
	m, err := h.image(ctx, source, ledger.KindReportRow)
	if err != nil {
		return nil, err
	}
	address, err := h.addresses(ctx, people)
	if err != nil {
		return nil, err
	}
	r := &report{source: source, image: m, facts: m.kinds[ledger.KindReportRow]}
	r.name, r.email = m.coded(ledger.KindReportRow, "user_name"), m.coded(ledger.KindReportRow, "email_address")
	r.date, r.expires = m.coded(ledger.KindReportRow, "assigned_date"), m.coded(ledger.KindReportRow, "expiration_date")
	r.name.dict, r.email.dict = r.name.dict.Clone(), r.email.dict.Clone()
	if err := h.reading(ctx, func(q querier) error { return r.readIdentities(ctx, q, people) }); err != nil {
		return nil, err
	}
	r.unknownName, r.unknownEmail = r.name.dict.Add([]byte(ledger.UnknownWord)), r.email.dict.Add([]byte(ledger.UnknownWord))
	r.noName, r.noEmail = fillersOf(r.name.dict), fillersOf(r.email.dict)
	r.findOdd()
	r.classify(h)
	r.putOdd()
	for _, name := range []string{"service", "license", "is_trial", "ordinal"} {
		delete(r.facts.columns, name)
	}
	r.address = make([]uint32, r.email.dict.Len())
	for code := range r.address {
		if text := r.email.dict.At(uint32(code)); !r.noEmail[code] {
			r.address[code], _ = address.Find(ledger.FoldAddress(text))
		}
	}
	r.facts.ids, people.address = nil, nil
	for _, dict := range []*column.Dict{people.ids, r.name.dict, r.email.dict} {
		dict.Forget()
	}
	h.reports[source] = r
	return r, nil
}

func fillersOf(dict *column.Dict) []bool {
	is := make([]bool, dict.Len())
	for code := range is {
		is[code] = ledger.IsFiller(dict.At(uint32(code)))
	}
	return is
}

// classify finds what the words of every line mean: reports have few words,
// and many lines.
func (r *report) classify(h *history) {
	service, license, trial := r.image.coded(ledger.KindReportRow, "service"), r.image.coded(ledger.KindReportRow, "license"), r.image.coded(ledger.KindReportRow, "is_trial")
	r.service, r.license = service.dict, license.dict
	known := map[[3]uint32]uint32{}
	r.class = column.NewCodes(int(r.facts.n), 0)
	var last [3]uint32
	lastClass := uint32(column.MaxCode)
	for fact := range r.facts.n {
		key := [3]uint32{service.codes.At(fact), license.codes.At(fact), trial.codes.At(fact)}
		if key != last || lastClass == column.MaxCode {
			class, ok := known[key]
			if !ok {
				class = uint32(len(r.classes))
				known[key] = class
				r.classes = append(r.classes, h.meaningOf(r, key, trialOf(trial.dict.At(key[2]))))
			}
			last, lastClass = key, class
		}
		r.class.Append(lastClass)
	}
}

func (h *history) meaningOf(r *report, key [3]uint32, trial *bool) meaning {
	words := pair{r.service.At(key[0]), r.license.At(key[1])}
	return meaning{ledger.ClassifyText(words.service, words.license, trial), key[0], key[1], trial, h.pairOf(words)}
}

// meaning gives what the words of a line mean.
func (r *report) meaning(fact uint32) *meaning { return &r.classes[r.class.At(fact)] }

// trialOf reads the cell of a line that says whether it is a trial.
func trialOf(text string) *bool {
	if text == "" {
		return nil
	}
	is := text == "1"
	return &is
}

func (r *report) readIdentities(ctx context.Context, q querier, p *people) error {
	byID := r.facts.byID()
	r.known = map[spanKey]uint32{}
	return each(ctx, q, `SELECT i.fact_id, i.from_pos, i.confidence, coalesce(i.user_id, ''), coalesce(i.name, ''), coalesce(i.email, ''),
			coalesce(i.since_from, 0), coalesce(i.since_to, 0), CASE WHEN i.confidence IN ('one_of_n', 'none') AND i.candidates <> '[]' THEN i.candidates ELSE '' END
		FROM identity i`, nil, func(rows *sql.Rows) error {
		var factID int64
		var from ledger.Position
		var i identity
		var id, name, email sql.RawBytes
		if err := rows.Scan(&factID, &from, &i.confidence, &id, &name, &email, &i.from, &i.to, &i.candidates); err != nil {
			return err
		}
		if factID >= int64(len(byID)) || byID[factID] == 0 {
			return nil // a line of another source
		}
		place, ok := r.image.place(from)
		if !ok {
			return errImage
		}
		i.who, _ = p.ids.Find(string(id))
		i.name, i.email = r.name.dict.Add(name), r.email.dict.Add(email)
		r.identity = append(r.identity, i)
		r.known[spanKey{byID[factID] - 1, place}] = uint32(len(r.identity))
		return nil
	})
}

// candidatesOf gives the people who may be behind an Unknown line.
func (r *report) candidatesOf(i *identity, p *people) (all []ledger.Candidate) {
	switch {
	case i.candidates != "":
		if err := json.Unmarshal([]byte(i.candidates), &all); err != nil {
			return nil // the schema lets only JSON in, and only conclusions write it
		}
	case i.confidence == ledger.ConfidenceCertain || i.confidence == ledger.ConfidenceLikely:
		all = []ledger.Candidate{{UserID: ledger.Text(p.ids.At(i.who)), Name: ledger.Text(r.name.dict.At(i.name)), Email: ledger.Text(r.email.dict.At(i.email))}}
	}
	return all
}
