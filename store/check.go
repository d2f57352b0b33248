package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"licenseledger/store/ledger"
)

// Check verifies SQLite's invariants and ours; no findings means sound. It
// reads everything and writes nothing, also when the file can only be read.
func (l *Ledger) Check(ctx context.Context) ([]ledger.Finding, error) {
	if err := l.present("check history file"); err != nil {
		return nil, err
	}
	c := checker{ledger: l}
	err := c.run(ctx)
	return c.findings, classify("check history file", l.path, err)
}

// checker reads one state of the ledger, through a connection of its own.
type checker struct {
	ledger   *Ledger
	q        *sql.Tx
	findings []ledger.Finding
	unsound  bool // SQLite itself finds something
}

func (c *checker) run(ctx context.Context) (err error) {
	db, err := c.ledger.openPrivate(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if c.q, err = db.BeginTx(ctx, nil); err != nil {
		return err
	}
	defer c.q.Rollback()
	// SQLite's pages take twice their size in memory. Most of what is checked lies in order.
	for name, kib := range map[string]int{"main": 24 << 10, "temp": frugalCache} {
		if _, err := caching(ctx, c.q, kib, name); err != nil {
			return err
		}
	}
	for _, part := range []func(context.Context) error{c.sqlite, c.spans, c.listings, c.ordinals, c.facts, c.images,
		c.snapshots, c.months, c.conclusions, c.prices, c.freeing, c.costCenters, c.activity} {
		if err := part(ctx); err != nil {
			return err
		}
		if c.unsound {
			return nil // the other parts rely on it
		}
	}
	return nil
}

func (c *checker) find(check, format string, args ...any) {
	c.findings = append(c.findings, ledger.Finding{Check: check, Text: fmt.Sprintf(format, args...)})
}

// count makes a finding of a number that should be 0; text begins with it.
func (c *checker) count(ctx context.Context, check, text, query string, args ...any) error {
	var n int64
	if err := c.q.QueryRowContext(ctx, query, args...).Scan(&n); err != nil {
		return fmt.Errorf("check %s: %w", check, err)
	}
	if n > 0 {
		c.find(check, text, n)
	}
	return nil
}

func (c *checker) sqlite(ctx context.Context) error {
	err := each(ctx, c.q, `SELECT integrity_check FROM pragma_integrity_check`, nil, func(rows *sql.Rows) error {
		var text string
		err := rows.Scan(&text)
		if text != "ok" {
			c.find("integrity", "%s", text)
			c.unsound = true
		}
		return err
	})
	if err != nil {
		return err
	}
	return each(ctx, c.q, `SELECT "table", count(*) FROM pragma_foreign_key_check GROUP BY 1`, nil, func(rows *sql.Rows) error {
		var table string
		var n int64
		err := rows.Scan(&table, &n)
		c.find("foreign_key", "%d rows of %s point at nothing", n, table)
		return err
	})
}

// snapshots verifies what a snapshot says of its listings.
func (c *checker) snapshots(ctx context.Context) error {
	for text, query := range map[string]string{
		"%d snapshots have no listing": `SELECT count(*) FROM snapshot s WHERE NOT EXISTS (SELECT 1 FROM listing g WHERE g.snapshot_id = s.snapshot_id)`,
		"%d snapshots have another instant than their newest listing": `SELECT count(*) FROM snapshot s
			WHERE s.at <> (SELECT max(g.pos >> 20) FROM listing g WHERE g.snapshot_id = s.snapshot_id)`,
		"%d listings end before they begin, or at another instant than their place says": `SELECT count(*) FROM listing WHERE read_from > read_to OR read_to <> pos >> 20`,
		"%d listings are called thinned and are not there":                               `SELECT count(*) FROM thinned t WHERE NOT EXISTS (SELECT 1 FROM listing g WHERE g.source_id = t.source_id AND g.pos = t.pos)`,
		"%d sources have a thinned listing as their newest": `SELECT count(*) FROM thinned t
			WHERE t.pos = (SELECT max(g.pos) FROM listing g WHERE g.source_id = t.source_id)`,
		"%d thinned listings belong to a snapshot that can be opened": `SELECT count(*) FROM thinned t JOIN listing g USING (source_id, pos) JOIN snapshot s USING (snapshot_id) WHERE s.is_openable`,
	} {
		if err := c.count(ctx, "snapshot", text, query); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) prices(ctx context.Context) error {
	return c.count(ctx, "price", "%d prices have no day, currency or amount that makes sense", `SELECT count(*) FROM price
		WHERE date(from_date) IS NOT from_date OR currency NOT GLOB '[A-Z][A-Z][A-Z]' OR amount < 0 OR per NOT IN ('month', 'year')`)
}

// freeing verifies what people said of licenses to free up.
func (c *checker) freeing(ctx context.Context) error {
	if err := c.count(ctx, "free_keep", "%d accounts whose licenses are left out have no object id", `SELECT count(*) FROM free_keep WHERE length(user_id) <> 36 OR user_id <> lower(user_id)`); err != nil {
		return err
	}
	return c.count(ctx, "license_cover", "%d licenses cover themselves", `SELECT count(*) FROM license_cover WHERE sku_id = covered_sku_id`)
}

// costCenters verifies that the list can be matched with the directory.
func (c *checker) costCenters(ctx context.Context) error {
	list, err := readCostCenters(ctx, c.q)
	bad := 0
	for _, one := range list {
		if !isCostCenterOf(one) {
			bad++
		}
	}
	if bad > 0 {
		c.find("cost_center", "%d lines of the list of cost centers have no address as addresses are compared, or no cost center", bad)
	}
	return err
}
