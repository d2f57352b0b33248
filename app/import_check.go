package app

import (
	"context"
	"fmt"
	"slices"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/importer"
)

// A list much smaller than its neighbour is more often a filtered download than
// a tenant that shrank.
const (
	neighbourRows = 50 // smaller neighbours say nothing
	smallPercent  = 80
)

// askAbout finds, per list, what a person has to answer or mend before it may
// become history, and whether it is history already.
func (l *Ledger) askAbout(ctx context.Context, lists []*list) error {
	for _, list := range lists {
		if list.err == nil && list.Rows > 0 {
			readings, err := l.store.FileReadings(ctx, list.ContentHash)
			if err != nil {
				return err
			}
			list.there = len(readings) > 0 && !list.dated() || slices.Contains(readings, list.Taken.At) || repeats(list, lists)
		}
	}
	snapshots, err := l.store.Snapshots(ctx)
	if err != nil {
		return err
	}
	now := ledger.InstantOf(l.clock.Now())
	for _, snapshot := range snapshots {
		if at, err := time.Parse(time.RFC3339, string(snapshot.At)); err == nil {
			now = max(now, ledger.InstantOf(at)) // a sample has a time of its own
		}
	}
	for _, list := range lists {
		if list.err == nil && !list.there {
			list.err = stillToCome(list, now)
		}
	}
	if err := askTenants(ctx, l, lists, importTenant); err != nil {
		return err
	}
	for _, list := range lists {
		if list.err != nil || list.there {
			continue
		}
		list.twin = hasTwin(list, snapshots, lists)
		if list.err = extentOf(list, snapshots, lists); list.err == nil {
			if list.err, err = l.extentOfAccounts(ctx, list); err != nil {
				return err
			}
		}
	}
	return nil
}

// extentOfAccounts asks whether an export of active users is whole that has far
// fewer accounts than the ledger knows on its day, whoever told them: Microsoft
// Graph and the export speak of the same accounts.
func (l *Ledger) extentOfAccounts(ctx context.Context, asked *list) (question, err error) {
	if asked.answers.Extent != ExtentUnsaid || asked.Source != ledger.SourceFileActiveUsers {
		return nil, nil
	}
	view, err := l.View(ctx, ViewSpec{At: asked.Taken.At.String(), Kind: ledger.ViewUsers})
	if ledger.CodeOf(err) == ledger.CodeNotFound {
		return nil, nil // nothing comes before it
	}
	if err != nil {
		return nil, err
	}
	known := int64(view.Len())
	if known < neighbourRows || asked.Rows*100 >= known*smallPercent {
		return nil, nil
	}
	asked.counted, asked.neighbour = asked.Rows, known
	return importer.Ask(AsksExtent, "import",
		"%s has %s, and %d were known on its day: is it the whole export, or a part of it? Say which and import it again; nothing was changed.",
		asked.Name, ledger.Counted(asked.Rows, "account", "accounts"), known), nil
}

// askAmong is askAbout where there is no ledger: the lists are compared with one
// another.
func askAmong(ctx context.Context, lists []*list, now time.Time) error {
	for _, list := range lists {
		if list.err == nil {
			list.there, list.twin = repeats(list, lists), hasTwin(list, nil, lists)
			list.err = stillToCome(list, ledger.InstantOf(now))
		}
	}
	if err := askTenants(ctx, nil, lists, importTenant); err != nil {
		return err
	}
	for _, list := range lists {
		if list.err == nil {
			list.err = extentOf(list, nil, lists)
		}
	}
	return nil
}

// stillToCome refuses a list of a day that is still to come, if a person or a cell of
// it tells that day: until then it would be the newest, whatever is read.
func stillToCome(asked *list, now ledger.Instant) error {
	if asked.Taken.At <= ledger.InstantOf(now.Time().AddDate(0, 0, 1)) {
		return nil
	}
	switch asked.Taken.Rule {
	case ledger.AtGiven:
		return importer.Refuse(importer.Refusal{Why: importer.WhyStillToCome, Text: asked.Taken.Text}, ledger.CodeUsage, "import", "%s cannot have been downloaded at %s, which is still to come. Correct that date; nothing was changed.",
			asked.Name, asked.Taken.Text)
	case ledger.AtLatestAssigned:
		return importer.Refuse(importer.Refusal{Why: importer.WhyCellToCome, Text: asked.Taken.Text}, ledger.CodeInvalid, "import",
			"%s has the date %s, which is still to come: that cell is wrong, or day and month were taken for one another. Correct the date, or say which comes first; nothing was changed.",
			asked.Name, asked.Taken.Text)
	}
	return nil
}

