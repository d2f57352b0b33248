package desktop

import (
	"context"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// Privacy is what the open ledger keeps of people beyond what they hold.
type Privacy struct {
	Activity     string `json:"activity"`     // day, month or none
	NamesChosen  bool   `json:"namesChosen"`  // somebody chose how long names of leavers are kept; until then they are
	NameMonths   int    `json:"nameMonths"`   // so many months after they left; 0 for good
	UsualMonths  int    `json:"usualMonths"`  // what is proposed
	CanBeChanged bool   `json:"canBeChanged"` // the file can be written
}

// Privacy tells what the open ledger keeps. Code not_found when nothing is open.
func (w *Window) Privacy() (Privacy, error) {
	return guard("read privacy", func() (Privacy, error) {
		opened, err := w.current()
		if err != nil {
			return Privacy{}, err
		}
		info, err := opened.Info(w.work)
		if err != nil {
			return Privacy{}, err
		}
		kept, err := opened.Privacy(w.work)
		return Privacy{Activity: string(kept.Activity), NamesChosen: kept.Leavers.Chosen, NameMonths: kept.Leavers.Months,
			UsualMonths: ledger.LeaverMonthsUsual, CanBeChanged: !info.ReadOnly}, err
	})
}

// LeaversDue counts the people who would be forgotten at once if names of
// leavers were kept for so many months. Code not_found when nothing is open.
func (w *Window) LeaversDue(months int) (int, error) {
	return guard("count leavers", func() (int, error) {
		opened, err := w.current()
		if err != nil {
			return 0, err
		}
		return opened.LeaversDue(w.work, months)
	})
}

// StartActivityLevel chooses how exactly activity is kept; what is there and
// more exact is made coarser for good. It gives the id of the job. Codes as
// StartBackup, and invalid.
func (w *Window) StartActivityLevel(level string) (string, error) {
	return w.upkeep(JobPrivacy, func(ctx context.Context, l *app.Ledger) (*JobResult, error) {
		return &JobResult{Upkeep: &Upkeep{}}, l.SetActivityLevel(ctx, ledger.ActivityLevel(level))
	})
}

// StartLeaverNames chooses for how many months after they left the names of
// people are kept, 0 for good, and forgets those whose time is over. It gives
// the id of the job. Codes as StartBackup; the job's own: invalid, busy.
func (w *Window) StartLeaverNames(months int) (string, error) {
	return w.upkeep(JobPrivacy, func(ctx context.Context, l *app.Ledger) (*JobResult, error) {
		done, err := l.SetLeaverNames(ctx, months)
		return &JobResult{Upkeep: &Upkeep{People: done.People, Backups: len(done.Backups)}}, err
	})
}
