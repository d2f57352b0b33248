package store

import "testing"

// AskFewAtOnce lets a test conclude small ledgers as large ones are: when
// every row is answered, few together.
func AskFewAtOnce(t *testing.T, rows int) {
	every, living, asked := everyAtOnce, livingAtOnce, mostAsked
	everyAtOnce, livingAtOnce, mostAsked = rows, rows, rows
	t.Cleanup(func() { everyAtOnce, livingAtOnce, mostAsked = every, living, asked })
}
