package app

import (
	"context"

	"licenseledger/store/ledger"
)

// Privacy is what a ledger keeps of people beyond what they hold.
type Privacy struct {
	Activity ledger.ActivityLevel
	Leavers  ledger.LeaverNames
}

// Privacy tells what was chosen, or what holds as long as nothing was.
func (l *Ledger) Privacy(ctx context.Context) (Privacy, error) {
	level, err := l.store.ActivityLevel(ctx)
	if err != nil {
		return Privacy{}, err
	}
	names, err := l.store.LeaverNames(ctx)
	return Privacy{Activity: level, Leavers: names}, err
}

// SetActivityLevel chooses how exactly activity is kept; what is there and more
// exact is made coarser at once and for good. Codes: invalid, read_only.
func (l *Ledger) SetActivityLevel(ctx context.Context, level ledger.ActivityLevel) error {
	return l.store.SetActivityLevel(ctx, level)
}

// LeaversDue counts the people whose names would be forgotten now if names of
// leavers were kept for so many months.
func (l *Ledger) LeaversDue(ctx context.Context, months int) (int, error) {
	return l.store.LeaversDue(ctx, ledger.LeaverNames{Months: months}, l.clock.Now())
}

// SetLeaverNames chooses for how many months after they left the names of people
// are kept, 0 for good, and forgets those whose time is over. Codes: invalid,
// and those of ForgetLeavers.
func (l *Ledger) SetLeaverNames(ctx context.Context, months int) (ledger.ForgottenLeavers, error) {
	if err := l.store.SetLeaverNames(ctx, months); err != nil {
		return ledger.ForgottenLeavers{}, err
	}
	return l.ForgetLeavers(ctx)
}

// ForgetLeavers forgets the names of those who left longer ago than was chosen.
// It writes nothing where there is nobody. Codes: busy when something else works
// on the file, then the next time does it; disk_full, read_only.
func (l *Ledger) ForgetLeavers(ctx context.Context) (ledger.ForgottenLeavers, error) {
	return l.store.ForgetLeavers(ctx, l.clock.Now())
}
