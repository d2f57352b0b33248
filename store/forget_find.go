package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// forgettable is all by which a person can be known in the ledger.
type forgettable struct {
	id        string // "" when only reports know the person
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
		return f.account(ctx, id)
	}
	ids, err := f.holders(ctx, address)
	switch {
	case err != nil:
		return nil, err
	case len(ids) == 1:
		return f.account(ctx, ids[0])
	case len(ids) > 1:
		return nil, ledger.Errorf(ledger.CodeInvalid, op, "Several accounts had this address at different times, and whom to forget is not guessed. Nothing was changed; forget one by its id: %s.", strings.Join(ids, ", "))
	}
	who := newForgettable("")
	who.addresses[address] = true
	if err := f.addLines(ctx, who); err != nil || len(who.lines) > 0 {
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

func newForgettable(id string) *forgettable {
	return &forgettable{id: id, names: map[string]bool{}, addresses: map[string]bool{}, shared: map[string]bool{},
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
	err = each(ctx, f.tx, `SELECT user_id, coalesce(user_principal_name, ''), coalesce(mail, '') FROM deleted_user`, nil, func(rows *sql.Rows) error {
		var id, upn, mail string
		err := rows.Scan(&id, &upn, &mail)
		if ledger.FoldAddress(mail) == address || ledger.FoldAddress(plainSignIn(id, upn)) == address {
			ids = append(ids, id)
		}
		return err
	})
	slices.Sort(ids)
	return slices.Compact(ids), err
}

// plainSignIn is a deleted account's sign-in name without the object id that
// stands in front of it.
func plainSignIn(id, upn string) string {
	return strings.TrimPrefix(upn, strings.ReplaceAll(id, "-", ""))
}

// account collects all that is known of an account.
func (f *forgetter) account(ctx context.Context, id string) (*forgettable, error) {
	who := newForgettable(id)
	err := each(ctx, f.tx, `SELECT coalesce(display_name, ''), coalesce(user_principal_name, ''), coalesce(mail, ''), coalesce(proxy_addresses, '') FROM user WHERE user_id = ?1
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
	if err != nil {
		return nil, err
	}
	for address := range who.addresses {
		ids, err := f.holders(ctx, address)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(ids, func(holder string) bool { return holder != id }) {
			delete(who.addresses, address)
			who.shared[address] = true
		}
	}
	return who, f.addLines(ctx, who)
}

func (who *forgettable) addName(name string) {
	if !ledger.IsFiller(name) && !ledger.IsErased(name) {
		who.names[name] = true
	}
}
