package store

import "testing"

// AskFewAtOnce lets a test conclude small ledgers as large ones are: when
// every row is answered, few together.
func AskFewAtOnce(t *testing.T, rows int) {
	every, living, asked, crowd, foremost := everyAtOnce, livingAtOnce, mostAsked, crowdFrom, foremostAtOnce
	everyAtOnce, livingAtOnce, mostAsked, crowdFrom, foremostAtOnce = rows, rows, rows, rows, rows
	t.Cleanup(func() {
		everyAtOnce, livingAtOnce, mostAsked, crowdFrom, foremostAtOnce = every, living, asked, crowd, foremost
	})
}

// TellFromCrowds lets a test conclude small ledgers as those in which a crowd was assigned
// what Unknown rows say: so many of them are read first.
func TellFromCrowds(t *testing.T, people int) {
	from, foremost := crowdFrom, foremostAtOnce
	crowdFrom, foremostAtOnce = 0, people
	t.Cleanup(func() { crowdFrom, foremostAtOnce = from, foremost })
}