// hasTwin tells whether the ledger, or the same import, has another list of the
// same kind and moment: a day in a name means its end, so a correction of a list
// has it as well, and neither is known to be the later one.
func hasTwin(asked *list, snapshots []ledger.Snapshot, lists []*list) bool {
	at := ledger.Text(asked.Taken.At.String())
	for _, snapshot := range snapshots {
		if slices.ContainsFunc(snapshot.Coverage, func(c ledger.Coverage) bool { return c.Own && c.Source == asked.Source && c.AsOf == at }) {
			return true
		}
	}
	return slices.ContainsFunc(lists, func(other *list) bool {
		return other != asked && other.err == nil && other.Source == asked.Source && other.Taken.At == asked.Taken.At && other.ContentHash != asked.ContentHash
	})
}

func (l *list) sameMoment() ledger.Warning {
	return ledger.Warning{Code: engine.WarnSameMoment, Source: l.Source, Count: 1, Text: fmt.Sprintf(
		"Another list of this kind is of %s too, and nothing tells which is the later one: one of them speaks for that day. If %s is a correction, import it again with the time it was downloaded (--taken-at).",
		l.Taken.At, l.Name)}
}

// dated says that a person or its name tells when a file was downloaded. The
// time at which it was last written changes with every copy.
func (l *list) dated() bool {
	return l.Taken.Rule == ledger.AtGiven || l.Taken.Rule == ledger.AtFileName
}

// fileHash names a file in the ledger. A list that is the same on two days is
// two readings: between them it may have been another one.
func (l *list) fileHash() string {
	switch {
	case l.Rows == 0:
		return "" // nobody is deleted: on every day the same bytes, and said of each
	case l.dated():
		return ledger.FileHash(l.ContentHash, l.Taken.At)
	}
	return ledger.FileHash(l.ContentHash, 0)
}

// repeats tells a file without a day that is a copy of one that has its day,
// among those imported together.
func repeats(asked *list, lists []*list) bool {
	return !asked.dated() && slices.ContainsFunc(lists, func(other *list) bool {
		return other.err == nil && other.dated() && other.ContentHash == asked.ContentHash && other.answers.Extent != ExtentPart
	})
}

// extentOf asks whether a list is whole. Deleted users are not asked about: they
// go after 30 days, so their list may well be empty soon. Nor are those who
// launched something: next month it may be few.
func extentOf(asked *list, snapshots []ledger.Snapshot, lists []*list) error {
	if asked.answers.Extent != ExtentUnsaid || asked.Source == ledger.SourceFileDeletedUsers ||
		asked.Source == ledger.SourceFileUse || asked.Source == ledger.SourceFileRequired {
		return nil
	}
	neighbour := neighbourOf(asked, snapshots, lists)
	if neighbour < neighbourRows || asked.Facts*100 >= neighbour*smallPercent {
		return nil
	}
	asked.counted, asked.neighbour = asked.Facts, neighbour
	if asked.Facts != asked.Rows {
		return importer.Ask(AsksExtent, "import",
			"%s has %s, its neighbour in time %d: is it the whole export, or a part of it? Say which and import it again; nothing was changed.",
			asked.Name, ledger.Counted(asked.Facts, "account or license", "accounts and licenses"), neighbour)
	}
	return importer.Ask(AsksExtent, "import",
		"%s has %s, its neighbour in time %d: is it the whole list, or a part of it? Say which and import it again; nothing was changed.",
		asked.Name, ledger.Counted(asked.Rows, "row", "rows"), neighbour)
}

// neighbourOf is the number of facts of the reading nearest in time, in the
// ledger or among the lists that are imported together; 0 when there is none.
// Reports are compared with reports of every layout, other files with those of
// their own.
func neighbourOf(asked *list, snapshots []ledger.Snapshot, lists []*list) int64 {
	var rows int64
	nearest := int64(-1)
	look := func(source string, at ledger.Instant, n int64) {
		if !alike(source, asked.Source) {
			return
		}
		if away := max(at-asked.Taken.At, asked.Taken.At-at); nearest < 0 || int64(away) < nearest {
			nearest, rows = int64(away), n
		}
	}
	for _, snapshot := range snapshots {
		for _, c := range snapshot.Coverage {
			at, err := time.Parse(time.RFC3339, string(c.AsOf))
			if c.Own && err == nil {
				look(c.Source, ledger.InstantOf(at), c.Rows)
			}
		}
	}
	for _, other := range lists {
		if other != asked && other.err == nil && other.answers.Extent != ExtentPart {
			look(other.Source, other.Taken.At, other.Facts)
		}
	}
	return rows
}

func alike(a, b string) bool {
	one, _ := ledger.SourceByName(a)
	other, _ := ledger.SourceByName(b)
	return a == b || one.IsReport && other.IsReport
}
