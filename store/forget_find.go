package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"maps"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// forgettable is all by which a person can be known in the ledger, or several
// who are forgotten together: then what one has of another is nobody else's.
type forgettable struct {
	ids       map[string]bool // of accounts; none when only reports know the person
	names     map[string]bool
	addresses map[string]bool    // folded; nobody else's
	shared    map[string]bool    // folded; somebody else's too, at another time
	lines     map[[2]string]bool // name and folded address of the person's lines
	lone      map[string]bool    // folded names that nobody else has
}

// find finds the person that a key means; nil when that person is forgotten
// already.
func (f *forgetter) find(ctx context.Context, key string, own *erasureKey) (*forgettable, error) {
	const op = "forget person"
	key = strings.TrimSpace(key)
	id, address := strings.ToLower(key), ledger.FoldAddress(key)
	var known bool
	if err := f.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM user WHERE user_id = ?1) OR EXISTS (SELECT 1 FROM deleted_user WHERE user_id = ?1)
		OR EXISTS (SELECT 1 FROM license_use WHERE user_id = ?1)`, id).Scan(&known); err != nil {
		return nil, err
	}
	if known {
		return f.accounts(ctx, id)
	}
	ids, err := f.holders(ctx, address)
	switch {
	case err != nil:
		return nil, err
	case len(ids) == 1:
		return f.accounts(ctx, ids[0])
	case len(ids) > 1:
		return nil, ledger.Errorf(ledger.CodeInvalid, op, "Several accounts had this address at different times, and whom to forget is not guessed. Nothing was changed; forget one by its id: %s.", strings.Join(ids, ", "))
	}
	who := newForgettable()
	who.addresses[address] = true
	if err := f.addLines(ctx, who); err != nil || len(who.lines) > 0 {
		return who, err
	}
	var listed bool
	if err := f.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM cost_center_of WHERE address = ?)`, address).Scan(&listed); err != nil || listed {
		return who, err
	}
	for _, sum := range [][sha256.Size]byte{own.hash(erasedUser, id), own.hash(erasedAddress, address)} {
		var forgotten bool
		if err := f.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM erased WHERE key_hash = ?)`, sum[:]).Scan(&forgotten); err != nil || forgotten {
			return nil, err
		}
	}
	return nil, ledger.Errorf(ledger.CodeNotFound, op, "Nobody in this history has this id or address. Nothing was changed; look the person up in the list first.")
}

func newForgettable(ids ...string) *forgettable {
	own := map[string]bool{}
	for _, id := range ids {
		own[id] = true
	}
	return &forgettable{ids: own, names: map[string]bool{}, addresses: map[string]bool{}, shared: map[string]bool{},
		lines: map[[2]string]bool{}, lone: map[string]bool{}}
}

// holders gives the accounts that ever had an address.
func (f *forgetter) holders(ctx context.Context, address string) ([]string, error) {
	var ids []string
	err := each(ctx, f.tx, `SELECT f.user_id FROM user_address a JOIN user f USING (fact_id) WHERE a.address = ?`, []any{address}, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	err = f.eachDeleted(ctx, func(id, told string) {
		if told == address {
			ids = append(ids, id)
		}
	})
	slices.Sort(ids)
	return slices.Compact(ids), err
}

// plainSignIn is a deleted account's sign-in name without the object id that
// stands in front of it.
func plainSignIn(id, upn string) string {
	return strings.TrimPrefix(upn, strings.ReplaceAll(id, "-", ""))
}

// accounts collects all that is known of accounts.
func (f *forgetter) accounts(ctx context.Context, ids ...string) (*forgettable, error) {
	who := newForgettable(ids...)
	for _, id := range ids {
		if err := f.addAccount(ctx, who, id); err != nil {
			return nil, err
		}
	}
	if err := f.findShared(ctx, who); err != nil {
		return nil, err
	}
	return who, f.addLines(ctx, who)
}

func (f *forgetter) addAccount(ctx context.Context, who *forgettable, id string) error {
	return each(ctx, f.tx, `SELECT coalesce(display_name, ''), coalesce(user_principal_name, ''), coalesce(mail, ''), coalesce(proxy_addresses, '') FROM user WHERE user_id = ?1
		UNION SELECT coalesce(display_name, ''), coalesce(user_principal_name, ''), coalesce(mail, ''), '' FROM deleted_user WHERE user_id = ?1
		UNION SELECT coalesce(user_name, ''), coalesce(email_address, ''), '', '' FROM license_use WHERE user_id = ?1`,
		[]any{id}, func(rows *sql.Rows) error {
			var name, upn, mail, proxies string
			if err := rows.Scan(&name, &upn, &mail, &proxies); err != nil {
				return err
			}
			who.addName(name)
			for _, address := range addressesOf(plainSignIn(id, upn), mail, proxies) {
				if !ledger.IsErased(address) && !ledger.IsFiller(address) {
					who.addresses[address] = true
				}
			}
			return nil
		})
}

// findShared sets apart the addresses that somebody else ever had.
func (f *forgetter) findShared(ctx context.Context, who *forgettable) error {
	share := func(address, holder string) {
		if who.addresses[address] && !who.ids[holder] {
			delete(who.addresses, address)
			who.shared[address] = true
		}
	}
	for _, address := range slices.Collect(maps.Keys(who.addresses)) {
		err := each(ctx, f.tx, `SELECT f.user_id FROM user_address a JOIN user f USING (fact_id) WHERE a.address = ?`, []any{address}, func(rows *sql.Rows) error {
			var id string
			err := rows.Scan(&id)
			share(address, id)
			return err
		})
		if err != nil {
			return err
		}
	}
	return f.eachDeleted(ctx, func(id, address string) { share(address, id) })
}

// eachDeleted tells every address that the deleted users tell, folded.
func (f *forgetter) eachDeleted(ctx context.Context, tell func(id, address string)) error {
	return each(ctx, f.tx, `SELECT user_id, coalesce(user_principal_name, ''), coalesce(mail, '') FROM deleted_user`, nil, func(rows *sql.Rows) error {
		var id, upn, mail string
		err := rows.Scan(&id, &upn, &mail)
		tell(id, ledger.FoldAddress(mail))
		tell(id, ledger.FoldAddress(plainSignIn(id, upn)))
		return err
	})
}

func (who *forgettable) addName(name string) {
	if !ledger.IsFiller(name) && !ledger.IsErased(name) {
		who.names[name] = true
	}
}
