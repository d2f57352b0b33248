package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// imageReader reads images: what was kept of them, then what is newer from the
// facts. q is one transaction, so that the parts belong together.
type imageReader struct {
	ctx      context.Context
	q        querier
	sourceID int64
	members  []int64
	kept     bool            // an image was kept and speaks
	pos      ledger.Position // up to which it does
	room     int             // for facts that are newer
	changed  []int64         // ids of facts that were changed since; nil: newer ones are read
}

// errImage is the answer to an image that cannot be: derived, so its remedy is
// to make it anew.
var errImage = ledger.Errorf(ledger.CodeNotALedger, "read image",
	"A part of the history file that is made from the rest is damaged. Run check on the file; restore a backup if it finds more.")

// readImage begins the image of a source, or of those that tell who has an
// account, without any kind yet. fromFacts leaves out what was kept of it.
func readImage(ctx context.Context, q querier, source string, fromFacts bool) (*image, error) {
	m := &image{fromFacts: fromFacts, dicts: map[string]*column.Dict{}, kinds: map[ledger.Kind]*facts{}}
	for _, member := range imageMembers(source) {
		var id int64
		if err := q.QueryRowContext(ctx, `SELECT source_id FROM source WHERE name = ?`, member).Scan(&id); err != nil {
			return nil, err
		}
		m.members = append(m.members, id)
	}
	m.sourceID = m.members[0]
	err := each(ctx, q, `SELECT pos, source_id FROM listing WHERE source_id IN (SELECT value FROM json_each(?)) ORDER BY pos, source_id`, []any{idList(m.members)}, func(rows *sql.Rows) error {
		var pos ledger.Position
		var id int64
		err := rows.Scan(&pos, &id)
		m.listings = append(m.listings, pos)
		if len(m.members) > 1 {
			m.listedBy = append(m.listedBy, uint8(slices.Index(m.members, id)))
		}
		return err
	})
	return m, err
}

// imageMembers names the sources of an image, first the one that it is kept
// under.
func imageMembers(source string) []string {
	if all := ledger.DirectorySources(); slices.Contains(all, source) {
		return all
	}
	return []string{source}
}

// idList writes numbers as a JSON array for SQL.
func idList(ids []int64) string {
	body, err := json.Marshal(ids)
	if err != nil {
		panic(err) // numbers only
	}
	return string(body)
}

// copied gives an image to which more can be added without a reader of this
// one noticing.
func (m *image) copied() *image {
	next := &image{sourceID: m.sourceID, members: m.members, listedBy: m.listedBy, fromFacts: m.fromFacts, listings: m.listings,
		dicts: map[string]*column.Dict{}, kinds: map[ledger.Kind]*facts{}}
	for name, dict := range m.dicts {
		next.dicts[name] = dict
	}
	for kind, f := range m.kinds {
		next.kinds[kind] = f
	}
	return next
}

// with gives the image with one kind more, without its late columns.
func (m *image) with(ctx context.Context, q querier, kind ledger.Kind) (*image, error) {
	r, err := m.reader(ctx, q)
	if err != nil {
		return nil, err
	}
	next := m.copied()
	f, err := r.spine(m, kind)
	if err != nil {
		return nil, err
	}
	next.kinds[kind] = f
	var early []imageColumn
	for _, c := range imageColumns[kind] {
		if !c.late {
			early = append(early, c)
		}
	}
	if err := r.columns(next, kind, early, true); err != nil {
		return nil, err
	}
	if err := r.newSpans(next, f, kind); err != nil {
		return nil, err
	}
	next.settle(kind)
	return next, nil
}

// withLate gives the image with the late columns of a kind that it has.
func (m *image) withLate(ctx context.Context, q querier, kind ledger.Kind) (*image, error) {
	var late []imageColumn
	for _, c := range imageColumns[kind] {
		if c.late && !m.has(kind, c.name) {
			late = append(late, c)
		}
	}
	if len(late) == 0 {
		return m, nil
	}
	r, err := m.reader(ctx, q)
	if err != nil {
		return nil, err
	}
	next := m.copied()
	f := *m.kinds[kind]
	f.columns = map[string]column.Codes{}
	for name, codes := range m.kinds[kind].columns {
		f.columns[name] = codes
	}
	next.kinds[kind] = &f
	if err := r.columns(next, kind, late, false); err != nil {
		return nil, err
	}
	next.settle(kind)
	return next, nil
}

// settle orders the facts, if all that orders them is there, and lets go of
// what only reading needs.
func (m *image) settle(kind ledger.Kind) {
	m.sort(kind)
	for _, dict := range m.dicts {
		dict.Forget()
	}
}

