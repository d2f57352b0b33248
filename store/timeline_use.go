package store

import (
	"context"
	"database/sql"
	"time"

	"licenseledger/store/ledger"
)

// usedLine is a line of a license download about the person.
type usedLine struct {
	held
	required ledger.Text
	lastUsed string
}

// readUse notes what the license downloads of the Power Platform admin center
// say of the person: what was launched and when, what is assigned, and what is
// missing. A line is the person's by its id, else by its address; a line with
// the id of another account of the directory never is.
func (t *timeline) readUse(ctx context.Context) error {
	lines, err := t.useLines(ctx)
	if err != nil {
		return err
	}
	var licensed, missing, undated []held
	seen := map[ledger.Event]bool{} // a line stays in the download for weeks
	for _, line := range lines {
		switch launch, ok := launchOf(line); {
		case ok && !seen[launch]:
			seen[launch] = true
			t.events = append(t.events, launch)
		case !ok && line.source == ledger.SourceFileUse:
			undated = append(undated, line.about(line.event.License, line.event.Detail))
		}
		switch line.source {
		case ledger.SourceFileLicensed:
			licensed = append(licensed, line.about(line.event.License, ""))
		case ledger.SourceFileRequired:
			missing = append(missing, line.about(line.required, ""))
		}
	}
	for _, h := range t.join(licensed) {
		t.gotAndLost(h, ledger.EventReported, ledger.EventUnreported)
	}
	// Who launches nothing in a month is not in the next download, so that a line
	// ends says nothing.
	t.begun(missing, ledger.EventLicenseMissing)
	t.begun(undated, ledger.EventLaunched)
	return nil
}

// about gives the line as a thing that the person had.
func (line usedLine) about(license, detail ledger.Text) held {
	h := line.held
	h.event.License, h.event.Detail = license, detail
	h.key = h.source + "\x00" + string(license) + "\x00" + string(detail)
	return h
}

// begun notes the beginnings of stretches.
func (t *timeline) begun(all []held, event ledger.EventCode) {
	for _, h := range t.join(all) {
		h.event.Event = event
		t.betweenWhole(h.source, h.from, h.event)
	}
}

// useLines reads the person's lines, for every stretch of them.
func (t *timeline) useLines(ctx context.Context) ([]usedLine, error) {
	var lines []usedLine
	err := each(ctx, t.q, `SELECT c.name, coalesce(f.license, ''), coalesce(f.required_license, ''), coalesce(f.environment, ''), coalesce(f.app, ''),
			coalesce(f.last_used, ''), s.from_pos, s.to_pos
		FROM (SELECT fact_id, NULL AS value FROM license_use WHERE ?2 <> '' AND user_id = ?2
			UNION SELECT f.fact_id, a.value FROM json_each(?1) a CROSS JOIN license_use f ON f.email_address = a.value COLLATE NOCASE
				WHERE f.user_id IS NULL OR ?2 = '' OR f.user_id <> ?2 AND NOT EXISTS (SELECT 1 FROM user u WHERE u.user_id = f.user_id)) a
		CROSS JOIN license_use f ON f.fact_id = a.fact_id CROSS JOIN license_use_span s ON s.fact_id = f.fact_id
		JOIN source c ON c.source_id = s.source_id WHERE a.value IS NULL OR `+notAnothers+` ORDER BY s.from_pos, f.fact_id`, []any{t.addressList(), t.id}, func(rows *sql.Rows) error {
		var line usedLine
		var environment, app string
		if err := rows.Scan(&line.source, &line.event.License, &line.required, &environment, &app, &line.lastUsed, &line.from, &line.to); err != nil {
			return err
		}
		line.event.Detail = ledger.Text(firstOf(unlessErased(app), unlessErased(environment)))
		lines = append(lines, line)
		return nil
	})
	return lines, err
}

// launchOf gives the launch that a line tells, as exactly as it tells its time;
// ok is false when it tells none.
func launchOf(line usedLine) (event ledger.Event, ok bool) {
	at, precision, ok := ledger.ParseDateText(line.lastUsed)
	if !ok {
		return event, false
	}
	until := at
	switch precision {
	case ledger.PrecisionDay:
		until = at.AddDate(0, 0, 1).Add(-time.Second)
	case ledger.PrecisionMinute:
		until = at.Add(time.Minute - time.Second)
	}
	event = line.event
	event.Event, event.Source = ledger.EventLaunched, line.source
	event.At, event.AtUntil = ledger.Text(ledger.InstantOf(at).String()), ledger.Text(ledger.InstantOf(until).String())
	return event, true
}
