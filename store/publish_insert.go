package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"

	"licenseledger/store/ledger"
)

// addFacts keeps the content of the facts that nobody had, in the order of
// their hashes: their index grows at its end, and the ids of a listing do not
// depend on the order it was read in.
func (b *publisher) addFacts(ctx context.Context, all []*kindChange, kept bitset) (err error) {
	stoppable := ctx
	ctx = context.WithoutCancel(ctx) // the driver starts a goroutine for every statement that can be stopped
	if b.first, err = b.beginFirstImage(ctx, all); err != nil {
		return err
	}
	defer func() { b.first.end(err == nil) }()
	stopped, stop := context.WithCancel(stoppable)
	reader := b.readContent(stopped, kept)
	cut := b.cutRows(stopped, reader, all)
	defer func() {
		stop()
		cut.wait()
		reader.wait()
	}()
	if err := b.unchecked(ctx, func() error { return b.insertRows(ctx, cut) }); err != nil {
		return err
	}
	for _, c := range all {
		if last, err := b.lastFact(ctx, c.kind); err != nil || last != c.last {
			return errors.Join(err, fmt.Errorf("the last fact of %s is %d, not %d", c.kind, last, c.last))
		}
	}
	missing := b.tally.fresh.len() - b.found
	if !b.allFresh {
		missing = 0
		b.tally.eachFresh(func(n int) {
			if !kept.has(n) {
				missing++
			}
		})
	}
	if missing > 0 {
		return fmt.Errorf("%d of %d %w", missing, b.rows, errNoContent)
	}
	return nil
}

// valuesAtOnce is about how many values one statement inserts. The driver looks for each
// of them among all of a statement's, so more are not faster.
const valuesAtOnce = 48

// mostAtOnce is the most facts that one statement inserts.
const mostAtOnce = 8

// rowsAtOnce is how many facts of a kind one statement inserts.
func rowsAtOnce(kind ledger.Kind) int {
	return min(max(valuesAtOnce/(len(ledger.Columns(kind))+1), 1), mostAtOnce)
}

// statementsAhead is how many statements' values are cut ahead of their insertion. So many
// of them are given back at once: whoever cuts is not woken for each.
const statementsAhead, givenBack = 256, 64

// rowValues are the values of one statement, which inserts rows of one kind.
type rowValues struct {
	change *kindChange
	rows   int
	hashes [mostAtOnce]ledger.Hash // that values point at
	values []driver.NamedValue
}

// rowCutter cuts the content of facts into the values of their rows, ahead of their
// insertion, and gives the facts their ids.
type rowCutter struct {
	publisher *publisher
	free      chan []*rowValues
	mine      []*rowValues    // of those that are free
	filled    chan *rowValues // closed after the last one, or an error
	err       error           // once filled is closed
}

// cutRows begins to read facts and to cut them, until ctx ends.
func (b *publisher) cutRows(ctx context.Context, reader *contentReader, all []*kindChange) *rowCutter {
	c := &rowCutter{publisher: b, free: make(chan []*rowValues, statementsAhead/givenBack), filled: make(chan *rowValues, statementsAhead)}
	for range statementsAhead {
		c.mine = append(c.mine, &rowValues{})
	}
	go func() {
		defer close(c.filled)
		c.err = c.run(ctx, reader, all)
	}()
	return c
}

func (c *rowCutter) run(ctx context.Context, reader *contentReader, all []*kindChange) error {
	var changes [256]*kindChange
	var unfinished [256]*rowValues
	var atOnce [256]int
	for _, change := range all {
		changes[change.code], atOnce[change.code] = change, rowsAtOnce(change.kind)
	}
	var scratch []any
	var err error
	for part := range reader.filled {
		for i := range part.facts {
			f := &part.facts[i]
			rows := unfinished[f.code]
			if rows == nil {
				if rows, err = c.next(ctx, changes[f.code]); err != nil {
					return err
				}
				unfinished[f.code] = rows
			}
			if scratch, err = rows.add(scratch[:0], f.hash, part.content[f.begin:f.end]); err != nil {
				return err
			}
			if rows.rows == atOnce[f.code] {
				c.filled <- rows
				unfinished[f.code] = nil
			}
		}
		if c.publisher.first != nil {
			c.publisher.first.work <- part
		} else {
			c.publisher.buffers.Put(part)
		}
	}
	if reader.err != nil {
		return reader.err
	}
	for _, change := range all {
		if rows := unfinished[change.code]; rows != nil {
			c.filled <- rows
		}
	}
	return nil
}

