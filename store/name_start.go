package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"hash/maphash"
	"slices"

	"licenseledger/store/ledger"
)

// nameStart is how a name begins, as people are ordered by names.
type nameStart struct{ first, second uint64 }

func startOfName(name string) nameStart {
	var start [16]byte
	copy(start[:], ledger.FoldText(name))
	return nameStart{binary.BigEndian.Uint64(start[:8]), binary.BigEndian.Uint64(start[8:])}
}

func (s nameStart) compare(o nameStart) int {
	return cmp.Or(cmp.Compare(s.first, o.first), cmp.Compare(s.second, o.second))
}

// nameStarts tells how the lowest name begins that an account can be told by: any that the
// directory or a line of a report ever said of it, or of one of its addresses. It holds 24
// bytes of an account. Accounts of one hash share the lower name, which is low enough.
type nameStarts struct {
	seed  maphash.Seed
	known []knownStart // by hash, each once
}

type knownStart struct {
	hash uint64
	low  nameStart
}

// of gives the lowest name of what was added by a text.
func (s *nameStarts) of(text string) (low nameStart, known bool) {
	at, known := slices.BinarySearchFunc(s.known, maphash.String(s.seed, text), func(k knownStart, hash uint64) int { return cmp.Compare(k.hash, hash) })
	if known {
		low = s.known[at].low
	}
	return low, known // else before all
}

// makeRoom has what is counted find room at once: a list that grows as it is filled holds
// up to twice of it, and leaves as much behind.
func (s *nameStarts) makeRoom(ctx context.Context, tx *sql.Tx, count string) error {
	var n int
	err := tx.QueryRowContext(ctx, count).Scan(&n)
	s.known = make([]knownStart, 0, n)
	return err
}

// add adds what is known by a text; settle makes it findable.
func (s *nameStarts) add(text string, low nameStart) {
	s.known = append(s.known, knownStart{maphash.String(s.seed, text), low})
}

func (s *nameStarts) settle() {
	slices.SortFunc(s.known, func(a, b knownStart) int { return cmp.Or(cmp.Compare(a.hash, b.hash), a.low.compare(b.low)) })
	s.known = slices.CompactFunc(s.known, func(a, b knownStart) bool { return a.hash == b.hash })
}

// readNameStarts reads the names of everybody, once: two tables from end to end, which is
// less than to look for a crowd one by one.
func (g *gathering) readNameStarts(ctx context.Context) error {
	if g.names != nil {
		return nil
	}
	seed := maphash.MakeSeed()
	lines, people := &nameStarts{seed: seed}, &nameStarts{seed: seed}
	if err := lines.makeRoom(ctx, g.tx, `SELECT count(email_address) FROM report_row`); err != nil {
		return err
	}
	if err := each(ctx, g.tx, `SELECT coalesce(user_name, ''), email_address FROM report_row WHERE email_address IS NOT NULL`, nil, func(rows *sql.Rows) error {
		var name, address string
		err := rows.Scan(&name, &address)
		if !ledger.IsFiller(address) {
			lines.add(ledger.FoldAddress(address), startOfName(name))
		}
		return err
	}); err != nil {
		return err
	}
	lines.settle()
	if err := people.makeRoom(ctx, g.tx, `SELECT count(*) FROM user`); err != nil {
		return err
	}
	if err := each(ctx, g.tx, `SELECT user_id, coalesce(display_name, ''), coalesce(user_principal_name, ''), coalesce(mail, ''), coalesce(proxy_addresses, '') FROM user`, nil, func(rows *sql.Rows) error {
		var id, name, upn, mail, proxies string
		err := rows.Scan(&id, &name, &upn, &mail, &proxies)
		low := startOfName(name)
		for _, address := range addressesOf(upn, mail, proxies) {
			if said, named := lines.of(address); named && said.compare(low) < 0 {
				low = said
			}
		}
		people.add(id, low)
		return err
	}); err != nil {
		return err
	}
	people.settle()
	g.names = people
	return nil
}
