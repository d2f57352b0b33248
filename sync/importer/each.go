package importer

import (
	"context"
	"errors"

	"licenseledger/store/ledger"
)

// hears is told what a pass over the file reads.
type hears interface {
	begin(r *rows) error
	object(o ledger.Object) error
	softDeleted(id string) error
	reject(p *Problem, repeats bool)
	note(p Problem)
}

// untoldRows is how many rows are looked up together.
const untoldRows = 256

// telling tells hears every row. Rows wait until some are read: whether one came
// before is looked up in a large table, and many look-ups beside each other wait
// for memory together.
type telling struct {
	f       *File
	rows    *rows
	hears   hears
	before  *repetitions
	waiting []waitingRow
}

type waitingRow struct {
	object ledger.Object
	row    repeated
	line   int
}

// each reads every row and tells it, and how many they are so far.
func (f *File) each(ctx context.Context, r *rows, h hears, told func(rows int64)) error {
	t := telling{f: f, rows: r, hears: h, before: newRepetitions(min(f.size/usualRow, mostReserved)), waiting: make([]waitingRow, 0, untoldRows)}
	for n := int64(0); ; n++ {
		if n%1024 == 0 {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			told(n)
		}
		if err := t.next(); err != nil {
			if told := t.flush(); told != nil {
				return told
			}
			return err
		}
	}
}

// next reads one row.
func (t *telling) next() error {
	r := t.rows
	if err := r.next(); err != nil {
		var problem *Problem
		if !errors.As(err, &problem) {
			return err
		}
		return t.reject(problem)
	}
	l := r.header.layout
	if l == activeUsers && l.deleted(&r.row) {
		id, problem := objectID(&r.row)
		if problem != nil {
			return t.reject(problem)
		}
		return t.hears.softDeleted(id)
	}
	o, problem := l.read(&r.row)
	if r.fatal != nil {
		return r.fatal
	}
	if len(r.noted) > 0 {
		if err := t.flush(); err != nil { // problems are told in their order
			return err
		}
		for _, noted := range r.noted {
			t.hears.note(noted)
		}
		r.noted = r.noted[:0]
	}
	if problem != nil {
		return t.reject(problem)
	}
	if r.key = append(r.key[:0], o.Owner...); l.key != nil {
		r.key = l.key(r.key, o)
	}
	if t.waiting = append(t.waiting, waitingRow{o, t.before.row(r.key), r.row.line}); len(t.waiting) < untoldRows {
		return nil
	}
	return t.flush()
}

func (t *telling) reject(p *Problem) error {
	err := t.flush()
	t.hears.reject(p, false)
	return err
}

// flush tells the rows that wait.
func (t *telling) flush() error {
	waiting := t.waiting
	t.waiting = t.waiting[:0]
	for i := range waiting {
		t.before.touch(waiting[i].row)
	}
	for i := range waiting {
		w := &waiting[i]
		if n := t.before.add(w.row); n > 0 {
			again, reason := t.rows.header.layout.again(w.object, n)
			if reason != "" {
				t.hears.reject(&Problem{Line: w.line, Reason: reason}, true)
				continue
			}
			w.object = again
		}
		if err := t.hears.object(w.object); err != nil {
			return err
		}
	}
	return nil
}
