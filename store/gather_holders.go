package store

import (
	"context"
	"database/sql"
	"time"

	"licenseledger/store/ledger"
)

// namedLine is a line of a report that names somebody and shares service and
// day with an Unknown one.
type namedLine struct {
	source, name, address string
	from, to              ledger.Position
	print                 ledger.Fingerprint
	ordinal               int64
}

func (g *gathering) readHolders(ctx context.Context) error {
	lines, err := g.namedLines(ctx)
	if err != nil {
		return err
	}
	if err := g.readOwners(ctx, lines); err != nil {
		return err
	}
	for _, l := range lines {
		g.addLine(l)
	}
	if err := g.addAssigned(ctx); err != nil {
		return err
	}
	if err := g.readOtherLines(ctx, lines); err != nil {
		return err
	}
	return g.readPresence(ctx)
}

func (g *gathering) temp(ctx context.Context, table string, values map[string]bool) error {
	if _, err := g.tx.ExecContext(ctx, `CREATE TEMP TABLE IF NOT EXISTS `+table+` (value TEXT PRIMARY KEY); DELETE FROM temp.`+table); err != nil {
		return err
	}
	insert, err := g.tx.PrepareContext(ctx, `INSERT INTO temp.`+table+` VALUES (?)`)
	if err != nil {
		return err
	}
	for value := range values {
		if _, err := insert.ExecContext(ctx, value); err != nil {
			return err
		}
	}
	return nil
}

func (g *gathering) namedLines(ctx context.Context) ([]namedLine, error) {
	days := map[string]bool{}
	for key := range g.wanted {
		days[key.day] = true
	}
	if err := g.temp(ctx, "wanted_day", days); err != nil {
		return nil, err
	}
	var lines []namedLine
	keys := map[[2]string]string{} // service, license -> what keyOf makes of them
	err := each(ctx, g.tx, `SELECT c.name, s.from_pos, s.to_pos, coalesce(f.user_name, ''), coalesce(f.email_address, ''), coalesce(f.service, ''),
			coalesce(f.license, ''), f.assigned_date, coalesce(f.expiration_date, ''), f.ordinal
		FROM temp.wanted_day w JOIN report_row f ON substr(f.assigned_date, 1, 10) = w.value
		JOIN report_row_span s USING (fact_id) JOIN source c ON c.source_id = s.source_id
		WHERE NOT EXISTS (SELECT 1 FROM unknown_row u WHERE u.fact_id = f.fact_id)`, nil, func(rows *sql.Rows) error {
		var l namedLine
		if err := rows.Scan(&l.source, &l.from, &l.to, &l.name, &l.address, &l.print.Service, &l.print.License,
			&l.print.AssignedDate, &l.print.ExpirationDate, &l.ordinal); err != nil {
			return err
		}
		pair := [2]string{l.print.Service, l.print.License}
		service, ok := keys[pair]
		if !ok {
			service = keyOf(pair[0], pair[1], "").service
			keys[pair] = service
		}
		if g.wanted[wantedKey{service, l.print.AssignedDate[:min(10, len(l.print.AssignedDate))]}] && !ledger.IsFiller(l.address) {
			lines = append(lines, l)
		}
		return nil
	})
	return lines, err
}

// readOwners finds which accounts ever had the addresses of the lines.
func (g *gathering) readOwners(ctx context.Context, lines []namedLine) error {
	addresses := map[string]bool{}
	for _, l := range lines {
		addresses[ledger.FoldAddress(l.address)] = true
	}
	if err := g.temp(ctx, "wanted_address", addresses); err != nil {
		return err
	}
	return each(ctx, g.tx, `SELECT a.address, f.user_id, s.from_pos, s.to_pos
		FROM temp.wanted_address w JOIN user_address a ON a.address = w.value JOIN user f USING (fact_id) JOIN user_span s USING (fact_id)`,
		nil, func(rows *sql.Rows) error {
			var address string
			var o ownership
			err := rows.Scan(&address, &o.userID, &o.from, &o.to)
			g.owners[address] = append(g.owners[address], o)
			return err
		})
}

// personOf gives the key of the person a line names, and the account if the
// directory knows it.
func (g *gathering) personOf(l namedLine) (key, userID string) {
	address := ledger.FoldAddress(l.address)
	if id := g.ownerOf(address, l.from); id != "" {
		return id, id
	}
	return "address:" + address, ""
}

func (g *gathering) addLine(l namedLine) {
	key, userID := g.personOf(l)
	h := g.holder(key)
	if l.from >= h.nameFrom {
		h.nameFrom = l.from
		h.candidate = ledger.Candidate{UserID: ledger.Text(userID), Name: ledger.Text(l.name), Email: ledger.Text(l.address)}
	}
	seen := g.sighting(l.source, l.from, l.to)
	h.holds(l.print, l.ordinal, seen)
	h.named = append(h.named, seen)
}

