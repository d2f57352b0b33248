package main

import (
	"math/rand/v2"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

// scenario is how one tenant lives and how it is read.
type scenario struct {
	tenant simtenant.Config
	days   int
	random *rand.Rand

	report    reading // the report as it is synced; no precision: never
	files     reading // the report as somebody downloads it; no precision: never
	fileEvery int     // days
	moves     int     // day from which files have another zone; 0: never
	movedTo   time.Duration

	directoryFrom  int  // first day on which the directory is read
	directoryEvery int  // days
	dated          bool // the directory tells when plans were assigned
	lag            int  // days by which the report is behind with licenses and use
}

// reading is how a list writes dates.
type reading struct {
	source    string
	precision ledger.Precision
	zone      time.Duration
}

var zones = []time.Duration{time.Hour, 2 * time.Hour, 5*time.Hour + 30*time.Minute, -8 * time.Hour}

// scenarioOf draws a scenario. Many tenants are small, so that a license is
// often held by one person only; others have everybody on licenses of a few
// seconds.
func scenarioOf(seed uint64) *scenario {
	r := rand.New(rand.NewPCG(seed, 17))
	s := &scenario{days: 14, random: r, directoryEvery: 1, dated: r.IntN(5) > 0, lag: []int{0, 0, 0, 1, 3}[r.IntN(5)]}
	s.tenant = simtenant.Config{Users: 30 + r.IntN(40), Seed: int64(seed), ReportKeepsLeaversDays: []int{60, 3}[r.IntN(2)],
		Life: simtenant.Life{Bustle: 6 + 10*r.Float64(), Stripped: []float64{0, 0.3, 0.8}[r.IntN(3)], Together: []float64{0, 0.5}[r.IntN(2)],
			Passing: []float64{0, 0.3, 0.8}[r.IntN(3)]}}
	switch r.IntN(4) {
	case 0:
		s.tenant.Life.RollOuts = []int{20, 0, 0, 2, 0, 3}
	case 1:
		s.tenant.Users, s.tenant.Life.RollOuts = 130, []int{100, 0, 20, 0, 0, 2}
		s.tenant.Life.Bustle /= 3
	}
	if r.IntN(3) == 0 {
		s.directoryEvery = 2 + r.IntN(3)
	}
	if r.IntN(4) == 0 {
		s.directoryFrom = 1 + r.IntN(6)
	}
	precisions := []ledger.Precision{ledger.PrecisionSecond, ledger.PrecisionSecond, ledger.PrecisionMinute, ledger.PrecisionDay}
	live := reading{ledger.SourceLicenseReport, ledger.PrecisionSecond, 0}
	files := reading{ledger.SourceFileReport2022, precisions[r.IntN(len(precisions))], 0}
	s.fileEvery = 1 + r.IntN(4)
	switch r.IntN(5) {
	case 0, 1:
		s.report = live
	case 2:
		s.report, s.files = live, files
		if r.IntN(2) == 0 {
			s.files.zone = zones[r.IntN(len(zones))]
		}
	case 3:
		s.files = files
	case 4: // somebody else downloads from some day on
		s.files, s.moves, s.movedTo = files, 4+r.IntN(6), zones[r.IntN(len(zones))]
	}
	return s
}
