package store

import (
	"context"

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
	names, emails             personTexts
	date                      codedColumn
	expires                   codedColumn
	class                     column.Codes // of facts: what service, license and trial mean
	classes                   []meaning
	service                   *column.Dict
	license                   *column.Dict
	unknownName, unknownEmail uint32            // codes of ledger.UnknownWord
	noName                    []bool            // of the codes of names: a filler
	noEmail                   []bool            // of the codes of addresses: a filler
	stands                    []stand           // of the odd lines, whose name or address is a filler
	isOdd                     marks             // of facts
	address                   []uint32          // of the codes of addresses: code of the folded one among those of accounts; 0 when no account ever had it
	identity                  []identity        // by fact and begins
	candidates                map[uint32]string // JSON, by place + 1 of the identity; none where the person is the only one
}

// meaning is what the words of a line mean.
type meaning struct {
	ledger.Classification
	service, license uint32 // codes
	trial            *bool
	pair             uint32 // see history.pairs
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
	r := &report{source: source, image: m, facts: m.kinds[ledger.KindReportRow]}
	r.name, r.email = m.coded(ledger.KindReportRow, "user_name"), m.coded(ledger.KindReportRow, "email_address")
	r.date, r.expires = m.coded(ledger.KindReportRow, "assigned_date"), m.coded(ledger.KindReportRow, "expiration_date")
	r.name.dict, r.email.dict = r.name.dict.Clone(), r.email.dict.Clone()
	if err := h.reading(ctx, func(q querier) error { return r.readIdentities(ctx, q, people) }); err != nil {
		return nil, err
	}
	r.unknownName, r.unknownEmail = put(r.name.dict, ledger.UnknownWord), put(r.email.dict, ledger.UnknownWord)
	for _, dict := range []*column.Dict{people.ids, r.name.dict, r.email.dict} {
		dict.Forget()
	}
	r.noName, r.noEmail = fillersOf(r.name.dict), fillersOf(r.email.dict)
	if err := r.findAddresses(ctx, h, people); err != nil {
		return nil, err
	}
	r.names.Dict, r.emails.Dict = r.name.dict, r.email.dict
	r.findOdd()
	r.classify(h)
	r.putOdd()
	for _, name := range []string{"service", "license", "is_trial", "ordinal"} {
		delete(r.facts.columns, name)
	}
	r.facts.ids = nil
	h.reports[source] = r
	return r, nil
}

// findAddresses ties the addresses of lines to those that accounts ever had,
// which are then let go of: they are many.
func (r *report) findAddresses(ctx context.Context, h *history, p *people) error {
	address, err := h.addresses(ctx, p)
	if err != nil {
		return err
	}
	r.address = make([]uint32, r.email.dict.Len())
	p.address = nil
	if address.Len() == 1 {
		return nil // the directory was never read
	}
	address.Index()
	inParts(len(r.address), partsOf(len(r.address)), func(_, from, to int) {
		for code := from; code < to; code++ {
			if text := r.email.dict.At(uint32(code)); !r.noEmail[code] {
				r.address[code], _ = address.Find(addressKey(ledger.FoldAddress(text)))
			}
		}
	})
	return nil
}

// put gives the code of one text, which the dictionary mostly has.
func put(dict *column.Dict, text string) uint32 {
	if code, ok := dict.Seek(text); ok {
		return code
	}
	return dict.Add([]byte(text))
}

func fillersOf(dict *column.Dict) []bool {
	is := make([]bool, dict.Len())
	inParts(len(is), partsOf(len(is)), func(_, from, to int) {
		for code := from; code < to; code++ {
			is[code] = ledger.IsFiller(dict.At(uint32(code)))
		}
	})
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