// reader looks whether a kept image speaks.
func (m *image) reader(ctx context.Context, q querier) (*imageReader, error) {
	now, err := epoch(ctx, q)
	if err != nil {
		return nil, err
	}
	return m.readerIn(ctx, q, now)
}

// readerIn looks whether a kept image spoke in an epoch.
func (m *image) readerIn(ctx context.Context, q querier, now int64) (*imageReader, error) {
	r := &imageReader{ctx: ctx, q: q, sourceID: m.sourceID, members: m.members}
	var format, made int64
	var pos ledger.Position
	err := q.QueryRowContext(ctx, `SELECT format, epoch, pos FROM image WHERE source_id = ?`, m.sourceID).Scan(&format, &made, &pos)
	if errors.Is(err, sql.ErrNoRows) {
		return r, nil
	}
	if err == nil && format == imageFormat && made == now && !m.fromFacts {
		r.kept, r.pos = true, pos
	}
	return r, err
}

// spine reads the ids and stretches of a kind, up to the kept image.
func (r *imageReader) spine(m *image, kind ledger.Kind) (f *facts, err error) {
	f = &facts{columns: map[string]column.Codes{}, from: column.NewCodes(0, 0), to: column.NewCodes(0, 0), member: column.NewCodes(0, 0), by: m.listedBy}
	if kind == ledger.KindUser {
		f.lists = &lists{}
	}
	if !r.kept {
		return f, nil
	}
	if err := r.makeRoom(kind, 0); err != nil {
		return nil, err
	}
	if f.ids, err = r.numbers(string(kind) + "/id"); err != nil {
		return nil, err
	}
	f.n, f.kept = uint32(len(f.ids)), uint32(len(f.ids))
	for _, id := range f.ids {
		f.after = max(f.after, int64(id))
	}
	if err := r.makeRoom(kind, f.after); err != nil {
		return nil, err
	}
	for name, target := range map[string]*column.Codes{"from": &f.from, "to": &f.to} {
		if *target, err = r.codes(string(kind)+"/"+name, len(f.ids), column.MaxCode); err != nil {
			return nil, err
		}
	}
	if len(r.members) > 1 {
		if f.member, err = r.codes(string(kind)+"/member", len(f.ids), uint32(len(r.members))); err != nil {
			return nil, err
		}
	}
	again, err := r.numbers(string(kind) + "/again")
	if err != nil {
		return nil, err
	}
	for i := 0; i+2 < len(again); i += 3 {
		if again[i] >= f.n {
			return nil, errImage
		}
		f.again = append(f.again, span{again[i], again[i+1], again[i+2]})
	}
	return f, nil
}

// columns reads columns of a kind, up to the kept image and beyond; first tells
// that the facts beyond are not there yet.
func (r *imageReader) columns(m *image, kind ledger.Kind, columns []imageColumn, first bool) error {
	f := m.kinds[kind]
	for _, c := range columns {
		if err := r.keptColumn(m, f, kind, c); err != nil {
			return fmt.Errorf("read image column %s of %s: %w", c.name, kind, err)
		}
	}
	if first && f.lists != nil {
		if err := r.addresses(m, f); err != nil {
			return fmt.Errorf("read image addresses: %w", err)
		}
	}
	if err := r.newFacts(m, kind, columns, first); err != nil {
		return fmt.Errorf("read facts newer than the image: %w", err)
	}
	return nil
}

func (r *imageReader) keptColumn(m *image, f *facts, kind ledger.Kind, c imageColumn) error {
	dict := m.dicts[c.dict]
	if dict == nil {
		dict = column.NewDict()
		if r.kept {
			var err error
			if dict, err = r.dict(c.dict); err != nil {
				return err
			}
		}
		m.dicts[c.dict] = dict
	}
	if !r.kept {
		f.columns[c.name] = column.NewCodes(0, 0)
		return nil
	}
	codes, err := r.codes(string(kind)+"/"+c.name, int(f.kept), uint32(dict.Len()))
	f.columns[c.name] = codes
	return err
}

// addresses reads the addresses that the accounts carry.
func (r *imageReader) addresses(m *image, f *facts) (err error) {
	dict := column.NewDict()
	if r.kept {
		if dict, err = r.dict("address"); err != nil {
			return err
		}
		if f.lists.ends, err = r.numbers("user/address_end"); err != nil {
			return err
		}
		facts := r.room
		r.room *= 3 // addresses of an account, or so
		f.lists.codes, err = r.numbers("user/address")
		if r.room = facts; err != nil {
			return err
		}
		if !f.lists.valid(f.kept, uint32(dict.Len())) {
			return errImage
		}
	}
	m.dicts["address"] = dict
	return nil
}
