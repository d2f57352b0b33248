package desktop

import (
	"time"

	"licenseledger/app"
)

// SourceChoices are what a sync of the open history file reads of what can be left
// out, and how.
type SourceChoices struct {
	GroupNames          bool   `json:"groupNames"`
	Launches            bool   `json:"launches"`            // search the audit log for apps that were opened
	ChangesTellLicenses bool   `json:"changesTellLicenses"` // holds from the next whole reading on
	SignInAppsPath      string `json:"signInAppsPath"`      // a table of programs; empty for the built-in one
	UseMinutes          int    `json:"useMinutes"`          // of a sync for who used what; -1 for no limit
	CostCenter          string `json:"costCenter"`          // the property of accounts that tells it
}

// SaveSourceChoices keeps what a sync reads. Codes: not_found when nothing is
// open, and those of app.Ledger.ChooseSources.
func (w *Window) SaveSourceChoices(chosen SourceChoices) error {
	return do("choose what is read", func() error {
		opened, err := w.current()
		if err != nil {
			return err
		}
		before, err := opened.SourceChoices(w.work)
		if err != nil {
			return err
		}
		if err := opened.ChooseSources(w.work, app.SourceChoices(chosen)); err != nil {
			return err
		}
		if before.GroupNames != chosen.GroupNames || before.Launches != chosen.Launches {
			w.putChecked(time.Time{}, nil) // what the last check said of it
		}
		w.changed("access")
		return nil
	})
}

// PickSignInApps asks for the file of a table of programs; "" when the person
// changed their mind.
func (w *Window) PickSignInApps() (string, error) {
	return guard("choose table", func() (string, error) { return w.shell.PickOne("CSV", "*.csv") })
}
