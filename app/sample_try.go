package app

import (
	"time"

	"licenseledger/sync/simtenant"
)

// SampleSize is how much of a tenant a sample shows.
type SampleSize struct {
	People, Days int
	Newest       int // days that are there before the others are filled in; 0 is all
}

// TrySize is the sample that a person tries the window with.
var TrySize = SampleSize{People: 2000, Days: 400, Newest: 30}

const trySeed = 1

// judgedFrom is from how many people on the largest department is well above
// ledger.HoldAbove.
const judgedFrom = 400

// SampleToTry is the sample tenant of the window, up to the morning before now.
// Its newest month has one of each thing that people ask License Ledger about,
// and so have the months before.
func SampleToTry(now time.Time, size SampleSize) SampleOptions {
	today := now.UTC().Truncate(oneDay).Add(time.Duration(sampleStart.Hour()) * time.Hour)
	// ago turns days before the last one into days after the first.
	ago := func(days ...int) (script []int) {
		for _, d := range days {
			if d < size.Days {
				script = append(script, size.Days-d)
			}
		}
		return script
	}
	// The first sync that somebody starts themselves is one to judge. Of a small
	// tenant nobody would be asked.
	var hidden []int
	if size.People >= judgedFrom {
		hidden = []int{size.Days}
	}
	return SampleOptions{
		Users: size.People, Days: size.Days, Newest: size.Newest, Seed: trySeed, Still: true,
		Start: today.AddDate(0, 0, -size.Days),
		Script: &simtenant.Script{
			PartialDays:     ago(12, 167, 310),
			HiddenDays:      hidden,
			ReusedAddresses: ago(24, 113, 300),
			Twins:           ago(21, 250, 340),
			TrialWaves:      ago(15, 200),
			Lags:            ago(8, 90, 280),
			BlockedPaid:     ago(6, 26, 99, 360),
			LicensedTwice:   ago(2, 45, 190), // the first is seen on the last day: a Sunday brings little else
		},
	}
}
