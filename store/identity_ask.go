package store

import (
	"context"

	"licenseledger/store/ledger"
)

// probe looks for Unknown rows that can be equal to a print, and asks for those
// to which one of the other fields applies.
type probe struct {
	print
	every     bool
	begunFrom ledger.Position // rows that began there or later; 0: does not apply
	endedFrom ledger.Position // rows of source that ended there or later; 0: does not apply
	begunAt   ledger.Instant  // rows of source that began then; 0: does not apply
	source    int64           // 0: any
	elsewhere int64           // rows of all sources but this one; 0: does not apply
	wasAlone  bool            // rows whose answer says that nobody else ever held such a row
	told      string          // rows that tell this account, or may for want of space; "any": all that tell somebody; "": does not apply
}

// whereAlone are answers that say that nobody else ever held such a row, and
// whereGone those that the account is known to have been gone: see
// ledger.ConfidenceReasons, of which the first one that leaves a doubt is told.
var (
	whereAlone = `i.why IN (` + textList([]ledger.ConfidenceReason{ledger.SureOnlyHolder, ledger.UnsureExpiration, ledger.UnsureRowGone, ledger.UnsureTakenFirst}) + `)`
	whereGone  = `(` + whereAlone + ` OR i.why = '` + string(ledger.UnsureOthersHeld) + `')`
)

// anybody is for probe.told.
const anybody = "any"

// ask looks for rows and asks for their answers; more tells whether any is new.
func (g *gathering) ask(ctx context.Context, probes []probe) (more bool, err error) {
	type sought struct {
		search
		probe
	}
	var points, ranges []sought
	seen := map[sought]bool{}
	for _, p := range probes {
		for _, s := range g.unknownLike(p.print) {
			found := sought{s, p}
			found.print = print{} // what differs beside it is in the search
			switch {
			case seen[found]:
			case s.low == s.high:
				points = append(points, found)
			default:
				ranges = append(ranges, found)
			}
			seen[found] = true
		}
	}
	const columns = `low TEXT, high TEXT, wording_id INTEGER, every INTEGER, begun_from INTEGER, ended_from INTEGER, begun_at INTEGER, begun_to INTEGER, source INTEGER,
		elsewhere INTEGER, was_alone INTEGER, told TEXT`
	for _, of := range []struct {
		wanted []sought
		dates  string
	}{
		{points, `u.assigned_date = w.low`},
		{ranges, `u.assigned_date > w.low AND u.assigned_date < w.high`},
	} {
		if len(of.wanted) == 0 {
			continue
		}
		if err := fill(ctx, g.tx, "probe", columns, len(of.wanted), func(i int) []any {
			w := of.wanted[i]
			return []any{w.low, w.high, w.id(), w.every, int64(w.begunFrom), int64(w.endedFrom), int64(positionAt(w.begunAt)), int64(ledger.LastPositionAt(w.begunAt)), w.source, w.elsewhere, w.wasAlone, w.told}
		}); err != nil {
			return false, err
		}
		// An answer that tells as many as it may can have left out anybody.
		found, err := g.askFor(ctx, `temp.probe w CROSS JOIN unknown_row u ON `+of.dates+` AND u.wording_id = w.wording_id`+unknownJoins+`
			WHERE w.every OR (w.begun_from <> 0 AND s.from_pos >= w.begun_from)
				OR (w.ended_from <> 0 AND s.to_pos >= w.ended_from AND (w.source = 0 OR s.source_id = w.source))
				OR (w.begun_at <> 0 AND s.from_pos BETWEEN w.begun_at AND w.begun_to AND s.source_id = w.source)
				OR (w.elsewhere <> 0 AND s.source_id <> w.elsewhere)
				OR (w.was_alone AND `+whereAlone+`)
				OR (w.told <> '' AND i.candidates <> '[]' AND (w.told = ? OR instr(i.candidates, w.told) > 0
					OR json_array_length(i.candidates) >= ?))`, anybody, ledger.MaxCandidates)
		if err != nil {
			return false, err
		}
		more = more || found
	}
	return more, nil
}

// askFor asks for the rows that a query gives.
func (g *gathering) askFor(ctx context.Context, from string, args ...any) (more bool, err error) {
	err = g.readUnknown(ctx, from, args, func(key rowKey) {
		more = more || !g.asked[key]
		g.asked[key] = true
	})
	return more, err
}

// askBegun asks for the rows of a source that began at a position or later, as
// far as they meet a condition.
func (g *gathering) askBegun(ctx context.Context, sourceID int64, from ledger.Position, condition string, args ...any) error {
	for _, end := range []string{`n.to_pos = ?`, `n.to_pos > ?2 AND n.to_pos < ?`} { // each by the index
		query := `report_row_span n CROSS JOIN unknown_row u ON u.fact_id = n.fact_id` + unknownJoins + `
			WHERE n.source_id = ?1 AND n.from_pos >= ?2 AND ` + end + `3 AND s.from_pos = n.from_pos AND ` + condition
		if _, err := g.askFor(ctx, query, append([]any{sourceID, int64(from), int64(ledger.EndOfTime)}, args...)...); err != nil {
			return err
		}
	}
	return nil
}
