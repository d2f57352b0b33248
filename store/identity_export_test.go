package store

import "testing"

// AskFewAtOnce lets a test conclude small ledgers as large ones are: when
// every row is answered, few together.
func AskFewAtOnce(t *testing.T, rows int) {
	every, living := everyAtOnce, livingAtOnce
	everyAtOnce, livingAtOnce = rows, rows
	t.Cleanup(func() { everyAtOnce, livingAtOnce = every, living })
}
