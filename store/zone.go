package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"sort"

	"licenseledger/store/ledger"
)

// zones tells how many minutes the dates of reports are ahead, by source: from
// a position on, in order. Sources and listings without an entry are not.
type zones map[int64][]zoneFrom

type zoneFrom struct {
	pos     ledger.Position
	minutes int
}

// at gives the minutes of the listing at a position.
func (z zones) at(sourceID int64, pos ledger.Position) int {
	all := z[sourceID]
	n := sort.Search(len(all), func(i int) bool { return all[i].pos > pos })
	if n == 0 {
		return 0
	}
	return all[n-1].minutes
}

// distinct gives all minutes that occur, 0 first.
func (z zones) distinct() []int {
	all := []int{0}
	for _, of := range z {
		for _, from := range of {
			if !slices.Contains(all, from.minutes) {
				all = append(all, from.minutes)
			}
		}
	}
	slices.Sort(all[1:])
	return all
}

// zoneStep is how far a listing is ahead of another.
type zoneStep struct {
	sourceID   int64
	pos        ledger.Position
	thanSource int64
	thanPos    ledger.Position
	minutes    int
}

// reportListing is a listing of a report, with how much of it is new.
type reportListing struct {
	sourceID           int64
	pos                ledger.Position
	rows, began, ended int64
}

