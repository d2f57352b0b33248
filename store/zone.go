package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
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

// concludeZones measures in which time zones reports were written, as far as
// that is not known yet; differ tells whether any is another than before.
func concludeZones(ctx context.Context, tx *sql.Tx) (differ bool, err error) {
	before, err := readZoneSteps(ctx, tx)
	if err != nil {
		return false, err
	}
	steps, err := stepsToMeasure(ctx, tx)
	if err != nil {
		return false, err
	}
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
// it; and those of which most rows differ from the listing before. Sources come
// as reports are trusted.
func stepsToMeasure(ctx context.Context, q querier) (steps []zoneStep, err error) {
	trusted := int64(0) // the first source
	for _, name := range ledger.ReportSources() {
		var id, first int64
		err := q.QueryRowContext(ctx, `SELECT c.source_id, min(g.pos) FROM source c JOIN listing g USING (source_id) WHERE c.name = ? GROUP BY c.source_id`, name).Scan(&id, &first)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if trusted == 0 {
			trusted = id
		} else {
			s := zoneStep{sourceID: id, pos: ledger.Position(first), thanSource: trusted}
			if err := q.QueryRowContext(ctx, `SELECT coalesce(max(pos), (SELECT min(pos) FROM listing WHERE source_id = ?1)) FROM listing WHERE source_id = ?1 AND pos <= ?2`,
				trusted, first).Scan(&s.thanPos); err != nil {
				return nil, err
			}
			steps = append(steps, s)
		}
		if steps, err = addTurns(ctx, q, steps, id); err != nil {
			return nil, err
		}
	}
	return steps, nil
}

// addTurns adds the listings of a source of which most rows differ from the one before.
func addTurns(ctx context.Context, q querier, steps []zoneStep, sourceID int64) ([]zoneStep, error) {
	err := each(ctx, q, `SELECT g.pos, b.pos FROM listing g CROSS JOIN listing b ON b.source_id = g.source_id
			AND b.pos = (SELECT max(pos) FROM listing WHERE source_id = g.source_id AND pos < g.pos)
		WHERE g.source_id = ? AND g.began * 2 > g.rows AND g.ended * 2 > b.rows ORDER BY g.pos`, []any{sourceID}, func(rows *sql.Rows) error {
		s := zoneStep{sourceID: sourceID, thanSource: sourceID}
		err := rows.Scan(&s.pos, &s.thanPos)
		steps = append(steps, s)
		return err
	})
	return steps, err
}

// readZones adds the steps up.
func readZones(ctx context.Context, q querier) (zones, error) {
	known, err := readZoneSteps(ctx, q)
	if err != nil {
		return nil, err
	}
	steps, err := stepsToMeasure(ctx, q)
	if err != nil {
		return nil, err
	}
	z := zones{}
	for _, s := range steps {
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
