package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"licenseledger/store/ledger"
)

// fillList fills the list: the report's rows, or what the directory has where
// no report speaks.
func (d *day) fillList(ctx context.Context, t *table, people *directory) error {
	switch d.basis {
	case ledger.BasisReport:
		return d.fillReport(ctx, t, people)
	case ledger.BasisDirectory:
		return d.fillAssigned(ctx, t, people, func(*person) bool { return true })
	}
	return nil
}

// fillTrials keeps the rows of the list that are trials.
func (d *day) fillTrials(ctx context.Context, t *table) error {
	list, err := d.tableLocked(ctx, ledger.ViewList)
	if err != nil {
		return err
	}
	for n := range uint32(list.rows) {
		if list.columns["tier"].at(n) == string(ledger.TierTrial) || list.columns["is_trial"].at(n) == "true" {
			row := list.row(n)
			t.add(&row)
		}
	}
	return nil
}

func (d *day) fillReport(ctx context.Context, t *table, people *directory) error {
	r := reportReader{day: d, people: people, classes: map[classKey]ledger.Classification{}}
	if err := r.prepare(ctx); err != nil {
		return err
	}
	return each(ctx, d.ledger.read, `SELECT s.fact_id, s.from_pos, coalesce(f.user_name, ''), coalesce(f.email_address, ''), coalesce(f.service, ''),
			coalesce(f.license, ''), coalesce(f.assigned_date, ''), f.is_trial, coalesce(f.expiration_date, '')
		FROM report_row_span s JOIN report_row f USING (fact_id)
		WHERE s.source_id = ? AND s.from_pos <= ? AND s.to_pos > ?`,
		[]any{d.list.sourceID, int64(d.list.pos), int64(d.list.pos)}, func(rows *sql.Rows) error {
			row, err := r.read(rows)
			if err != nil {
				return err
			}
			t.add(row)
			return nil
		})
}

type classKey struct {
	service, license string
	trial            int // -1 not told, 0 no, 1 yes
}

// reportReader turns lines of a report into rows of the list.
type reportReader struct {
	day     *day
	people  *directory
	classes map[classKey]ledger.Classification
	known   map[spanKey]identity
	ever    map[string]string // address -> the one account that ever had it; only where no directory speaks
	holds   map[string]string // account + license -> direct or group
}

// spanKey names one span of a fact.
type spanKey struct {
	factID int64
	from   ledger.Position
}

// identity is what was concluded about an Unknown line.
type identity struct {
	confidence, id, name, email string
	sinceFrom, sinceTo          ledger.Instant
	candidates                  string
}

func (r *reportReader) prepare(ctx context.Context) error {
	if err := r.readIdentities(ctx); err != nil {
		return err
	}
	var err error
	if !r.people.isRead {
		if r.ever, err = r.day.addressesEver(ctx); err != nil {
			return err
		}
	}
	r.holds, err = r.day.holdings(ctx)
	return err
}

func (r *reportReader) readIdentities(ctx context.Context) error {
	r.known = map[spanKey]identity{}
	return each(ctx, r.day.ledger.read, `SELECT fact_id, from_pos, confidence, coalesce(user_id, ''), coalesce(name, ''), coalesce(email, ''),
			coalesce(since_from, 0), coalesce(since_to, 0), candidates
		FROM identity WHERE from_pos <= ?`, []any{int64(r.day.list.pos)}, func(rows *sql.Rows) error {
		var key spanKey
		var i identity
		err := rows.Scan(&key.factID, &key.from, &i.confidence, &i.id, &i.name, &i.email, &i.sinceFrom, &i.sinceTo, &i.candidates)
		r.known[key] = i
		return err
	})
}

func (r *reportReader) read(rows *sql.Rows) (*ledger.Row, error) {
	var key spanKey
	var trial sql.NullBool
	row := &ledger.Row{}
	if err := rows.Scan(&key.factID, &key.from, &row.UserName, &row.EmailAddress, &row.Service, &row.License, &row.AssignedDate, &trial,
		&row.ExpirationDate); err != nil {
		return nil, err
	}
	if trial.Valid {
		row.IsTrial = &trial.Bool
	}
	r.classify(row)
	row.Source, row.Basis = ledger.Text(r.day.list.source), ledger.Text(ledger.BasisReport)
	row.AsOf, row.FirstSeen = ledger.Text(r.day.list.pos.Instant().String()), ledger.Text(key.from.Instant().String())
	var err error
	if ledger.IsFiller(string(row.UserName)) && ledger.IsFiller(string(row.EmailAddress)) {
		err = r.unknown(row, r.known[key])
	} else {
		r.named(row)
	}
	if by := r.holds[string(row.UserID)+string(row.LicenseID)]; row.UserID != "" && row.LicenseID != "" {
		row.AssignedBy = ledger.Text(by)
	}
	return row, err
}

