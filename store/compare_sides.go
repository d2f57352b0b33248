package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"hash/maphash"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"licenseledger/store/ledger"
)

// sides reads two lists into rows that can be compared. People of both get the
// numbers of table.person, strangers others; services and licenses are told
// apart by what their words mean.
type sides struct {
	day     *day
	at      ledger.Position // of the file, for whose an address was
	hereAt  ledger.Position // of the ledger's list
	seed    maphash.Seed
	pairs   map[pair]uint32 // by the words as said
	means   map[pair]uint32 // by what they mean
	persons map[uint64]uint32
	pending map[string][]int // folded addresses to look up: places of the rows that have them
	strange uint32           // numbers given to strangers
	there   side
	here    side
}

// strangers begin here among the numbers of people.
const strangers = uint32(1) << 31

// lookedUpAtOnce is how many addresses are looked up by one query.
const lookedUpAtOnce = 2000

func newSides(d *day, at ledger.Instant) *sides {
	at += 999 - at%1000 // a file tells of a whole second, as a day does
	return &sides{day: d, at: ledger.LastPositionAt(at), hereAt: ledger.LastPositionAt(d.list.pos.Instant()), seed: maphash.MakeSeed(), pairs: map[pair]uint32{}, means: map[pair]uint32{},
		persons: map[uint64]uint32{}, pending: map[string][]int{}, strange: strangers}
}

// pairOf numbers a service and a license by what they mean: by the catalog's
// ids where the words are known, else by the words in one spelling.
func (s *sides) pairOf(service, license string) uint32 {
	said := pair{service, license}
	n, ok := s.pairs[said]
	if ok {
		return n
	}
	class := ledger.ClassifyText(service, license, nil)
	meant := pair{class.ServicePlanID, class.SkuID}
	if meant.service == "" {
		meant.service = "words " + ledger.CanonicalWords(service)
	}
	if meant.license == "" {
		meant.license = "words " + ledger.CanonicalWords(license)
	}
	if n, ok = s.means[meant]; !ok {
		n = uint32(len(s.means))
		s.means[meant] = n
	}
	s.pairs[said] = n
	return n
}

func (s *sides) hash(kind, text string) uint64 {
	var h maphash.Hash
	h.SetSeed(s.seed)
	h.WriteString(kind)
	h.WriteString(text)
	return h.Sum64()
}

// nameHash stands for a name; names that differ in case or in spaces only are
// one.
func (s *sides) nameHash(name string) uint64 {
	return s.hash("", strings.ToLower(norm.NFC.String(strings.Join(strings.Fields(name), " "))))
}

// readHere reads the ledger's list.
func (s *sides) readHere(ctx context.Context, t *table) error {
	name, email, knownEmail, knownName := t.columns["user_name"], t.columns["email_address"], t.columns["last_known_email"], t.columns["last_known_name"]
	service, license := t.columns["service"], t.columns["license"]
	date, expires, trial := t.columns["assigned_date"], t.columns["expiration_date"], t.columns["is_trial"]
	s.here.rows = make([]sideRow, t.rows)
	s.here.blankDay = s.day.basis == ledger.BasisDirectory
	for row := range uint32(t.rows) {
		if row%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		r := &s.here.rows[row]
		*r = sideRow{person: t.person(row), pair: s.pairOf(service.text(row), license.text(row)), date: packDate(date.text(row)),
			expires: packDate(expires.text(row)), row: row, trial: packTrial(trial.text(row))}
		s.here.expires = s.here.expires || r.expires != 0
		said, address := name.text(row), email.text(row)
		r.unknown = ledger.IsFiller(said) && ledger.IsFiller(address)
		if r.unknown {
			said, address = knownName.text(row), knownEmail.text(row)
		} else if !ledger.IsFiller(said) {
			r.name = s.nameHash(said)
		}
		if r.person != 0 {
			s.know(r.person, said, address, r.unknown)
		}
		if r.person != 0 && s.accountOf(r.person) == "" && !ledger.IsFiller(address) {
			folded := ledger.FoldAddress(address)
			s.pending[folded] = append(s.pending[folded], int(row))
		}
		if len(s.pending) >= lookedUpAtOnce {
			if err := s.lookUp(ctx, &s.here, s.hereAt); err != nil {
				return err
			}
		}
	}
	return s.lookUp(ctx, &s.here, s.hereAt)
}

