package store

import (
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strings"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// newFacts reads columns of the facts that are newer than the kept image; first
// tells that the facts themselves are not there yet.
func (r *imageReader) newFacts(m *image, kind ledger.Kind, columns []imageColumn, first bool) error {
	f := m.kinds[kind]
	carries := first && f.lists != nil
	expressions := make([]string, len(columns))
	for i, c := range columns {
		expressions[i] = "coalesce(" + c.expression + ", '')"
	}
	if carries {
		expressions = append(expressions, "coalesce(user_principal_name, '')", "coalesce(mail, '')", "coalesce(proxy_addresses, '')")
	}
	a := newAdder(m, f, columns, carries)
	a.few = r.changed != nil
	var id, sourceID int64
	raw := make([]sql.RawBytes, len(expressions))
	targets := []any{&id, &sourceID}
	for i := range raw {
		targets = append(targets, &raw[i])
	}
	newer, args := r.newer(f)
	query := fmt.Sprintf(`SELECT fact_id, source_id, %s FROM %s WHERE `, strings.Join(expressions, ", "), kind) + newer
	err := each(r.ctx, r.q, query, args, func(rows *sql.Rows) error {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		if id > math.MaxUint32 {
			return errImage
		}
		if first {
			r.addFact(f, id, sourceID)
		}
		a.add(raw[:len(columns)])
		if carries {
			n := len(columns)
			a.carry(addressesOf(string(raw[n]), string(raw[n+1]), string(raw[n+2])))
		}
		return nil
	})
	a.done()
	for _, c := range columns {
		if codes := f.columns[c.name]; err == nil && uint32(codes.Len()) != f.n {
			return errImage
		}
	}
	return err
}

// newer is the condition for facts that the kept image does not have: they are newer, or
// were changed. The plus keeps SQLite from reading the whole source by its other index, to
// sort it.
func (r *imageReader) newer(f *facts) (condition string, args []any) {
	if r.changed != nil {
		return `+source_id IN (SELECT value FROM json_each(?)) AND fact_id IN (SELECT value FROM json_each(?)) ORDER BY fact_id`, []any{idList(r.members), idList(r.changed)}
	}
	return `+source_id IN (SELECT value FROM json_each(?)) AND fact_id > ? ORDER BY fact_id`, []any{idList(r.members), f.after}
}

// addFact adds a fact without its stretches and columns.
func (r *imageReader) addFact(f *facts, id, sourceID int64) {
	f.ids = append(f.ids, uint32(id))
	f.from.Append(0)
	f.to.Append(0)
	if len(r.members) > 1 {
		f.member.Append(uint32(slices.Index(r.members, sourceID)))
	}
	f.n++
}

// adder adds facts to the columns of an image.
type adder struct {
	image   *image
	facts   *facts
	columns []imageColumn
	codes   []column.Codes
	dicts   []*column.Dict
	address *column.Dict
	few     bool // facts are: no index of a dictionary is made for them
}

// newAdder copies the dictionaries that are added to: what readers hold stays
// as it is.
func newAdder(m *image, f *facts, columns []imageColumn, carries bool) *adder {
	a := &adder{image: m, facts: f, columns: columns}
	copied := map[string]*column.Dict{}
	for _, c := range columns {
		if copied[c.dict] == nil {
			copied[c.dict] = m.dicts[c.dict].Clone()
		}
		a.dicts = append(a.dicts, copied[c.dict])
		a.codes = append(a.codes, f.columns[c.name])
	}
	if carries {
		a.address = m.dicts["address"].Clone()
	}
	return a
}

func (a *adder) add(texts []sql.RawBytes) {
	for i, text := range texts {
		a.codes[i].Append(a.code(a.dicts[i], text))
	}
}

func (a *adder) carry(addresses []string) {
	list := make([]uint32, len(addresses))
	for i, address := range addresses {
		list[i] = a.identifier(a.address, addressID(address))
	}
	a.facts.lists.append(list...)
}

func (a *adder) code(dict *column.Dict, text []byte) uint32 {
	if a.few {
		return dict.AddFew(text)
	}
	return dict.Add(text)
}

func (a *adder) identifier(dict *column.Dict, id [16]byte) uint32 {
	if a.few {
		return dict.AddFew([]byte(column.Identifier(id)))
	}
	return dict.AddIdentifier(id)
}

func (a *adder) done() {
	for i, c := range a.columns {
		a.facts.columns[c.name], a.image.dicts[c.dict] = a.codes[i], a.dicts[i]
	}
	if a.address != nil {
		a.image.dicts["address"] = a.address
	}
}

// newSpans reads the stretches that began or ended after the kept image.
func (r *imageReader) newSpans(m *image, f *facts, kind ledger.Kind) error {
	query := fmt.Sprintf(`SELECT fact_id, from_pos, to_pos FROM %[1]s_span WHERE source_id = ?1 AND to_pos > ?2 AND to_pos < ?3
		UNION ALL SELECT fact_id, from_pos, to_pos FROM %[1]s_span WHERE source_id = ?1 AND to_pos = ?3 AND from_pos > ?2`, kind)
	for _, member := range r.members {
		if err := r.newSpansOf(m, f, query, member); err != nil {
			return err
		}
	}
	return nil
}

func (r *imageReader) newSpansOf(m *image, f *facts, query string, sourceID int64, more ...any) error {
	var byID []uint32
	return each(r.ctx, r.q, query, append([]any{sourceID, int64(r.pos), int64(ledger.EndOfTime)}, more...), func(rows *sql.Rows) error {
		var id int64
		var fromPos, toPos ledger.Position
		if err := rows.Scan(&id, &fromPos, &toPos); err != nil {
			return err
		}
		if byID == nil {
			byID = f.byID()
		}
		from, ok := m.place(fromPos)
		to := uint32(0)
		if toPos != ledger.EndOfTime {
			var ends bool
			to, ends = m.place(toPos)
			ok = ok && ends
		}
		if !ok || id < 0 || id >= int64(len(byID)) || byID[id] == 0 {
			return errImage
		}
		f.put(span{byID[id] - 1, from, to})
		return nil
	})
}

// byID gives every fact's place + 1 by its id.
func (f *facts) byID() []uint32 {
	most := uint32(0)
	for _, id := range f.ids {
		most = max(most, id)
	}
	byID := make([]uint32, int(most)+1)
	for place, id := range f.ids {
		byID[id] = uint32(place) + 1
	}
	return byID
}

// put notes a stretch, or that one which is known ends.
func (f *facts) put(s span) {
	switch f.from.At(s.fact) {
	case 0:
		f.from.Set(s.fact, s.from+1)
		f.to.Set(s.fact, s.to)
		return
	case s.from + 1:
		f.to.Set(s.fact, s.to)
		return
	}
	for i := range f.again {
		if f.again[i].fact == s.fact && f.again[i].from == s.from {
			f.again[i].to = s.to
			return
		}
	}
	f.again = append(f.again, s)
}
