package storetest

import (
	"slices"

	"licenseledger/store/ledger"
)

// trials gives the trials in the list, with what is told of them alone.
func (d *Day) trials() []ledger.Row {
	rows := slices.DeleteFunc(d.list(), func(r ledger.Row) bool {
		said := r.IsTrial != nil && *r.IsTrial
		return r.Tier != "trial" && (!said || r.Tier == "free" || r.Tier == "developer")
	})
	paid := append(d.assigned(), d.list()...)
	for i := range rows {
		r := &rows[i]
		if ends := string(r.ExpirationDate); ends != "" {
			r.TrialEnded = ledger.FlagOf(ends < string(r.AsOf)[:min(len(ends), len(r.AsOf))])
		}
		r.TrialOrigin = ledger.Text(ledger.OriginOfTrial(string(r.License), string(r.LicenseID), r.AssignedBy == "group"))
		pays := slices.ContainsFunc(paid, func(other ledger.Row) bool {
			return other.Tier == "paid" && other.Product == r.Product && samePerson(other, *r) && !ledger.Status(other.Status).Departed()
		})
		switch {
		case pays:
			r.AlsoPaid = ledger.FlagTrue
		case r.UserID != "" && d.User(string(r.UserID)) != nil:
			r.AlsoPaid = ledger.FlagFalse
		}
	}
	return rows
}

// samePerson goes by the account; without one by the address, else by the name.
func samePerson(a, b ledger.Row) bool {
	switch {
	case a.UserID != "" || b.UserID != "":
		return a.UserID == b.UserID
	case a.EmailAddress == ledger.UnknownWord || b.EmailAddress == ledger.UnknownWord:
		return a.EmailAddress == b.EmailAddress && a.UserName == b.UserName && a.UserName != ledger.UnknownWord
	}
	return ledger.FoldAddress(string(a.EmailAddress)) == ledger.FoldAddress(string(b.EmailAddress))
}