// know notes by what a person is known. An address that a leaver had may have
// been given to another since, whom the list names.
func (s *sides) know(person uint32, name, address string, unknown bool) {
	key := s.hash("address ", ledger.FoldAddress(address))
	if ledger.IsFiller(address) {
		if ledger.IsFiller(name) {
			return
		}
		key = s.hash("name ", ledger.FoldText(name))
	}
	if s.persons[key] == 0 || !unknown {
		s.persons[key] = person
	}
}

func packTrial(text string) uint8 {
	switch text {
	case "true":
		return 2
	case "false":
		return 1
	}
	return 0
}

// addThere adds a row of the file.
func (s *sides) addThere(ctx context.Context, r *ledger.ReportRow) error {
	row := sideRow{pair: s.pairOf(r.Service, r.License), date: packDate(r.AssignedDate), expires: packDate(r.ExpirationDate),
		row: uint32(len(s.there.rows)), trial: packTrial(trialText(r.IsTrial))}
	noName, noAddress := ledger.IsFiller(r.UserName), ledger.IsFiller(r.EmailAddress)
	switch {
	case noName && noAddress:
		row.unknown = true
	case noAddress:
		row.person = s.named(r.UserName)
	default:
		address := ledger.FoldAddress(r.EmailAddress)
		if row.person = s.persons[s.hash("address ", address)]; row.person == 0 {
			s.pending[address] = append(s.pending[address], len(s.there.rows))
		}
	}
	if !noName {
		row.name = s.nameHash(r.UserName)
	}
	s.there.rows = append(s.there.rows, row)
	if len(s.pending) >= lookedUpAtOnce {
		return s.lookUp(ctx, &s.there, s.at)
	}
	return nil
}

// named finds whom a row means that says a name alone.
func (s *sides) named(name string) uint32 {
	key := s.hash("name ", ledger.FoldText(name))
	person, ok := s.persons[key]
	if !ok {
		if person = s.day.directory.namedOnly(name); person == 0 {
			s.strange++
			person = s.strange
		}
		s.persons[key] = person
	}
	return person
}

// lookUp finds whose the addresses of rows are that no account was found for
// yet: of those of the file the list does not have, and of those of the list
// where no directory was read on the day.
func (s *sides) lookUp(ctx context.Context, of *side, at ledger.Position) error {
	if len(s.pending) == 0 {
		return nil
	}
	var owners map[string]string
	err := s.day.history.reading(ctx, func(q querier) (err error) {
		owners, err = ownersOf(ctx, q, slices.Collect(maps.Keys(s.pending)), at)
		return err
	})
	if err != nil {
		return err
	}
	ids := s.day.directory.people.ids
	for address, rows := range s.pending {
		person, _ := ids.Find(owners[address])
		if person == 0 {
			person = of.rows[rows[0]].person
		}
		if person == 0 {
			s.strange++
			person = s.strange
		}
		s.persons[s.hash("address ", address)] = person
		for _, place := range rows {
			of.rows[place].person = person
		}
	}
	clear(s.pending)
	return nil
}

// ownersOf finds whose folded addresses are: the account's that had one at the
// position, else the only one's that ever had it. Those of nobody, or of several
// at other times, are left out.
func ownersOf(ctx context.Context, q querier, addresses []string, at ledger.Position) (map[string]string, error) {
	body, err := json.Marshal(addresses)
	if err != nil {
		return nil, err
	}
	owners, then, several := map[string]string{}, map[string]bool{}, map[string]bool{}
	err = each(ctx, q, `SELECT a.value, f.user_id, max(s.from_pos <= ?2 AND ?2 < s.to_pos) FROM json_each(?1) a
			CROSS JOIN user_address x ON x.address = a.value CROSS JOIN user f ON f.fact_id = x.fact_id CROSS JOIN user_span s ON s.fact_id = f.fact_id
		GROUP BY 1, 2 ORDER BY 1, 2`, []any{string(body), int64(at)}, func(rows *sql.Rows) error {
		var address, id string
		var had bool
		if err := rows.Scan(&address, &id, &had); err != nil {
			return err
		}
		several[address] = owners[address] != ""
		if owners[address] == "" || had {
			owners[address], then[address] = id, then[address] || had
		}
		return nil
	})
	maps.DeleteFunc(owners, func(address, _ string) bool { return several[address] && !then[address] })
	return owners, err
}

// accountOf gives the object id of a person; "" for one without an account.
func (s *sides) accountOf(person uint32) string {
	if ids := s.day.directory.people.ids; person < uint32(ids.Len()) {
		return ids.At(person)
	}
	return ""
}
