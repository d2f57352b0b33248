package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"slices"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// score counts Unknown rows, each in every report that has it, by what is said
// of them and whether that is right.
type score struct {
	rows, nameable  int // all, and those whose person an earlier report named with the row
	certain, likely outcome
	oneOf           outcome // right: the person is among the candidates
	oneOfNamed      outcome // the same, of persons whom an earlier report named with the row
	none            outcome // right: no report had named the person with the row
	naive           outcome
	wrongly         []string // where certain was wrong
}

type outcome struct{ right, wrong int }

func (o *outcome) count(right bool) {
	if right {
		o.right++
	} else {
		o.wrong++
	}
}

func (o *outcome) add(p outcome) { o.right, o.wrong = o.right+p.right, o.wrong+p.wrong }

func (s *score) add(o *score) {
	s.rows, s.nameable = s.rows+o.rows, s.nameable+o.nameable
	s.certain.add(o.certain)
	s.likely.add(o.likely)
	s.oneOf.add(o.oneOf)
	s.oneOfNamed.add(o.oneOfNamed)
	s.none.add(o.none)
	s.naive.add(o.naive)
	s.wrongly = append(s.wrongly, o.wrongly...)
}

func (s *score) counts() iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for _, c := range []struct {
			key string
			n   int
		}{{"rows", s.rows}, {"nameable", s.nameable}, {"certain right", s.certain.right}, {"certain wrong", s.certain.wrong},
			{"likely right", s.likely.right}, {"likely wrong", s.likely.wrong}, {"one_of_n right", s.oneOf.right}, {"one_of_n wrong", s.oneOf.wrong},
			{"one_of_n named right", s.oneOfNamed.right}, {"one_of_n named wrong", s.oneOfNamed.wrong},
			{"none right", s.none.right}, {"none wrong", s.none.wrong}, {"naive right", s.naive.right}, {"naive wrong", s.naive.wrong}} {
			if !yield(c.key, c.n) {
				return
			}
		}
	}
}

// scoreOf plays the scenario of a seed.
func scoreOf(ctx context.Context, dir string, seed uint64) (got *score, err error) {
	listings, err := scenarioOf(seed).listings()
	if err != nil {
		return nil, err
	}
	l, err := store.Create(ctx, filepath.Join(dir, fmt.Sprint(seed)+".ledger"), store.Options{AppVersion: "bench"})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	for _, x := range listings {
		if err := x.publish(ctx, l); err != nil {
			return nil, err
		}
	}
	s := &scoring{score: &score{}, seed: seed, named: map[string][]string{}, owners: map[string][]string{}}
	for _, x := range listings {
		if x.rows == nil {
			continue
		}
		if err := s.report(ctx, l, x); err != nil {
			return nil, err
		}
	}
	return s.score, nil
}

type scoring struct {
	*score
	seed   uint64
	named  map[string][]string // by what rows said, whom reports named so far, the last one last
	owners map[string][]string // accounts by the addresses that reports named them by
}

// report compares what the ledger says of a report's Unknown rows with who they
// were.
func (s *scoring) report(ctx context.Context, l *store.Ledger, x listing) error {
	were := map[string][]string{} // by what Unknown rows say
	now := map[string][]string{}
	for _, r := range x.rows {
		p := print(r.Service, r.License, r.AssignedDate, r.ExpirationDate)
		if r.EmailAddress == ledger.UnknownWord {
			were[p] = append(were[p], r.userID)
			continue
		}
		now[p] = append(now[p], r.userID)
		s.named[p] = append(slices.DeleteFunc(s.named[p], func(id string) bool { return id == r.userID }), r.userID)
		folded := ledger.FoldAddress(r.EmailAddress)
		s.owners[folded] = append(s.owners[folded], r.userID)
	}
	v, err := l.OpenView(ctx, store.ViewSpec{At: ledger.InstantOf(x.at).String()})
	if err != nil {
		return err
	}
	rows, err := v.Rows(0, v.Len())
	if err != nil {
		return err
	}
	// Of equal rows, those that are told apart come first.
	order := []ledger.Confidence{ledger.ConfidenceCertain, ledger.ConfidenceLikely, ledger.ConfidenceOneOfN, ledger.ConfidenceNone}
	for _, confidence := range order {
		for _, r := range rows {
			if ledger.Confidence(r.IdentityConfidence) == confidence && string(r.Source) == x.source {
				p := print(string(r.Service), string(r.License), string(r.AssignedDate), string(r.ExpirationDate))
				s.judge(r, p, were, now)
			}
		}
	}
	for p, left := range were {
		if len(left) > 0 && len(rows) > 0 && string(rows[0].Source) == x.source {
			return fmt.Errorf("%d Unknown rows of %s at %s (%s) are not in the list", len(left), x.source, x.at, p)
		}
	}
	return nil
}

// judge counts one row, and takes its person off the list of those whom such
// rows are about.
func (s *scoring) judge(r ledger.Row, print string, were, now map[string][]string) {
	s.rows++
	told := s.accountsOf(string(r.UserID), string(r.LastKnownEmail))
	truth := were[print]
	confidence := ledger.Confidence(r.IdentityConfidence)
	at := slices.IndexFunc(truth, func(id string) bool { return slices.Contains(told, id) })
	switch confidence {
	case ledger.ConfidenceCertain:
		s.certain.count(at >= 0)
		if at < 0 {
			s.wrongly = append(s.wrongly, fmt.Sprintf("seed %d: %s as of %s is said to be %v's, and is one of %v's", s.seed, print, r.AsOf, told, truth))
		}
	case ledger.ConfidenceLikely:
		s.likely.count(at >= 0)
	case ledger.ConfidenceOneOfN:
		for _, c := range r.Candidates {
			told = append(told, s.accountsOf(string(c.UserID), string(c.Email))...)
		}
		at = slices.IndexFunc(truth, func(id string) bool { return slices.Contains(told, id) })
		s.oneOf.count(at >= 0)
	}
	found := at >= 0
	if at < 0 && len(truth) > 0 {
		at = len(truth) - 1
	}
	if at < 0 {
		return
	}
	person := truth[at]
	were[print] = slices.Delete(slices.Clone(truth), at, at+1)
	known := slices.Contains(s.named[print], person)
	if known {
		s.nameable++
	}
	switch {
	case confidence == ledger.ConfidenceNone:
		s.none.count(!known)
	case confidence == ledger.ConfidenceOneOfN && known:
		s.oneOfNamed.count(found)
	}
	s.guess(person, s.named[print], now[print])
}

// guess is the baseline: the row is whose who was last named with the same
// service, license and date, and is not any more.
func (s *scoring) guess(person string, named, now []string) {
	for _, id := range slices.Backward(named) {
		if !slices.Contains(now, id) {
			s.naive.count(id == person)
			return
		}
	}
}

// accountsOf gives the account that is told, or those that an address stood for.
func (s *scoring) accountsOf(userID, email string) []string {
	if userID != "" {
		return []string{userID}
	}
	return s.owners[ledger.FoldAddress(email)]
}
