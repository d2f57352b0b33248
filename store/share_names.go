package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"licenseledger/store/ledger"
)

// pseudonyms gives people numbers. Texts that differ get pseudonyms that
// differ, so that facts do not fall together; addresses that fold to one still
// do. It is not safe for use by several goroutines.
type pseudonyms struct {
	key       *erasureKey
	persons   uint32
	byID      map[string]uint32            // object id -> number
	addresses map[string]addressOf         // folded
	spellings map[string]map[string]uint32 // folded address -> address as said -> its place, from the second on
	names     map[string]nameOf            // people of one name still share one
	held      map[uint32]uint32            // number -> addresses so far
	named     map[uint32]uint32            // number -> names so far that began with that person
	titles    map[string]int
	offices   map[string]int
	things    map[string]int // environments and apps
}

// addressOf is whose an address is: of who had it first.
type addressOf struct {
	owner, nth uint32 // number; place among the owner's addresses
	said       string // as it was said first
}

// nameOf is with whom a name was first met.
type nameOf struct{ owner, nth uint32 }

func newPseudonyms(key *erasureKey) *pseudonyms {
	return &pseudonyms{key: key, byID: map[string]uint32{}, addresses: map[string]addressOf{}, spellings: map[string]map[string]uint32{},
		names: map[string]nameOf{}, held: map[uint32]uint32{}, named: map[uint32]uint32{}, titles: map[string]int{}, offices: map[string]int{}, things: map[string]int{}}
}

