package store

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"licenseledger/store/schema"
)

var indexName = regexp.MustCompile(`(CREATE (?:UNIQUE )?INDEX )`)

// conclusions verifies that what was concluded step by step is what the facts
// say as they are now: everything is concluded anew into tables of this
// connection, which stand before those of the file, and compared.
func (c *checker) conclusions(ctx context.Context) error {
	derived, err := schema.Derived()
	if err != nil {
		return err
	}
	derived = strings.ReplaceAll(derived, "CREATE TABLE ", "CREATE TEMP TABLE ")
	derived = indexName.ReplaceAllString(derived, "${1}temp.")
	if _, err := c.q.ExecContext(ctx, derived); err != nil {
		return fmt.Errorf("make tables to conclude into: %w", err)
	}
	// Images are made anew where they do not fit, and counts are checked by nothing but themselves.
	tables, err := namesIn(ctx, c.q, `SELECT name FROM temp.sqlite_schema WHERE type = 'table' AND name NOT IN ('image', 'image_part', 'list_count')`)
	if err != nil {
		return err
	}
	if err := concludeAll(ctx, c.q, true); err != nil {
		return err
	}
	for _, table := range tables {
		if err := c.count(ctx, "conclusion", "%d rows of "+table+" are not what the facts say", fmt.Sprintf(`SELECT
			(SELECT count(*) FROM (SELECT * FROM main.%[1]s EXCEPT SELECT * FROM temp.%[1]s)) +
			(SELECT count(*) FROM (SELECT * FROM temp.%[1]s EXCEPT SELECT * FROM main.%[1]s))`, table)); err != nil {
			return err
		}
	}
	return nil
}

// openPrivate opens the file for a connection that only reads it, but can have
// tables of its own beside it. Those may point at rows of the file, which
// SQLite cannot follow.
func (l *Ledger) openPrivate(ctx context.Context) (*sql.DB, error) {
	path := l.path
	if l.copyFolder != "" { // an older file is read from a copy in the present shape
		path = filepath.Join(l.copyFolder, filepath.Base(path))
	}
	name := strings.Replace(dsn(path, "ro"), "_txlock=immediate", "_txlock=deferred", 1)
	name = strings.Replace(name, "foreign_keys%281%29", "foreign_keys%280%29", 1)
	name = strings.Replace(name, "temp_store%28memory%29", "temp_store%28file%29", 1) // as large as what is checked
	db, err := openPool(ctx, name, 2)
	if isReadOnly(err) {
		db, err = openPool(ctx, still(name, path), 2)
	}
	return db, err
}

func namesIn(ctx context.Context, q querier, query string) (names []string, err error) {
	err = each(ctx, q, query, nil, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		names = append(names, name)
		return err
	})
	return names, err
}
