package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"licenseledger/store/ledger"
)

// images verifies that kept images say what the facts say. One that no longer
// speaks is not looked at: nobody reads it.
func (c *checker) images(ctx context.Context) error {
	for _, info := range ledger.Sources() {
		for _, kind := range imagedKinds(info) {
			err := c.image(ctx, info.Name, kind)
			if errors.Is(err, errImage) {
				c.find("image", "the image of %s cannot be read; it is made anew by the next sync or import", info.Name)
				break
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *checker) image(ctx context.Context, source string, kind ledger.Kind) error {
	m, err := readImage(ctx, c.q, source, false)
	if err != nil {
		return err
	}
	r, err := m.reader(ctx, c.q)
	if err != nil || !r.kept {
		return err
	}
	if m, err = m.with(ctx, c.q, kind); err != nil {
		return err
	}
	if m, err = m.withLate(ctx, c.q, kind); err != nil {
		return err
	}
	v := &imageCheck{ctx: ctx, q: c.q, image: m, kind: kind, facts: m.kinds[kind]}
	v.byID = v.facts.byID()
	if err := v.texts(); err != nil {
		return err
	}
	if err := v.spans(); err != nil {
		return err
	}
	if v.wrong > 0 {
		c.find("image", "%d facts of kind %s of %s are others in the image than they are; the next change of history mends it", v.wrong, kind, source)
	}
	return nil
}

// imageCheck compares the image of a kind with its facts.
type imageCheck struct {
	ctx   context.Context
	q     querier
	image *image
	kind  ledger.Kind
	facts *facts
	byID  []uint32
	seen  int
	wrong int
}

// at finds a fact in the image.
func (v *imageCheck) at(id int64) (fact uint32, ok bool) {
	if id >= int64(len(v.byID)) || v.byID[id] == 0 {
		v.wrong++
		return 0, false
	}
	return v.byID[id] - 1, true
}

func (v *imageCheck) texts() error {
	columns := imageColumns[v.kind]
	expressions := make([]string, len(columns))
	coded := make([]codedColumn, len(columns))
	for i, c := range columns {
		expressions[i] = "coalesce(" + c.expression + ", '')"
		coded[i] = v.image.coded(v.kind, c.name)
	}
	var id int64
	texts := make([]sql.RawBytes, len(columns))
	targets := []any{&id}
	for i := range texts {
		targets = append(targets, &texts[i])
	}
	err := each(v.ctx, v.q, fmt.Sprintf(`SELECT fact_id, %s FROM %s WHERE +source_id IN (SELECT value FROM json_each(?))`, strings.Join(expressions, ", "), v.kind),
		[]any{idList(v.image.members)}, func(rows *sql.Rows) error {
			if err := rows.Scan(targets...); err != nil {
				return err
			}
			v.seen++
			fact, ok := v.at(id)
			for i := range coded {
				if ok && coded[i].at(fact) != string(texts[i]) {
					v.wrong++
					break
				}
			}
			return nil
		})
	if v.seen != int(v.facts.n) {
		v.wrong += max(int(v.facts.n)-v.seen, 0)
	}
	return err
}

func (v *imageCheck) spans() error {
	n := 0
	err := each(v.ctx, v.q, fmt.Sprintf(`SELECT fact_id, from_pos, to_pos FROM %s_span WHERE +source_id IN (SELECT value FROM json_each(?))`, v.kind), []any{idList(v.image.members)},
		func(rows *sql.Rows) error {
			var id int64
			var from, to ledger.Position
			if err := rows.Scan(&id, &from, &to); err != nil {
				return err
			}
			n++
			if fact, ok := v.at(id); ok && !v.has(fact, from, to) {
				v.wrong++
			}
			return nil
		})
	there := len(v.facts.again)
	for fact := range v.facts.n {
		if v.facts.from.At(fact) != 0 {
			there++
		}
	}
	v.wrong += max(there-n, 0)
	return err
}

// has tells whether the image has a stretch of a fact.
func (v *imageCheck) has(fact uint32, fromPos, toPos ledger.Position) bool {
	from, ok := v.image.place(fromPos)
	to := uint32(0)
	if toPos != ledger.EndOfTime {
		to, _ = v.image.place(toPos)
	}
	if !ok {
		return false
	}
	if v.facts.from.At(fact) == from+1 {
		return v.facts.to.At(fact) == to
	}
	for _, s := range v.facts.again {
		if s.fact == fact && s.from == from {
			return s.to == to
		}
	}
	return false
}
