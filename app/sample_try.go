package app

import (
	"time"

	"licenseledger/sync/simtenant"
)

// The sample tenant that a person tries the window with.
const (
	tryUsers  = 2000
	tryDays   = 400
	tryNewest = 30
	trySeed   = 1
)

// SampleToTry is the sample tenant of the window: more than a year up to the
// morning before now, of which the newest month has one of each thing that
// people ask License Ledger about.
func SampleToTry(now time.Time) SampleOptions {
	today := now.UTC().Truncate(oneDay).Add(time.Duration(sampleStart.Hour()) * time.Hour)
	return SampleOptions{
		Users: tryUsers, Days: tryDays, Newest: tryNewest, Seed: trySeed, Still: true,
		Start: today.AddDate(0, 0, -tryDays),
		Script: &simtenant.Script{
			PartialDays:     []int{90, 233, 388},
			ReusedAddresses: []int{100, 287, 376},
			Twins:           []int{60, 150, 379},
			TrialWaves:      []int{200, 385},
			Lags:            []int{120, 310, 392},
			BlockedPaid:     []int{40, 301, 374, 394},
		},
	}
}
