package app

import (
	"context"
	"slices"

	"licenseledger/store/ledger"
)

// Alone tells whether a source is read when nobody is there.
type Alone string

// The closed list of answers.
const (
	AloneAlways    Alone = "always"     // by the app itself, as far as its permissions go
	AloneWhileKept Alone = "while_kept" // as long as the tenant accepts the sign-in of before without asking
	AloneNo        Alone = "no"         // a person has to sign in first
)

// Alones lists every answer once.
func Alones() []Alone { return []Alone{AloneAlways, AloneWhileKept, AloneNo} }

// Unwatched is how a source fares in a sync that nobody watches.
type Unwatched struct {
	Source string
	Alone  Alone
	Since  string // of AloneNo: since when a person is missing; "" when that is not known
}

// Unwatched tells of each source that a sync reads whether it is read when nobody is
// there, without asking Microsoft. Nothing of a ledger that is not connected.
func (l *Ledger) Unwatched(ctx context.Context) ([]Unwatched, error) {
	c, ok, err := l.Connection(ctx)
	if err != nil || !ok {
		return nil, err
	}
	level, err := l.store.ActivityLevel(ctx)
	if err != nil {
		return nil, err
	}
	due, err := l.Due(ctx)
	if err != nil {
		return nil, err
	}
	usual := AloneAlways
	if c.Auth != AuthCertificate {
		usual = AloneWhileKept
		if who, in, err := l.SignedIn(ctx); err != nil {
			return nil, err
		} else if !in || !who.Kept {
			usual = AloneNo
		}
	}
	var all []Unwatched
	for _, access := range ledger.Accesses() {
		if access.PublicOnly && !isGlobal(c.Cloud) || !c.reads(access.Set, level) {
			continue
		}
		one := Unwatched{Source: access.Source, Alone: usual}
		if i := slices.IndexFunc(due, func(d ledger.Due) bool { return d.Source == access.Source }); i >= 0 {
			one.Alone, one.Since = AloneNo, due[i].Since
		}
		all = append(all, one)
	}
	return all, nil
}
