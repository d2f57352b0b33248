package app

import (
	"context"
	"errors"
	"slices"
	"time"

	"licenseledger/store/ledger"
)

// Due tells which sources of the connected tenant wait for a person to sign in, and
// since when. None of a ledger that signs in by certificate: there nobody could.
func (l *Ledger) Due(ctx context.Context) ([]ledger.Due, error) {
	c, ok, err := l.Connection(ctx)
	if err != nil || !ok || c.Auth == AuthCertificate {
		return nil, err
	}
	level, err := l.store.ActivityLevel(ctx)
	if err != nil {
		return nil, err
	}
	all, err := l.store.Due(ctx)
	return slices.DeleteFunc(all, func(due ledger.Due) bool {
		return slices.ContainsFunc(ledger.Accesses(), func(a ledger.Access) bool { return a.Source == due.Source && !c.reads(a.Set, level) })
	}), err
}

// FetchDue signs in if somebody has to, and reads what was due, and nothing else;
// everything when nothing was. Codes: those of SignIn and Sync.
func (l *Ledger) FetchDue(ctx context.Context, o SyncOptions, ask SignInOptions, progress ProgressFunc) (SyncResult, error) {
	due, err := l.Due(ctx)
	if err != nil {
		return SyncResult{}, err
	}
	for _, one := range due {
		o.Only = append(o.Only, one.Source)
	}
	needed, err := l.needsSignIn(ctx, due)
	if err != nil {
		return SyncResult{}, err
	}
	if !needed {
		// Somebody signed in meanwhile, unless a service itself asks for more.
		result, err := l.Sync(ctx, o, progress)
		if len(result.Due) == 0 || err == nil && !slices.ContainsFunc(result.Errors, needsPerson) || err != nil && !needsPerson(err) {
			return result, err
		}
	}
	// Who is signed in and may not read everything reads what they may.
	if who, err := l.SignIn(ctx, ask); err != nil && who.UserName == "" {
		return SyncResult{}, err
	}
	return l.Sync(ctx, o, progress)
}

// needsSignIn tells whether a token for what is due takes a person still.
func (l *Ledger) needsSignIn(ctx context.Context, due []ledger.Due) (bool, error) {
	c, ok, err := l.Connection(ctx)
	if err != nil || !ok || c.Auth == AuthCertificate {
		return false, err
	}
	r, err := connect(c, l.signs, l.clock)
	if err != nil {
		return false, err
	}
	defer r.close()
	for _, one := range due {
		audience := r.where.GraphAudience
		if one.Source == ledger.SourceLicenseReport {
			audience = r.where.PowerPlatformAudience
		}
		if _, err := r.config.Token(ctx, audience); needsPerson(err) {
			return true, nil
		}
	}
	return false, nil
}

// needsPerson tells whether a failure is over once a person signs in.
func needsPerson(err error) bool {
	var known *ledger.Error
	if !errors.As(err, &known) {
		return false
	}
	return known.Code == ledger.CodeSignInRequired || known.Code == ledger.CodeForbidden && known.Op == ledger.OpSignIn
}

// dueError says what waits for a person, and since when.
func (r SyncResult) dueError() error {
	rest := "; everything else is up to date."
	if len(r.Published) == 0 && len(r.Activity) == 0 {
		rest = "; nothing else could be read without it."
	}
	return ledger.Errorf(ledger.CodeDue, "", "Sign in to fetch %s (due since %s)%s", WhatIsDue(r.Due).words(), dueDay(DueSince(r.Due), r.now), rest)
}

// DueWhat names what is due together.
type DueWhat string

// What can be due. Who was seen in use is read with the sign-in that reads people, and
// told only where it alone is due.
const (
	DueList   DueWhat = "list"
	DuePeople DueWhat = "people" // and licenses
	DueBoth   DueWhat = "both"
	DueUse    DueWhat = "use"
)

// words are for the middle of a sentence.
func (w DueWhat) words() string {
	switch w {
	case DueList:
		return "the list"
	case DuePeople:
		return "people and licenses"
	case DueBoth:
		return "people, licenses and the list"
	}
	return "who was seen in use"
}

// WhatIsDue names some of what is due.
func WhatIsDue(due []ledger.Due) DueWhat {
	people, list := false, false
	for _, one := range due {
		switch info, _ := ledger.AnySourceByName(one.Source); info.Stage {
		case "report":
			list = true
		case "activity":
		default:
			people = true
		}
	}
	switch {
	case people && list:
		return DueBoth
	case people:
		return DuePeople
	case list:
		return DueList
	}
	return DueUse
}

// DueSince is when a person was first missing, RFC 3339; "" when nothing is due.
func DueSince(due []ledger.Due) string {
	first := ""
	for _, one := range due {
		if first == "" || one.Since < first {
			first = one.Since
		}
	}
	return first
}

// dueDay is a day by its weekday, while that says which.
func dueDay(instant string, now time.Time) string {
	since, err := time.Parse(time.RFC3339, instant)
	if err != nil {
		since = now
	}
	if since = since.In(now.Location()); now.Sub(since) < 6*24*time.Hour {
		return since.Format("Mon")
	}
	return since.Format("2 Jan")
}

// onlyOf keeps the sources that are named; all when none is.
func onlyOf[S interface{ Name() string }](names []string, all []S) []S {
	if len(names) == 0 {
		return all
	}
	return slices.DeleteFunc(all, func(s S) bool { return !slices.Contains(names, s.Name()) })
}
