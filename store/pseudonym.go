package store

import (
	"context"
	"database/sql"

	"licenseledger/store/ledger"
)

// settingPseudonymKey holds the key of the pseudonyms that exports have in the
// place of people.
const settingPseudonymKey = "pseudonym_key"

// PseudonymKey gives the 32 bytes that pseudonyms of people are made with. They
// stay those of the ledger, also when a backup is restored, so that a person has
// the same pseudonym in every export; a copy to share does not have them. Code
// read_only for a ledger that cannot be written and has no key yet.
func (l *Ledger) PseudonymKey(ctx context.Context) ([]byte, error) {
	key, ok, err := l.madeKey(ctx, "make pseudonym key", settingPseudonymKey)
	if err == nil && !ok {
		err = ledger.Errorf(ledger.CodeReadOnly, "make pseudonym key",
			"%s cannot be written, so no key for pseudonyms can be kept in it, and a person would get another one each time. Export from where the file can be written.", l.path)
	}
	return key, err
}

// OwnerOf gives the id of the one account that ever had an address, in whatever
// letter case; "" where none had it, or several.
func (l *Ledger) OwnerOf(ctx context.Context, address string) (userID string, err error) {
	var ids []string
	err = each(ctx, l.read, `SELECT DISTINCT lower(u.user_id) FROM user_address a JOIN user u USING (fact_id) WHERE a.address = ? LIMIT 2`,
		[]any{ledger.FoldAddress(address)}, func(rows *sql.Rows) error {
			var id string
			err := rows.Scan(&id)
			ids = append(ids, id)
			return err
		})
	if err != nil || len(ids) != 1 {
		return "", classify("find owner of address", l.path, err)
	}
	return ids[0], nil
}
