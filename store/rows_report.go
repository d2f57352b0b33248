package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"strconv"

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
	r := reportReader{day: d, people: people, classes: classes{}}
	if err := r.prepare(ctx); err != nil {
		return err
	}
	// Reading lines and making rows of them are as much work: each has a processor.
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	lines, failed := make(chan []reportLine, 4), make(chan error, 1)
	go func() {
		defer close(lines)
		failed <- d.readLines(ctx, lines)
	}()
	for batch := range lines {
		for i := range batch {
			if err := r.complete(&batch[i]); err != nil {
				return err
			}
			t.add(&batch[i].row)
		}
	}
	return <-failed
}

// classes remembers what texts mean: a report has few of them, and many lines.
type classes map[classKey]ledger.Classification

type classKey struct{ service, license, trial string }

func (c classes) of(service, license string, isTrial *bool) ledger.Classification {
	key := classKey{service: service, license: license}
	if isTrial != nil {
		key.trial = strconv.FormatBool(*isTrial)
	}
	class, ok := c[key]
	if !ok {
		class = ledger.ClassifyText(service, license, isTrial)
		c[key] = class
	}
	return class
}

// reportReader turns lines of a report into rows of the list.
type reportReader struct {
	day     *day
	people  *directory
	classes classes
	known   map[spanKey]identity
	ever    map[string]string       // address -> the one account that ever had it; only where no directory speaks
	holds   map[accountLicense]bool // true = directly, false = by group
	asOf    ledger.Text

	lastFrom    ledger.Position
	lastInstant ledger.Text
}

// accountLicense names a license that an account holds.
type accountLicense struct{ userID, skuID string }

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
	r.asOf = ledger.Text(r.day.list.pos.Instant().String())
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

// complete turns a line as it was said into a row of the list.
func (r *reportReader) complete(l *reportLine) (err error) {
	row := &l.row
	r.classify(row)
	row.Source, row.Basis = ledger.Text(r.day.list.source), ledger.Text(ledger.BasisReport)
	row.AsOf, row.FirstSeen = r.asOf, r.instant(l.key.from)
	if ledger.IsFiller(string(row.EmailAddress)) && ledger.IsFiller(string(row.UserName)) {
		err = r.unknown(row, r.known[l.key])
	} else {
		r.named(row)
	}
	if row.UserID != "" && row.LicenseID != "" {
		row.AssignedBy = r.assignedBy(string(row.UserID), string(row.LicenseID))
	}
	return err
}

func (r *reportReader) assignedBy(userID, skuID string) ledger.Text {
	direct, held := r.holds[accountLicense{userID, skuID}]
	switch {
	case !held:
		return ""
	case direct:
		return "direct"
	}
	return "group"
}

// instant writes the instant of a position; the lines of a listing share few.
func (r *reportReader) instant(p ledger.Position) ledger.Text {
	if p != r.lastFrom || r.lastInstant == "" {
		r.lastFrom, r.lastInstant = p, ledger.Text(p.Instant().String())
	}
	return r.lastInstant
}

func (r *reportReader) classify(row *ledger.Row) {
	class := r.classes.of(string(row.Service), string(row.License), row.IsTrial)
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

// holdings tells which account holds which license, and whether directly.
// Direct wins where it is both, since that is what can be taken back by hand.
func (d *day) holdings(ctx context.Context) (map[accountLicense]bool, error) {
	holds := map[accountLicense]bool{}
	pos := int64(d.position(ledger.SourceUsers))
	err := each(ctx, d.ledger.read, `SELECT f.user_id, f.sku_id, f.assigned_by_group IS NULL FROM assignment_span s JOIN assignment f USING (fact_id)
		WHERE s.source_id = (SELECT source_id FROM source WHERE name = ?) AND s.from_pos <= ? AND s.to_pos > ?
			AND f.state IS NOT 'Error' AND f.state IS NOT 'Disabled'`, []any{ledger.SourceUsers, pos, pos}, func(rows *sql.Rows) error {
		var key accountLicense
		var direct bool
		err := rows.Scan(&key.userID, &key.skuID, &direct)
		holds[key] = holds[key] || direct
		return err
	})
	return holds, err
}