// concludeZones measures in which time zones reports were written, as far as
// that is not known yet; differ tells whether any is another than before.
func concludeZones(ctx context.Context, tx *sql.Tx) (differ bool, err error) {
	reports, err := readReportListings(ctx, tx)
	if err != nil {
		return false, err
	}
	before, err := readZoneSteps(ctx, tx)
	if err != nil {
		return false, err
	}
	steps := stepsToMeasure(reports)
	for n := range steps {
		s := &steps[n]
		if known, ok := before[[2]int64{s.sourceID, int64(s.pos)}]; ok && known.thanSource == s.thanSource && known.thanPos == s.thanPos {
			s.minutes = known.minutes
			continue
		}
		if s.minutes, err = measureZone(ctx, tx, *s); err != nil {
			return false, err
		}
		differ = true
	}
	if !differ && len(steps) == len(before) {
		return false, nil
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM zone_step`); err != nil {
		return false, err
	}
	for _, s := range steps {
		if _, err := tx.ExecContext(ctx, `INSERT INTO zone_step (source_id, pos, than_source, than_pos, minutes) VALUES (?, ?, ?, ?, ?)`,
			s.sourceID, int64(s.pos), s.thanSource, int64(s.thanPos), s.minutes); err != nil {
			return false, err
		}
	}
	return true, nil
}

// readReportListings gives the listings of reports, by source as reports are
// trusted, and in order.
func readReportListings(ctx context.Context, q querier) ([][]reportListing, error) {
	bySource := map[string][]reportListing{}
	err := each(ctx, q, `SELECT c.name, g.source_id, g.pos, g.rows, g.began, g.ended FROM listing g JOIN source c USING (source_id) ORDER BY g.pos`, nil,
		func(rows *sql.Rows) error {
			var name string
			var l reportListing
			err := rows.Scan(&name, &l.sourceID, &l.pos, &l.rows, &l.began, &l.ended)
			if info, _ := ledger.SourceByName(name); info.IsReport {
				bySource[name] = append(bySource[name], l)
			}
			return err
		})
	var all [][]reportListing
	for _, info := range ledger.Sources() {
		if listings := bySource[info.Name]; len(listings) > 0 {
			all = append(all, listings)
		}
	}
	return all, err
}

func readZoneSteps(ctx context.Context, q querier) (map[[2]int64]zoneStep, error) {
	steps := map[[2]int64]zoneStep{}
	err := each(ctx, q, `SELECT source_id, pos, than_source, than_pos, minutes FROM zone_step`, nil, func(rows *sql.Rows) error {
		var s zoneStep
		err := rows.Scan(&s.sourceID, &s.pos, &s.thanSource, &s.thanPos, &s.minutes)
		steps[[2]int64{s.sourceID, int64(s.pos)}] = s
		return err
	})
	return steps, err
}

// stepsToMeasure names the listings that may have another zone, each with the
// one to compare it with, so that a step comes after those it builds on: the
// first of every source but the first with the nearest before it, else after
// it; and those of which most rows differ from the listing before.
func stepsToMeasure(reports [][]reportListing) (steps []zoneStep) {
	for n, listings := range reports {
		if n > 0 {
			of := reports[0]
			at := sort.Search(len(of), func(i int) bool { return of[i].pos > listings[0].pos })
			than := of[max(0, at-1)]
			steps = append(steps, zoneStep{sourceID: listings[0].sourceID, pos: listings[0].pos, thanSource: than.sourceID, thanPos: than.pos})
		}
		for i, l := range listings[1:] {
			if before := listings[i]; l.began*2 > l.rows && l.ended*2 > before.rows {
				steps = append(steps, zoneStep{sourceID: l.sourceID, pos: l.pos, thanSource: l.sourceID, thanPos: before.pos})
			}
		}
	}
	return steps
}

// readZones adds the steps up.
func readZones(ctx context.Context, q querier) (zones, error) {
	reports, err := readReportListings(ctx, q)
	if err != nil {
		return nil, err
	}
	known, err := readZoneSteps(ctx, q)
	if err != nil {
		return nil, err
	}
	z := zones{}
	for _, s := range stepsToMeasure(reports) {
		k := known[[2]int64{s.sourceID, int64(s.pos)}]
		if minutes := z.at(k.thanSource, k.thanPos) + k.minutes; minutes != z.at(s.sourceID, s.pos) {
			z[s.sourceID] = append(z[s.sourceID], zoneFrom{s.pos, minutes})
		}
	}
	return z, nil
}

// sampleFrom is the number of rows from which a part of a listing is compared:
// the same rows whatever order they came in.
const sampleFrom = 50_000

// measureZone compares the rows that both listings name.
func measureZone(ctx context.Context, tx *sql.Tx, s zoneStep) (int, error) {
	var rows int64
	if err := tx.QueryRowContext(ctx, `SELECT rows FROM listing WHERE source_id = ? AND pos = ?`, s.sourceID, int64(s.pos)).Scan(&rows); err != nil {
		return 0, err
	}
	below := []byte{0xff, 0xff}
	if rows > sampleFrom {
		below = []byte{byte(256 * sampleFrom / rows), 0xff}
	}
	type named struct{ address, service, license string }
	pairs := map[named][]ledger.DatePair{}
	err := each(ctx, tx, `SELECT a.email_address, coalesce(a.service, ''), coalesce(a.license, ''), b.assigned_date, a.assigned_date
		FROM report_row_span n CROSS JOIN report_row a ON a.fact_id = n.fact_id
			CROSS JOIN report_row b ON b.email_address = a.email_address COLLATE NOCASE AND b.source_id = ?3 AND b.service IS a.service AND b.license IS a.license
			CROSS JOIN report_row_span m ON m.fact_id = b.fact_id
		WHERE n.source_id = ?1 AND n.to_pos > ?2 AND n.from_pos <= ?2 AND a.hash < ?5 AND a.assigned_date IS NOT NULL AND b.assigned_date IS NOT NULL
			AND NOT EXISTS (SELECT 1 FROM unknown_row u WHERE u.fact_id = a.fact_id) AND m.from_pos <= ?4 AND m.to_pos > ?4`,
		[]any{s.sourceID, int64(s.pos), s.thanSource, int64(s.thanPos), below}, func(rows *sql.Rows) error {
			var k named
			var p ledger.DatePair
			if err := rows.Scan(&k.address, &k.service, &k.license, &p.Before, &p.After); err != nil {
				return err
			}
			if !ledger.IsFiller(k.address) {
				k.address = ledger.FoldAddress(k.address)
				pairs[k] = append(pairs[k], p)
			}
			return nil
		})
	if err != nil {
		return 0, err
	}
	var all []ledger.DatePair
	for _, of := range pairs {
		if len(of) == 1 { // of several rows nobody can say which is which
			all = append(all, of[0])
		}
	}
	minutes, _ := ledger.Offset(all)
	return minutes, nil
}

// common gives a date of a report's listing as all are compared.
func (g *gathering) common(date string, sourceID int64, from ledger.Position) string {
	if len(g.zones) == 0 {
		return date
	}
	return g.one(ledger.ShiftDate(date, -g.zones.at(sourceID, from)))
}

// spelled gives the dates by which lists of any zone may say a date.
func (g *gathering) spelled(date string) []string {
	all := []string{date}
	for _, minutes := range g.minutes[1:] {
		at, precision, ok := ledger.ParseDateText(date)
		if !ok {
			continue
		}
		said := ledger.ShiftDate(date, minutes)
		if precision == ledger.PrecisionDay && said == date { // some of the day's hours lie in the next
			said = ledger.FormatDateText(at.AddDate(0, 0, cmp.Compare(minutes, 0)), precision)
		}
		if !slices.Contains(all, said) {
			all = append(all, said)
		}
	}
	return all
}
