package importer

import (
	"bytes"
	"context"
	"hash/maphash"
	"strings"

	"licenseledger/store/ledger"
)

// maxDomains bounds the mail domains that are counted one by one.
const maxDomains = 4096

const (
	usualRow     = 110     // bytes
	mostReserved = 6 << 20 // rows
)

// survey reads the file until it is known what it is and how its dates are read,
// and fills in what it says. It gives the latest date that had come when the file
// was downloaded. Every reading is handed to into, which may be nil.
func (f *File) survey(ctx context.Context, into Taker) (latest string, err error) {
	o := f.options
	said := o.Layout != ""
	rule := OrderRule("")
	for {
		s := newSurvey(f, o)
		err := f.surveyInto(ctx, o, s, into)
		f.Example = s.evidence.example()
		if err != nil {
			return "", err
		}
		l := s.rows.header.layout
		switch {
		case l == activeUsers && !said && s.rows.RecognizedBy == ByHeader && f.SoftDeleted > 0 && f.Rows == 0:
			o.Layout = deletedUsers.source
			continue
		case s.rows.DateOrder == OrderAuto:
			order, found, err := s.evidence.decide(f.Name, s.rows.header.english)
			if err != nil {
				return "", err
			}
			rule, o.DateOrder = found, order
			if !s.evidence.assumed(order) {
				continue
			}
		}
		if o.DateOrder != OrderAuto {
			f.DateOrder = o.DateOrder
		}
		if rule != "" {
			f.OrderRule = rule
		}
		if !said && o.Layout != "" {
			f.RecognizedBy = ByHeader
		}
		f.People, f.Domains = s.people.len(), map[string]int64{}
		for domain, count := range s.domains {
			f.Domains[domain] = *count
		}
		_, licenses := s.rows.header.find(ColumnLicenses)
		f.withoutLicenses = !licenses
		o.Name = f.options.Name
		f.options = o
		return s.latest, nil
	}
}

// surveyor learns from the rows of one pass what the file says.
type surveyor struct {
	f        *File
	rows     *rows
	evidence orderEvidence
	people   hashSet
	domains  map[string]*int64
	latest   string
	before   string // address of the row before
	buffer   []byte
}

func newSurvey(f *File, o Options) *surveyor {
	f.Rows, f.Facts, f.People, f.Unknown, f.SoftDeleted, f.Rejected, f.lost, f.Strangers = 0, 0, 0, 0, 0, 0, 0, 0
	f.Problems = nil
	return &surveyor{f: f, domains: map[string]*int64{}}
}

func (s *surveyor) begin(r *rows) error {
	s.rows = r
	r.seen = s.evidence.add
	return nil
}

func (s *surveyor) object(o ledger.Object) error {
	f := s.f
	f.Rows++
	f.Facts += int64(len(o.Facts))
	whom := s.rows.header.layout.about(o)
	if laterDate(whom.date, s.latest) {
		s.latest = whom.date
	}
	who := whom.address
	if who == s.before && who != "" { // which was no filler
		return nil
	}
	if ledger.IsFiller(who) {
		if who = whom.name; ledger.IsFiller(who) {
			f.Unknown++
			return nil
		}
	}
	if who == s.before {
		return nil
	}
	s.before = who
	s.buffer = appendLower(s.buffer[:0], who)
	if s.people.add(maphash.Bytes(f.seed, s.buffer)) {
		s.domain(s.buffer)
	}
	return nil
}

func (s *surveyor) domain(address []byte) {
	_, domain, ok := bytes.Cut(address, []byte("@"))
	if !ok || len(domain) == 0 {
		return
	}
	count := s.domains[string(domain)]
	switch {
	case count == nil && len(s.domains) >= maxDomains:
		s.f.Strangers++
		return
	case count == nil:
		count = new(int64)
		s.domains[string(domain)] = count
	}
	*count++
}

func (s *surveyor) softDeleted(string) error {
	s.f.SoftDeleted++
	return nil
}

func (s *surveyor) reject(p *Problem, repeats bool) {
	f := s.f
	if f.Rejected++; !repeats {
		if f.lost++; f.lost == 1 {
			f.firstLost = *p
		}
	}
	s.note(*p)
}

func (s *surveyor) note(p Problem) {
	if len(s.f.Problems) < maxProblems {
		s.f.Problems = append(s.f.Problems, p)
	}
}

// appendLower appends a text in lower case, as far as letters are ASCII: enough
// to count people.
func appendLower(buffer []byte, text string) []byte {
	for i := range len(text) {
		c := text[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		buffer = append(buffer, c)
	}
	return buffer
}

// laterDate tells whether one canonical date is later than another, a day being
// its first moment.
func laterDate(a, b string) bool {
	return strings.TrimSuffix(a, "Z") > strings.TrimSuffix(b, "Z")
}
