//go:build stress

package store_test

import (
	"strconv"
	"testing"
)

// TestStress_HostileValues plants every value of the list in every cell.
func TestStress_HostileValues(t *testing.T) {
	planted, cells, most := plantEverywhere(t, 1)
	t.Attr("hostile.values", strconv.Itoa(planted))
	t.Attr("hostile.cells", strconv.Itoa(cells))
	t.Attr("hostile.memory-per-byte", strconv.FormatUint(most, 10))
}
