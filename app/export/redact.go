package export

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"hash"
	"slices"
	"strings"
	"sync"

	"licenseledger/store/ledger"
)

// Redactor puts pseudonyms in the place of people: of names, addresses and ids.
// Whatever a format writes goes through it first, so that a person has the same
// pseudonym in all of them, and in every export that was made with the same key.
// Who an account is, is known by its id; where a row has none, by its address,
// which is the account's whose alone it ever was; else by the name alone.
type Redactor struct {
	key   []byte
	owner func(address string) (userID string, err error)

	mu     sync.Mutex
	owners map[string]string // by folded address
	err    error
}

// ownersKept bounds how many answers of owner are remembered.
const ownersKept = 1 << 16

// NewRedactor makes one with a key that never leaves the ledger; owner gives the
// id of the only account that ever had an address, "" for none or several, and
// may be called side by side.
func NewRedactor(key []byte, owner func(address string) (userID string, err error)) *Redactor {
	return &Redactor{key: key, owner: owner, owners: map[string]string{}}
}

// Err tells whether somebody could not be told apart; what was written is then
// not to be used.
func (x *Redactor) Err() error {
	if x == nil {
		return nil
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.err
}

// Rows gives the rows with pseudonyms; a Picker when rows are one. They stay in
// the order of the column that they are sorted by, "" for none, and among equals
// of it are in that of the pseudonyms. It reads them once. Codes as of rows.
func (x *Redactor) Rows(ctx context.Context, rows Rows, sort string) (Rows, error) {
	if IsPersonal(sort) {
		sort = ""
	}
	order, err := x.inNoOrder(ctx, rows, sort)
	if err != nil {
		return nil, err
	}
	redacted := redactedRows{rows, order, x}
	if picker, ok := rows.(Picker); ok {
		return redactedPicker{redacted, picker}, nil
	}
	return redacted, nil
}

// row gives a function that puts pseudonyms into rows, for one goroutine.
func (x *Redactor) row() func(r *ledger.Row) {
	p := pseudonymizer{redactor: x, mac: hmac.New(sha256.New, x.key)}
	return p.row
}

// who gives a function that tells whose a row is, for one goroutine.
func (x *Redactor) who() func(r *ledger.Row) pseudonym {
	p := pseudonymizer{redactor: x, mac: hmac.New(sha256.New, x.key)}
	return p.of
}

// Person gives the pseudonym of one person.
func (x *Redactor) Person(c ledger.Candidate) ledger.Candidate {
	p := pseudonymizer{redactor: x, mac: hmac.New(sha256.New, x.key)}
	return p.candidate(c)
}

// Meta leaves out what may name somebody in what is said of the rows: words
// that were searched for, and texts about files, whose names people chose.
// Filters are the caller's to leave out: it knows their columns. What changed
// since another day is read for it. Codes as of its rows.
func (x *Redactor) Meta(m Meta) (_ Meta, err error) {
	m.Redacted = true
	if m.Search != "" {
		m.Search = LeftOut(m.Language)
	}
	if column, _, _ := strings.Cut(m.Sort, " "); IsPersonal(column) {
		m.Sort = "" // they are not
	}
	m.Warnings = slices.Clone(m.Warnings)
	for i := range m.Warnings {
		if strings.HasPrefix(m.Warnings[i].Source, "file.") {
			m.Warnings[i].Text = LeftOut(m.Language)
		}
	}
	if m.Compared != nil {
		m.Compared, err = x.comparison(m.Compared)
	}
	return m, err
}

// LeftOut stands in for words that may name somebody.
func LeftOut(language string) string { return wordsOf(language).about["left_out"] }

// personColumns tell whose a row is, and are what pseudonyms take the place of.
var personColumns = []string{"user_id", "user_name", "email_address", "last_known_name", "last_known_email"}

// IsPersonal tells whether the values of a column name people.
func IsPersonal(column string) bool {
	return column == "candidates" || column == ledger.SplitManager || slices.Contains(personColumns, column)
}

// redactedRows are rows with pseudonyms, in an order of their own.
type redactedRows struct {
	rows     Rows
	order    []uint32
	redactor *Redactor
}

// Len implements Rows.
func (r redactedRows) Len() int { return len(r.order) }

// Rows implements Rows.
func (r redactedRows) Rows(from, n int) ([]ledger.Row, error) {
	if n == 0 {
		return r.rows.Rows(from, 0)
	}
	var page []ledger.Row
	redact := r.redactor.row()
	for _, place := range r.order[min(from, len(r.order)):min(from+n, len(r.order))] {
		one, err := r.rows.Rows(int(place), 1)
		if err != nil || len(one) == 0 {
			return page, err
		}
		row := one[0]
		redact(&row)
		page = append(page, row)
	}
	return page, nil
}

// Groups implements Grouper; nothing is told of columns that name people.
func (r redactedRows) Groups(column string) ([]ledger.Group, error) {
	if grouper, ok := r.rows.(Grouper); ok && !IsPersonal(column) {
		return grouper.Groups(column)
	}
	return nil, nil
}

type redactedPicker struct {
	redactedRows
	picker Picker
}

// Pick implements Picker.
func (r redactedPicker) Pick(columns []string) (func(n int, row *ledger.Row), error) {
	columns = slices.Clone(columns)
	for _, name := range personColumns {
		if !slices.Contains(columns, name) {
			columns = append(columns, name)
		}
	}
	fill, err := r.picker.Pick(columns)
	if err != nil {
		return nil, err
	}
	redact := r.redactor.row()
	return func(n int, row *ledger.Row) {
		fill(int(r.order[n]), row)
		redact(row)
	}, nil
}

// pseudonymizer makes pseudonyms, for one goroutine.
type pseudonymizer struct {
	redactor *Redactor
	mac      hash.Hash
	sum      [sha256.Size]byte
	last     string // who was asked for last
	lastSum  [sha256.Size]byte
}

func (p *pseudonymizer) of(r *ledger.Row) pseudonym {
	return p.who(r.UserID, known(r.EmailAddress, r.LastKnownEmail), known(r.UserName, r.LastKnownName))
}

func (p *pseudonymizer) row(r *ledger.Row) {
	who := p.of(r)
	for _, name := range []*ledger.Text{&r.UserName, &r.LastKnownName} {
		if !ledger.IsFiller(string(*name)) {
			*name = who.name()
		}
	}
	for _, address := range []*ledger.Text{&r.EmailAddress, &r.LastKnownEmail} {
		if !ledger.IsFiller(string(*address)) {
			*address = who.address()
		}
	}
	if r.UserID != "" {
		r.UserID = who.id()
	}
	if r.Manager != nil {
		manager := p.candidate(*r.Manager)
		r.Manager = &manager
	}
	if len(r.Candidates) > 0 {
		r.Candidates = slices.Clone(r.Candidates)
		for i := range r.Candidates {
			r.Candidates[i] = p.candidate(r.Candidates[i])
		}
	}
}

func (p *pseudonymizer) candidate(c ledger.Candidate) ledger.Candidate {
	who := p.who(c.UserID, known(c.Email), known(c.Name))
	if c.UserID != "" {
		c.UserID = who.id()
	}
	if !ledger.IsFiller(string(c.Name)) {
		c.Name = who.name()
	}
	if !ledger.IsFiller(string(c.Email)) {
		c.Email = who.address()
	}
	return c
}

// known gives the first text that is no filler.
func known(texts ...ledger.Text) string {
	for _, text := range texts {
		if !ledger.IsFiller(string(text)) {
			return string(text)
		}
	}
	return ""
}

// who gives the pseudonym of a person.
func (p *pseudonymizer) who(id ledger.Text, address, name string) pseudonym {
	text := ""
	switch {
	case id != "":
		text = "id:" + strings.ToLower(string(id))
	case address != "":
		address = ledger.FoldAddress(address)
		if owner := p.redactor.ownerOf(address); owner != "" {
			text = "id:" + owner
		} else {
			text = "address:" + address
		}
	case name != "":
		text = "name:" + ledger.FoldText(name)
	default:
		return pseudonym{}
	}
	if text != p.last {
		p.mac.Reset()
		p.mac.Write([]byte(text))
		p.last, p.lastSum = text, [sha256.Size]byte(p.mac.Sum(p.sum[:0]))
	}
	return pseudonym(p.lastSum)
}

func (x *Redactor) ownerOf(address string) string {
	x.mu.Lock()
	defer x.mu.Unlock()
	if owner, known := x.owners[address]; known || x.err != nil {
		return owner
	}
	owner, err := x.owner(address)
	if x.err = err; err != nil {
		return ""
	}
	if len(x.owners) >= ownersKept {
		clear(x.owners)
	}
	x.owners[address] = owner
	return owner
}

// pseudonym is what stands in for a person, in three forms that belong together.
type pseudonym [sha256.Size]byte

// word is short enough to be read out, and long enough that no two people of a
// million have the same.
func (n pseudonym) word() string {
	return strings.ToLower(base32.StdEncoding.EncodeToString(n[:10])[:13])
}

func (n pseudonym) name() ledger.Text { return ledger.Text("Person " + n.word()) }

func (n pseudonym) address() ledger.Text {
	return ledger.Text("person-" + n.word() + "@example.invalid")
}

// id has the form of an object id.
func (n pseudonym) id() ledger.Text {
	text := hex.EncodeToString(n[:16])
	return ledger.Text(text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:])
}
