package desktop

import (
	"strconv"
	"time"

	"licenseledger/store/ledger"
)

// snapshotOf tells a snapshot by the day it has in the zone of the ledger.
func snapshotOf(s ledger.Snapshot, zone *time.Location) Snapshot {
	out := Snapshot{
		ID: s.ID, At: s.At, Label: string(s.Label), Partial: s.Partial,
		Rows: int(s.Rows), Changes: int(s.Began + s.Ended), Coverage: readingsOf(s.Coverage),
	}
	out.Day = dayOf(s.At, zone)
	return out
}

// readingsOf tells when each source was read; sources that were not are left
// out.
func readingsOf(coverage []ledger.Coverage) []Reading {
	out := make([]Reading, 0, len(coverage))
	for _, c := range coverage {
		if c.AsOf != "" {
			reading := Reading{Source: c.Source, Title: titleOf(c.Source), AsOf: string(c.AsOf)}
			if c.WholeAt != c.ReadTo {
				reading.WholeAt = string(c.WholeAt)
			}
			out = append(out, reading)
		}
	}
	return out
}

// titleOf names the kind of thing that a source tells.
func titleOf(source string) string {
	info, ok := ledger.SourceByName(source)
	switch {
	case source == ledger.SourceSignIns:
		return "signIns"
	case source == ledger.SourceAuditLaunches:
		return "launches"
	case !ok:
		return "other"
	case info.IsReport:
		return "list"
	case source == ledger.SourceUsers:
		return "people"
	case source == ledger.SourceDeletedUsers:
		return "deleted"
	case info.Stage == "use":
		return "use"
	case source == ledger.SourceSubscribedSkus:
		return "seats"
	case source == ledger.SourceSubscriptions:
		return "subscriptions"
	case source == ledger.SourceGroups:
		return "groups"
	default:
		return "tenant"
	}
}

func warningsOf(warnings []ledger.Warning) []Warning {
	out := make([]Warning, 0, len(warnings))
	for _, warning := range warnings {
		info, _ := ledger.AnySourceByName(warning.Source)
		out = append(out, Warning{
			Code: warning.Code, Source: warning.Source, Title: titleOf(warning.Source), Permission: info.Permission,
			Count: int(warning.Count), Text: warning.Text,
		})
	}
	return out
}

// countsOf tells the figures of a view.
func countsOf(c ledger.Counts, unfiltered int) Counts {
	return Counts{
		Rows: c.Rows, People: c.People, Licenses: c.Licenses, Unfiltered: unfiltered,
		Unknown: UnknownCount(c.UnknownReasons()),
	}
}

// namesOf names candidates, by their address where they have no name.
func namesOf(candidates []ledger.Candidate) []string {
	names := make([]string, 0, len(candidates))
	for _, c := range candidates {
		name := string(c.Name)
		if name == "" {
			name = string(c.Email)
		}
		names = append(names, name)
	}
	return names
}

// keysOf gives what candidates are found by.
func keysOf(candidates []ledger.Candidate) []string {
	keys := make([]string, 0, len(candidates))
	for _, c := range candidates {
		key := string(c.UserID)
		if key == "" {
			key = string(c.Email)
		}
		keys = append(keys, key)
	}
	return keys
}

func rowOf(r ledger.Row) Row {
	return Row{
		UserID: string(r.UserID), UserName: string(r.UserName), EmailAddress: string(r.EmailAddress),
		Service: string(r.Service), ServiceID: string(r.ServiceID),
		License: string(r.License), LicenseID: string(r.LicenseID), AssignedDate: string(r.AssignedDate),
		IsTrial: r.IsTrial, ExpirationDate: string(r.ExpirationDate),
		Product: ledger.Product(r.Product), Origin: ledger.Origin(r.Origin), Tier: ledger.Tier(r.Tier),
		AssignedBy: string(r.AssignedBy), GroupName: string(r.GroupName),
		Status: ledger.Status(r.Status), StatusSince: string(r.StatusSince),
		LastKnownName: string(r.LastKnownName), LastKnownEmail: string(r.LastKnownEmail),
		IdentityConfidence: ledger.Confidence(r.IdentityConfidence), Candidates: namesOf(r.Candidates), CandidateKeys: keysOf(r.Candidates),
		LastUsed: string(r.LastUsed), LastUsedSource: string(r.LastUsedSource), WatchedSince: string(r.WatchedSince),
		FirstSeen: string(r.FirstSeen), Department: string(r.Department), CostCenter: string(r.CostCenter),
		Source: string(r.Source), Basis: ledger.Basis(r.Basis), AsOf: string(r.AsOf), RestorableUntil: string(r.RestorableUntil),
		TrialEnded: string(r.TrialEnded), AlsoPaid: string(r.AlsoPaid), TrialOrigin: string(r.TrialOrigin),
	}
}

// filterOf says a filter of the page in the operators of the ledger.
func filterOf(f Filter) (ledger.Filter, error) {
	out := ledger.Filter{Column: f.Column, Values: append([]string{}, f.Values...)}
	switch f.Op {
	case FilterIs:
		out.Op = ledger.FilterIn
	case FilterIsNot:
		out.Op = ledger.FilterNotIn
	case FilterContains:
		out.Op = ledger.FilterContains
	case FilterEmpty:
		out.Op, out.Values = ledger.FilterIs, []string{""}
	case FilterNotEmpty:
		out.Op, out.Values = ledger.FilterIsNot, []string{""}
	case FilterBefore:
		out.Op = ledger.FilterLess
	case FilterFrom:
		out.Op = ledger.FilterAtLeast
	default:
		return out, ledger.Errorf(ledger.CodeUsage, "read filter", "There is no condition %q.", string(f.Op))
	}
	if len(out.Values) == 0 {
		return out, ledger.Errorf(ledger.CodeUsage, "read filter", "The filter of %s has no value.", strconv.Quote(f.Column))
	}
	return out, nil
}