func (r *reportReader) classify(row *ledger.Row) {
	key := classKey{string(row.Service), string(row.License), -1}
	if row.IsTrial != nil {
		key.trial = 0
		if *row.IsTrial {
			key.trial = 1
		}
	}
	class, ok := r.classes[key]
	if !ok {
		class = ledger.ClassifyText(key.service, key.license, row.IsTrial)
		r.classes[key] = class
	}
	row.ServiceID, row.LicenseID = ledger.Text(class.ServicePlanID), ledger.Text(class.SkuID)
	row.Product, row.Origin, row.Tier = ledger.Text(class.Product), ledger.Text(class.Origin), ledger.Text(class.Tier)
}

// named finds the account of a line that names somebody. A report that lags
// behind the directory does not bring a leaver back.
func (r *reportReader) named(row *ledger.Row) {
	row.Status = ledger.Text(ledger.StatusUnverified)
	id := r.owner(row)
	if id == "" {
		r.hideFillers(row)
		return
	}
	row.UserID = ledger.Text(id)
	status, since := r.people.status(id, r.day.at)
	row.Status, row.StatusSince = ledger.Text(status), ledger.Text(since)
	if n, ok := r.people.byID[id]; ok {
		p := r.people.people[n]
		row.Department, row.CostCenter = ledger.Text(p.department), ledger.Text(p.costCenter)
	} else if a := r.people.departed[id]; a != nil {
		row.Department, row.CostCenter = ledger.Text(a.department), ledger.Text(a.costCenter)
	}
	if status.Departed() {
		row.LastKnownName, row.LastKnownEmail = row.UserName, row.EmailAddress
		row.UserName, row.EmailAddress = ledger.UnknownWord, ledger.UnknownWord
	}
	r.hideFillers(row)
}

// hideFillers shows the one word for what a line does not tell, whatever word
// its export used.
func (r *reportReader) hideFillers(row *ledger.Row) {
	if ledger.IsFiller(string(row.UserName)) {
		row.UserName = ledger.UnknownWord
	}
	if ledger.IsFiller(string(row.EmailAddress)) {
		row.EmailAddress = ledger.UnknownWord
	}
}

// owner finds whose address or name a line has on the day; "" when nobody's.
func (r *reportReader) owner(row *ledger.Row) string {
	address := ledger.FoldAddress(string(row.EmailAddress))
	if ledger.IsFiller(string(row.EmailAddress)) {
		if n, ok := r.people.byName[string(row.UserName)]; ok && n >= 0 {
			row.IdentityConfidence = ledger.Text(ledger.ConfidenceLikely)
			return r.people.people[n].id
		}
		return ""
	}
	if n, ok := r.people.byAddress[address]; ok {
		return r.people.people[n].id
	}
	if id, ok := r.people.leftByMail[address]; ok {
		return id
	}
	return r.ever[address]
}

// unknown fills in who an Unknown line was, as far as is known.
func (r *reportReader) unknown(row *ledger.Row, i identity) error {
	row.UserName, row.EmailAddress = ledger.UnknownWord, ledger.UnknownWord
	row.Status = ledger.Text(ledger.StatusUnresolved)
	row.IdentityConfidence = ledger.Text(firstOf(i.confidence, string(ledger.ConfidenceNone)))
	if i.sinceTo != 0 {
		row.StatusSince = ledger.Text((&absence{leftAfter: i.sinceFrom, leftBefore: i.sinceTo}).since())
	}
	if i.candidates != "" {
		if err := json.Unmarshal([]byte(i.candidates), &row.Candidates); err != nil {
			return err
		}
	}
	row.LastKnownName, row.LastKnownEmail = ledger.Text(i.name), ledger.Text(i.email)
	if i.id == "" {
		return nil
	}
	row.UserID = ledger.Text(i.id)
	status, since := r.people.status(i.id, r.day.at)
	if !status.Departed() {
		return nil // the directory still has the account: perhaps the report lags, so nothing is claimed
	}
	row.Status, row.StatusSince = ledger.Text(status), ledger.Text(since)
	if a := r.people.departed[i.id]; a != nil {
		row.Department, row.CostCenter = ledger.Text(a.department), ledger.Text(a.costCenter)
	}
	return nil
}

// addressesEver maps every address that exactly one account ever had to that
// account, if the account existed on the day.
func (d *day) addressesEver(ctx context.Context) (map[string]string, error) {
	ever := map[string]string{}
	err := each(ctx, d.ledger.read, `SELECT a.address, min(f.user_id) FROM user_address a JOIN user f USING (fact_id)
		GROUP BY a.address HAVING count(DISTINCT f.user_id) = 1 AND min(f.created_at) <= ?`, []any{int64(d.at)}, func(rows *sql.Rows) error {
		var address, id string
		err := rows.Scan(&address, &id)
		ever[address] = id
		return err
	})
	return ever, err
}

// holdings tells how each account holds each license: direct or group. Direct
// wins where it is both, since that is what can be taken back by hand.
func (d *day) holdings(ctx context.Context) (map[string]string, error) {
	holds := map[string]string{}
	err := d.eachAssignment(ctx, func(a assignment) error {
		if key := a.userID + a.skuID; holds[key] != "direct" {
			holds[key] = a.by()
		}
		return nil
	})
	return holds, err
}