// next gives what a statement is to be made of.
func (c *rowCutter) next(ctx context.Context, change *kindChange) (*rowValues, error) {
	if len(c.mine) == 0 {
		select {
		case c.mine = <-c.free:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	rows := c.mine[len(c.mine)-1]
	c.mine = c.mine[:len(c.mine)-1]
	rows.change, rows.rows, rows.values = change, 0, rows.values[:0]
	return rows, nil
}

// wait waits until nothing is cut any more.
func (c *rowCutter) wait() {
	for range c.filled {
	}
}

// add adds a fact. It gives back scratch, which it has grown.
func (r *rowValues) add(scratch []any, hash ledger.Hash, content []byte) ([]any, error) {
	r.change.last++
	r.hashes[r.rows] = hash
	scratch = append(scratch, r.hashes[r.rows][:])
	scratch, err := ledger.AppendValues(scratch, r.change.kind, content)
	if err != nil {
		return scratch, fmt.Errorf("%w: %w", errDamaged, err)
	}
	for _, value := range scratch {
		r.values = append(r.values, driver.NamedValue{Ordinal: len(r.values) + 1, Value: value})
	}
	r.rows++
	return scratch, nil
}

// insertRows inserts what is cut. It speaks to the driver itself: package sql makes a list
// of a statement's values anew for each time that it is run, which took an eighth of the
// time of all insertion.
func (b *publisher) insertRows(ctx context.Context, cut *rowCutter) error {
	return b.conn.Raw(func(conn any) (err error) {
		type insert struct {
			kind byte
			rows int
		}
		prepared := map[insert]driver.Stmt{}
		used := make([]*rowValues, 0, givenBack)
		defer func() {
			for _, statement := range prepared {
				err = errors.Join(err, statement.Close())
			}
		}()
		for rows := range cut.filled {
			this := insert{rows.change.code, rows.rows}
			statement := prepared[this]
			if statement == nil {
				if statement, err = conn.(driver.ConnPrepareContext).PrepareContext(ctx, b.insertStatement(rows.change.kind, rows.rows)); err != nil {
					return err
				}
				prepared[this] = statement
			}
			if _, err := statement.(driver.StmtExecContext).ExecContext(ctx, rows.values); err != nil {
				return err
			}
			if used = append(used, rows); len(used) == givenBack {
				cut.free <- used
				used = make([]*rowValues, 0, givenBack)
			}
		}
		return cut.err
	})
}

// unchecked has SQLite not evaluate CHECK constraints while f inserts facts. Theirs are of
// the length of a hash alone, which is that of a [ledger.Hash]; but since one calls a
// function, which could fail, SQLite keeps a copy of each page that a statement changes, to
// undo it. All other constraints hold as ever.
func (b *publisher) unchecked(ctx context.Context, f func() error) error {
	if _, err := b.tx.ExecContext(ctx, `PRAGMA ignore_check_constraints = on`); err != nil {
		return err
	}
	err := f()
	_, back := b.tx.ExecContext(ctx, `PRAGMA ignore_check_constraints = off`)
	return errors.Join(err, back)
}

// insertStatement leaves it to SQLite to give facts their ids, which follow on the highest:
// as rowCutter counts them.
func (b *publisher) insertStatement(kind ledger.Kind, rows int) string {
	columns := ledger.Columns(kind)
	row := fmt.Sprintf("(%d, ?%s)", b.sourceID, strings.Repeat(", ?", len(columns)))
	// A failure ends the whole publication, so no statement has to be undone alone.
	return fmt.Sprintf(`INSERT OR FAIL INTO %s (source_id, hash, %s) VALUES %s`,
		kind, strings.Join(columns, ", "), row+strings.Repeat(", "+row, rows-1))
}
