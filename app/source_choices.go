package app

import (
	"cmp"
	"context"
	"time"

	"licenseledger/sync/engine"
	"licenseledger/sync/graph"
)

// How many minutes of a sync go into reading who used what, unless somebody chose.
const (
	DefaultUseMinutes = int(engine.DefaultActivityBudget / time.Minute)
	NoUseLimit        = -1
)

// EmployeeOrgData is the property that tells cost centers unless somebody chose.
const EmployeeOrgData = graph.EmployeeOrgData

// SourceChoices are what a sync reads of what can be left out, and how.
type SourceChoices struct {
	GroupNames          bool   // of the groups that licenses come through, where that is permitted
	Launches            bool   // search the audit log for apps that were opened
	ChangesTellLicenses bool   // between whole readings; holds from the next whole one on
	SignInAppsPath      string // a table of programs in place of the built-in one; "" for that one
	UseMinutes          int    // of a sync for who used what; the rest is left to the next one; NoUseLimit for all
	CostCenter          string // the property of an account that tells it; with another one than before the next sync reads everybody whole
}

// SourceChoices tells what was chosen. Code usage for a ledger that is not
// connected.
func (l *Ledger) SourceChoices(ctx context.Context) (SourceChoices, error) {
	c, err := l.mustConnection(ctx)
	if c.UseMinutes == 0 {
		c.UseMinutes = DefaultUseMinutes
	}
	return SourceChoices{GroupNames: !c.NoGroupNames, Launches: c.Launches, ChangesTellLicenses: c.ChangesTellLicenses, SignInAppsPath: c.SignInAppsPath,
		UseMinutes: c.UseMinutes, CostCenter: cmp.Or(c.CostCenter, EmployeeOrgData)}, err
}

// ChooseSources keeps what was chosen; whoever is signed in stays so. It holds
// from the next sync on. Codes: usage for a ledger that is not connected and for a property that tells no cost center, invalid
// for a table that cannot be read or says nothing, read_only.
func (l *Ledger) ChooseSources(ctx context.Context, chosen SourceChoices) error {
	c, err := l.mustConnection(ctx)
	if err != nil {
		return err
	}
	if err := graph.CheckCostCenter(chosen.CostCenter); err != nil {
		return err
	}
	c.CostCenter = chosen.CostCenter
	c.NoGroupNames, c.Launches, c.ChangesTellLicenses, c.UseMinutes = !chosen.GroupNames, chosen.Launches, chosen.ChangesTellLicenses, chosen.UseMinutes
	if c.SignInAppsPath = chosen.SignInAppsPath; c.SignInAppsPath != "" {
		if c.SignInAppsPath, err = readablePath("table of programs", c.SignInAppsPath); err != nil {
			return err
		}
		if _, err := c.signInApps(); err != nil {
			return err
		}
	}
	return l.store.PutSetting(ctx, connectionSetting, c)
}
