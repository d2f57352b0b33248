package store

import (
	"context"
	"database/sql"
	"strings"

	"licenseledger/store/ledger"
)

// Guests gives the object ids of the directory's guests by their addresses, in
// lower case: their mail address, and what they sign in with at home. An address
// that several have is left out.
func (l *Ledger) Guests(ctx context.Context) (map[string]string, error) {
	guests := map[string]string{}
	err := each(ctx, l.read, `SELECT DISTINCT u.user_id, coalesce(u.user_principal_name, ''), coalesce(u.mail, '') FROM user u
		JOIN user_span s USING (fact_id) WHERE u.user_type = 'Guest' AND s.to_pos = ?`, []any{int64(ledger.EndOfTime)}, func(rows *sql.Rows) error {
		var id, upn, mail string
		if err := rows.Scan(&id, &upn, &mail); err != nil {
			return err
		}
		for _, address := range []string{homeAddress(upn), mail} {
			address = strings.ToLower(address)
			other, taken := guests[address]
			switch {
			case address == "":
			case taken && other != id:
				guests[address] = "" // nobody's for sure
			default:
				guests[address] = id
			}
		}
		return nil
	})
	for address, id := range guests {
		if id == "" {
			delete(guests, address)
		}
	}
	return guests, classify("read guests", l.path, err)
}

// homeAddress gives what a guest signs in with at home: the directory writes
// jane_fabrikam.com#EXT#@contoso.onmicrosoft.com for jane@fabrikam.com. "" for an
// account of the tenant's own.
func homeAddress(upn string) string {
	local, _, external := strings.Cut(upn, "#EXT#@")
	at := strings.LastIndexByte(local, '_')
	if !external || at < 0 {
		return ""
	}
	return local[:at] + "@" + local[at+1:]
}