// addAssigned adds the accounts to which the directory assigned the same
// service at the very second of an Unknown line.
func (g *gathering) addAssigned(ctx context.Context) error {
	query, err := g.tx.PrepareContext(ctx, `SELECT f.user_id, s.from_pos, s.to_pos, coalesce(u.display_name, ''), coalesce(u.mail, u.user_principal_name, '')
		FROM assigned_plan f JOIN assigned_plan_span s USING (fact_id)
		JOIN user u ON u.fact_id = (SELECT max(fact_id) FROM user x WHERE x.user_id = f.user_id)
		WHERE f.assigned_at BETWEEN ? AND ? AND f.service_plan_id = ?`)
	if err != nil {
		return err
	}
	done := map[ledger.Fingerprint]bool{}
	for _, u := range g.unknown {
		class := ledger.ClassifyText(u.row.Service, u.row.License, nil)
		at, precision, ok := ledger.ParseDateText(u.row.AssignedDate)
		plan, known := ledger.ServicePlanByID(class.ServicePlanID)
		print := ledger.Fingerprint{Service: plan.Service, AssignedDate: u.row.AssignedDate}
		if !ok || !known || done[print] {
			continue
		}
		done[print] = true
		if err := g.addAssignedLike(ctx, query, print, at, precision, plan.ID); err != nil {
			return err
		}
	}
	return nil
}

// lengthOf is the stretch of time that a date of a precision can mean.
var lengthOf = map[ledger.Precision]time.Duration{
	ledger.PrecisionDay: 24 * time.Hour, ledger.PrecisionMinute: time.Minute, ledger.PrecisionSecond: time.Second,
}

func (g *gathering) addAssignedLike(ctx context.Context, query *sql.Stmt, print ledger.Fingerprint, at time.Time, p ledger.Precision, plan string) error {
	rows, err := query.QueryContext(ctx, int64(ledger.InstantOf(at)), int64(ledger.InstantOf(at.Add(lengthOf[p])))-1, plan)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id, name, email string
		var from, to ledger.Position
		if err := rows.Scan(&id, &from, &to, &name, &email); err != nil {
			return err
		}
		h := g.holder(id)
		if h.candidate.UserID == "" {
			h.candidate = ledger.Candidate{UserID: ledger.Text(id), Name: ledger.Text(name), Email: ledger.Text(email)}
		}
		h.holds(print, 0, g.sighting(ledger.SourceUsers, from, to))
	}
	return rows.Err()
}

// readOtherLines adds the stretches in which any line names the people found:
// somebody who is still named has not become Unknown.
func (g *gathering) readOtherLines(ctx context.Context, lines []namedLine) error {
	people := map[string]map[string]bool{} // address as said -> person keys
	addresses := map[string]bool{}
	for _, l := range lines {
		key, _ := g.personOf(l)
		if people[l.address] == nil {
			people[l.address] = map[string]bool{}
		}
		people[l.address][key] = true
		addresses[l.address] = true
	}
	if err := g.temp(ctx, "wanted_address", addresses); err != nil {
		return err
	}
	return each(ctx, g.tx, `SELECT f.email_address, c.name, s.from_pos, s.to_pos FROM temp.wanted_address w
		JOIN report_row f ON f.email_address = w.value JOIN report_row_span s USING (fact_id) JOIN source c ON c.source_id = s.source_id`,
		nil, func(rows *sql.Rows) error {
			l := namedLine{}
			if err := rows.Scan(&l.address, &l.source, &l.from, &l.to); err != nil {
				return err
			}
			key, _ := g.personOf(l)
			if h := g.holders[key]; h != nil {
				h.named = append(h.named, g.sighting(l.source, l.from, l.to))
			}
			return nil
		})
}

// readPresence adds when the directory had the people found, and when not.
func (g *gathering) readPresence(ctx context.Context) error {
	ids := map[string]bool{}
	for _, h := range g.holders {
		if h.candidate.UserID != "" {
			ids[string(h.candidate.UserID)] = true
		}
	}
	if err := g.temp(ctx, "wanted_user", ids); err != nil {
		return err
	}
	err := each(ctx, g.tx, `SELECT f.user_id, s.from_pos, s.to_pos FROM temp.wanted_user w JOIN user f ON f.user_id = w.value JOIN user_span s USING (fact_id)`,
		nil, func(rows *sql.Rows) error {
			var id string
			var from, to ledger.Position
			if err := rows.Scan(&id, &from, &to); err != nil {
				return err
			}
			seen := g.sighting(ledger.SourceUsers, from, to)
			if to == ledger.EndOfTime {
				// Reports are read after the directory: whom its newest listing has
				// is taken to be there until a newer one says otherwise.
				seen.Last = ledger.InstantOf(seen.Last.Time().AddDate(0, 0, ledger.ShelfLifeDays))
			}
			h := g.holder(id)
			h.present = append(h.present, seen)
			return nil
		})
	if err != nil {
		return err
	}
	return each(ctx, g.tx, `SELECT d.user_id, coalesce(d.left_after, 0), coalesce(d.deleted_at, d.left_before)
		FROM temp.wanted_user w JOIN departure d ON d.user_id = w.value`, nil, func(rows *sql.Rows) error {
		var id string
		d := ledger.Departure{Confirmed: true}
		if err := rows.Scan(&id, &d.After, &d.Before); err != nil {
			return err
		}
		h := g.holder(id)
		h.departures = append(h.departures, d)
		return nil
	})
}
