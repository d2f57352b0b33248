package store

import (
	"context"
	"database/sql"
)

// activity verifies that sets of users can be read and name users who are
// there, and that days and months are such.
func (c *checker) activity(ctx context.Context) error {
	known := map[uint32]bool{}
	err := each(ctx, c.q, `SELECT user_no FROM activity_user`, nil, func(rows *sql.Rows) error {
		var n uint32
		err := rows.Scan(&n)
		known[n] = true
		return err
	})
	if err != nil {
		return err
	}
	unreadable, unknown := 0, 0
	var numbers []uint32
	err = each(ctx, c.q, `SELECT users FROM activity`, nil, func(rows *sql.Rows) error {
		var body sql.RawBytes
		if err := rows.Scan(&body); err != nil {
			return err
		}
		var bad error
		if numbers, bad = readUsers(body, numbers); bad != nil {
			unreadable++
		}
		for _, n := range numbers {
			if !known[n] {
				unknown++
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if unreadable > 0 {
		c.find("activity", "%d sets of users cannot be read", unreadable)
	}
	if unknown > 0 {
		c.find("activity", "%d users in sets are not known", unknown)
	}
	return c.count(ctx, "activity", "%d days or months of use are none", `SELECT
		(SELECT count(*) FROM activity WHERE date(CASE length(day) WHEN 7 THEN day || '-01' ELSE day END) IS NOT CASE length(day) WHEN 7 THEN day || '-01' ELSE day END) +
		(SELECT count(*) FROM activity_slice WHERE date(day) IS NOT day)`)
}
