package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"slices"

	"licenseledger/store/ledger"
)

// imagedFacts hands the facts of a listing to add from the kept image of the
// source; done is false when no image speaks for the kind.
func (l *Ledger) imagedFacts(ctx context.Context, q querier, info ledger.SourceInfo, kind ledger.Kind, at ledger.Position,
	add func(kind ledger.Kind, hash ledger.Hash, factID int64)) (done bool, err error) {
	leader, _ := ledger.SourceByName(imageMembers(info.Name)[0])
	if !slices.Contains(imagedKinds(leader), kind) {
		return false, nil
	}
	m, err := readImage(ctx, q, info.Name, l.past.damaged.Load())
	if err != nil {
		return false, err
	}
	r, err := m.reader(ctx, q)
	if err != nil || !r.kept {
		return false, err
	}
	err = r.hashesAt(m, kind, at, func(hash ledger.Hash, factID int64) { add(kind, hash, factID) })
	if errors.Is(err, errImage) {
		l.past.damaged.Store(true)
		return false, nil // the facts tell the same
	}
	return true, err
}

// hashesAt gives every fact of the listing at a position with its hash.
func (r *imageReader) hashesAt(m *image, kind ledger.Kind, pos ledger.Position, add func(hash ledger.Hash, factID int64)) error {
	at, ok := m.place(pos)
	if !ok {
		return nil
	}
	f, err := r.spine(m, kind)
	if err != nil {
		return err
	}
	newer, err := r.newHashes(f, kind, nil)
	if err != nil {
		return err
	}
	if err := r.newSpans(m, f, kind); err != nil {
		return err
	}
	m.kinds[kind] = f
	m.sort(kind)
	chosen := f.at(at)
	return r.part(string(kind)+"/hash", func(kept io.Reader, size int) error {
		h := &hashReader{from: kept, left: int(f.kept)}
		if size != h.left*len(ledger.Hash{}) {
			return errImage
		}
		for _, fact := range chosen { // those of the kept image ascend
			var hash ledger.Hash
			if fact >= f.kept {
				hash = ledger.Hash(newer[int(fact-f.kept)*len(ledger.Hash{}):])
			} else if hash, err = h.at(fact); err != nil {
				return err
			}
			add(hash, int64(f.ids[fact]))
		}
		return nil
	})
}

// hashReader reads hashes from the first to the last.
type hashReader struct {
	from   io.Reader
	left   int // hashes not read from it
	buffer [1024 * len(ledger.Hash{})]byte
	begin  uint32 // of the buffer
	end    uint32
}

// at gives a hash; each call asks for a later one.
func (h *hashReader) at(n uint32) (ledger.Hash, error) {
	for n >= h.end {
		more := min(h.left, len(h.buffer)/len(ledger.Hash{}))
		if more == 0 {
			return ledger.Hash{}, errImage
		}
		if _, err := io.ReadFull(h.from, h.buffer[:more*len(ledger.Hash{})]); err != nil {
			return ledger.Hash{}, err
		}
		h.begin, h.end, h.left = h.end, h.end+uint32(more), h.left-more
	}
	return ledger.Hash(h.buffer[int(n-h.begin)*len(ledger.Hash{}):]), nil
}

// newHashes reads the facts that are newer than the kept image, and appends their
// hashes, one after the other.
func (r *imageReader) newHashes(f *facts, kind ledger.Kind, hashes []byte) ([]byte, error) {
	before := len(hashes)
	newer, args := r.newer(f)
	err := each(r.ctx, r.q, fmt.Sprintf(`SELECT fact_id, source_id, hash FROM %s WHERE `, kind)+newer, args, func(rows *sql.Rows) error {
		var id, sourceID int64
		var hash scannedHash
		if err := rows.Scan(&id, &sourceID, &hash); err != nil {
			return err
		}
		hashes = append(hashes, hash[:]...)
		r.addFact(f, id, sourceID)
		return nil
	})
	if err == nil && len(hashes)-before != int(f.n-f.kept)*len(ledger.Hash{}) {
		err = errImage
	}
	return hashes, err
}