// read gives numbers in the order in which people came to be known.
func (p *pseudonyms) read(ctx context.Context, q querier) error {
	for _, query := range []string{
		`SELECT user_id, coalesce(display_name, ''), coalesce(user_principal_name, ''), coalesce(mail, ''), coalesce(proxy_addresses, '') FROM user ORDER BY fact_id`,
		`SELECT user_id, coalesce(display_name, ''), coalesce(user_principal_name, ''), coalesce(mail, ''), '' FROM deleted_user ORDER BY fact_id`,
	} {
		err := each(ctx, q, query, nil, func(rows *sql.Rows) error {
			var id, name, upn, mail, proxies string
			if err := rows.Scan(&id, &name, &upn, &mail, &proxies); err != nil {
				return err
			}
			n := p.numberOf(id)
			p.name(n, name)
			for _, address := range addressesOf(plainSignIn(id, upn), mail, proxies) {
				p.knowAddress(n, address)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, kind := range []ledger.Kind{ledger.KindReportRow, ledger.KindLicenseUse} {
		err := each(ctx, q, fmt.Sprintf(`SELECT coalesce(user_name, ''), coalesce(email_address, '') FROM %s ORDER BY fact_id`, kind), nil, func(rows *sql.Rows) error {
			var name, address string
			if err := rows.Scan(&name, &address); err != nil {
				return err
			}
			if !ledger.IsFiller(address) {
				p.name(p.owner(ledger.FoldAddress(address)).owner, name)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *pseudonyms) numberOf(id string) uint32 {
	if p.byID[id] == 0 {
		p.persons++
		p.byID[id] = p.persons
	}
	return p.byID[id]
}

func (p *pseudonyms) knowAddress(n uint32, folded string) addressOf {
	a, known := p.addresses[folded]
	if !known {
		p.held[n]++
		a = addressOf{owner: n, nth: p.held[n]}
		p.addresses[folded] = a
	}
	return a
}

// owner is whose an address is: the first who had it, or somebody new.
func (p *pseudonyms) owner(folded string) addressOf {
	if a, known := p.addresses[folded]; known {
		return a
	}
	p.persons++
	return p.knowAddress(p.persons, folded)
}

// name is what stands for a name, first met with a person: "Person 12", for a
// later one "Person 12 (2)".
func (p *pseudonyms) name(n uint32, name string) string {
	if ledger.IsFiller(name) {
		return name
	}
	of, known := p.names[name]
	if !known {
		p.named[n]++
		of = nameOf{n, p.named[n]}
		p.names[name] = of
	}
	if of.nth > 1 {
		return fmt.Sprintf("Person %d (%d)", of.owner, of.nth)
	}
	return fmt.Sprintf("Person %d", of.owner)
}

// address is what stands for an address: person-12@example.invalid, a second
// one person-12.2@example.invalid. Spellings of one address differ in capitals.
func (p *pseudonyms) address(said string) string {
	if ledger.IsFiller(said) {
		return said
	}
	folded := ledger.FoldAddress(said)
	a := p.owner(folded)
	spelling := p.spelling(folded, said, a)
	local := fmt.Sprintf("%s-%d", capitals("person", spelling), a.owner)
	if a.nth > 1 {
		local += fmt.Sprintf(".%d", a.nth)
	}
	return local + capitals("@example.invalid", spelling>>len("person"))
}

// spelling numbers the ways in which an address was written.
func (p *pseudonyms) spelling(folded, said string, a addressOf) uint32 {
	if a.said == "" {
		a.said = said
		p.addresses[folded] = a
	}
	if a.said == said {
		return 0
	}
	others := p.spellings[folded]
	if others == nil {
		others = map[string]uint32{}
		p.spellings[folded] = others
	}
	if others[said] == 0 {
		others[said] = uint32(len(others)) + 1
	}
	return others[said]
}

// capitals writes the letters of a word large whose bits are set in n.
func capitals(word string, n uint32) string {
	letters := []byte(word)
	for i := range letters {
		if n>>i&1 == 1 && letters[i] >= 'a' && letters[i] <= 'z' {
			letters[i] -= 'a' - 'A'
		}
	}
	return string(letters)
}

// id is what stands for an object id.
func (p *pseudonyms) id(id string) string {
	if id == "" {
		return ""
	}
	sum := p.key.hash(erasedUser, strings.ToLower(id))
	text := hex.EncodeToString(sum[:16])
	return text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:]
}

func numbered(known map[string]int, word, text string) string {
	if text == "" {
		return ""
	}
	if known[text] == 0 {
		known[text] = len(known) + 1
	}
	return fmt.Sprintf("%s %d", word, known[text])
}

// apply gives a fact with pseudonyms.
func (p *pseudonyms) apply(fact ledger.Fact) ledger.Fact {
	switch f := fact.(type) {
	case ledger.User:
		n := p.numberOf(f.UserID)
		f.DisplayName, f.UserPrincipalName, f.Mail = p.name(n, f.DisplayName), p.address(f.UserPrincipalName), p.address(f.Mail)
		f.ProxyAddresses = p.proxies(f.ProxyAddresses)
		f.JobTitle, f.OfficeLocation = numbered(p.titles, "Title", f.JobTitle), numbered(p.offices, "Office", f.OfficeLocation)
		f.UserID, f.ManagerID = p.id(f.UserID), p.id(f.ManagerID)
		return f
	case ledger.DeletedUser:
		n := p.numberOf(f.UserID)
		plain := plainSignIn(f.UserID, f.UserPrincipalName)
		before := plain != f.UserPrincipalName
		f.DisplayName, f.Mail = p.name(n, f.DisplayName), p.address(f.Mail)
		f.UserPrincipalName, f.UserID = p.address(plain), p.id(f.UserID)
		if before {
			f.UserPrincipalName = strings.ReplaceAll(f.UserID, "-", "") + f.UserPrincipalName
		}
		return f
	case ledger.Assignment:
		f.UserID = p.id(f.UserID)
		return f
	case ledger.AssignedPlan:
		f.UserID = p.id(f.UserID)
		return f
	case ledger.ReportRow:
		f.UserName, f.EmailAddress = p.line(f.UserName, f.EmailAddress)
		return f
	case ledger.LicenseUse:
		f.UserName, f.EmailAddress = p.line(f.UserName, f.EmailAddress)
		f.UserID = p.id(f.UserID)
		f.Environment, f.App = numbered(p.things, "Name", f.Environment), numbered(p.things, "Name", f.App)
		return f
	}
	return fact
}

// line gives the name and the address of a line.
func (p *pseudonyms) line(name, address string) (string, string) {
	switch {
	case !ledger.IsFiller(address):
		return p.name(p.owner(ledger.FoldAddress(address)).owner, name), p.address(address)
	case !ledger.IsFiller(name):
		return p.name(p.numberOf("name:"+name), name), address
	}
	return name, address
}

func (p *pseudonyms) proxies(text string) string {
	var all []string
	if text == "" || json.Unmarshal([]byte(text), &all) != nil {
		return ""
	}
	for i, said := range all {
		kind, _, found := strings.Cut(said, ":")
		all[i] = p.address(said)
		if found {
			all[i] = kind + ":" + all[i]
		}
	}
	body, err := json.Marshal(all)
	if err != nil {
		return ""
	}
	return string(body)
}

// rewriteIDs puts pseudonyms in the place of the object ids in a column.
func (p *pseudonyms) rewriteIDs(ctx context.Context, tx *sql.Tx, table, column string) error {
	ids, err := namesIn(ctx, tx, fmt.Sprintf(`SELECT DISTINCT %s FROM %s`, column, table))
	if err != nil {
		return err
	}
	update, err := tx.PrepareContext(ctx, fmt.Sprintf(`UPDATE %[1]s SET %[2]s = ? WHERE %[2]s = ?`, table, column))
	if err != nil {
		return err
	}
	defer update.Close()
	for _, id := range ids {
		if _, err := update.ExecContext(ctx, p.id(id), id); err != nil {
			return err
		}
	}
	return nil
}
