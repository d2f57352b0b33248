package store

import "database/sql"

// hashSum adds up the hashes of a listing's facts modulo 2^128, so that the
// result does not depend on their order.
type hashSum struct {
	sum  [16]byte
	rows int64
}

// scan adds the hash in a row's only column.
func (h *hashSum) scan(rows *sql.Rows) error {
	var hash sql.RawBytes
	if err := rows.Scan(&hash); err != nil {
		return err
	}
	carry := 0
	for i := len(h.sum) - 1; i >= 0; i-- {
		carry += int(h.sum[i]) + int(hash[i])
		h.sum[i] = byte(carry)
		carry >>= 8
	}
	h.rows++
	return nil
}
