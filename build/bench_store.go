package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
)

// The targets of the store. A ratio is that to the baseline.
const (
	mostBytesUnchanged = 4096
	mostBytesYear      = 3.0
	mostFirstPage      = 50.0 // ms
	mostResort         = 1.0
	mostSearch         = 0.2
	mostJump           = 5.0 // ms
	mostMerge          = 1.0
	mostDiff           = 0.3
	mostMemory         = 250.0 // MB
)

// storeSize is how big the ledger of the store's benches is.
type storeSize struct{ users, days int }

// fullSize is what the targets are for: 400,000 accounts have 1,000,000 rows.
var fullSize = storeSize{users: 400_000, days: 365}

func storeBenches() []bench {
	return []bench{{
		name:  "store",
		about: "the ledger of a big tenant over a year, beside flat tables in C SQLite",
		run:   benchStore,
	}}
}

// storeBench makes one ledger and measures it. Its order matters: the later
// parts change the ledger.
type storeBench struct {
	*benchRun
	storeSize
	program string // build/benchstore
	ledger  string
	flat    string // the baseline's database
	got     []measurement
}

func benchStore(ctx context.Context, b *benchRun) ([]measurement, error) {
	program, err := b.buildStoreProgram(ctx)
	if err != nil {
		return nil, err
	}
	s := &storeBench{benchRun: b, program: program, storeSize: b.store, ledger: filepath.Join(b.dir, "year.ledger"), flat: filepath.Join(b.dir, "flat.db")}
	for _, part := range []func(context.Context) error{s.year, s.unchanged, s.flatTables, s.firstPage, s.resort, s.search, s.jump, s.diff, s.merge, s.memory} {
		if err := part(ctx); err != nil {
			return s.got, err
		}
	}
	return s.got, nil
}

func (s *storeBench) add(m ...measurement) { s.got = append(s.got, m...) }

// year syncs the first day and then the others.
func (s *storeBench) year(ctx context.Context) error {
	first, err := s.ours(ctx, "build", "-from", "1", "-to", "1")
	if err != nil {
		return err
	}
	small, err := s.size(ctx)
	if err != nil {
		return err
	}
	rest, err := s.ours(ctx, "build", "-from", "2", "-to", strconv.Itoa(s.days))
	if err != nil {
		return err
	}
	big, err := s.size(ctx)
	if err != nil {
		return err
	}
	days := rest["build"].sorted()
	s.add(measurement{Name: "store.bytes_year", Value: megabytes(big), Unit: "MB"}.against("the file after the first day", megabytes(small)).atMostRatio(mostBytesYear),
		measurement{Name: fmt.Sprintf("store, sync of the first day, %d accounts", s.users), Value: first["build"].middle() / 1000, Unit: "s"},
		measurement{Name: fmt.Sprintf("store, sync of %d days by their changes", len(days)), Value: sum(days) / 1000, Unit: "s"},
		measurement{Name: "store, sync of a day by its changes, median", Value: middle(days), Unit: "ms"},
		measurement{Name: "store, sync of a day by its changes, slowest", Value: days[len(days)-1], Unit: "ms"})
	return nil
}

// unchanged syncs a few times while the tenant stands still.
func (s *storeBench) unchanged(ctx context.Context) error {
	const times = 10
	before, err := s.size(ctx)
	if err != nil {
		return err
	}
	if _, err := s.ours(ctx, "rest", "-to", strconv.Itoa(s.days), "-rounds", strconv.Itoa(times)); err != nil {
		return err
	}
	after, err := s.size(ctx)
	if err != nil {
		return err
	}
	s.add(measurement{Name: "store.bytes_unchanged", Value: float64(after-before) / times, Unit: "bytes"}.atMost(mostBytesUnchanged))
	return nil
}

// firstPage opens past days of a ledger that is open; the baseline has one day,
// and an index in the order that is asked for.
func (s *storeBench) firstPage(ctx context.Context) error {
	ours, err := s.ours(ctx, "first", "-rounds", "20")
	if err != nil {
		return err
	}
	flat, err := s.flatQueries(ctx, query{"first", "SELECT * FROM list ORDER BY user_name LIMIT 200"})
	if err != nil {
		return err
	}
	const baseline = "flat table of one day, C SQLite, by its index"
	days := ours["first"].sorted()
	s.add(measurement{Name: "store.first_page", Value: middle(days), Unit: "ms"}.against(baseline, flat["first"].middle()).atMost(mostFirstPage),
		measurement{Name: "store.first_page, slowest of 20 days", Value: days[len(days)-1], Unit: "ms"}.against(baseline, flat["first"].middle()),
		measurement{Name: "store.first_open, the file and the first page of the newest day", Value: ours["open"].middle(), Unit: "ms"})
	return nil
}

// jump reads rows far down.
func (s *storeBench) jump(ctx context.Context) error {
	ours, err := s.ours(ctx, "jump", "-rounds", "9")
	if err != nil {
		return err
	}
	fresh := ours["jump in a view just opened"]
	s.add(measurement{Name: "store.jump", Value: fresh.middle(), Unit: "ms"}.atMost(mostJump),
		measurement{Name: "store.jump, slowest", Value: fresh.sorted()[len(fresh.Millis)-1], Unit: "ms"},
		measurement{Name: "store.jump, from place to place in one view", Value: ours["jump"].middle(), Unit: "ms"})
	return nil
}

// diff compares days that lie as far apart as the ledger has them.
func (s *storeBench) diff(ctx context.Context) error {
	ours, err := s.ours(ctx, "diff", "-rounds", "5")
	if err != nil {
		return err
	}
	// Each difference is taken once and kept for its count and its first page.
	flat, err := s.flatQueries(ctx, query{"diff", "DROP TABLE IF EXISTS temp.gained; DROP TABLE IF EXISTS temp.lost;" +
		"CREATE TEMP TABLE gained AS SELECT * FROM list EXCEPT SELECT * FROM old; CREATE TEMP TABLE lost AS SELECT * FROM old EXCEPT SELECT * FROM list;" +
		"SELECT count(*) FROM gained; SELECT count(*) FROM lost;" +
		"SELECT * FROM (SELECT 'gained', * FROM gained UNION ALL SELECT 'lost', * FROM lost) ORDER BY user_name LIMIT 200"})
	if err != nil {
		return err
	}
	s.add(measurement{Name: "store.diff", Value: ours["diff"].middle(), Unit: "ms"}.
		against(fmt.Sprintf("EXCEPT both ways, C SQLite, of %d changes", ours["diff"].Rows), flat["diff"].middle()).atMostRatio(mostDiff))
	return nil
}

// merge reads days whole; the pages lie ready in memory, as the CSV file of the
// baseline lies ready in the cache.
func (s *storeBench) merge(ctx context.Context) error {
	const days = 5
	ours, err := s.ours(ctx, "merge", "-from", strconv.Itoa(s.days+1), "-to", strconv.Itoa(s.days+days))
	if err != nil {
		return err
	}
	plain, err := s.importCSV(ctx, "")
	if err != nil {
		return err
	}
	indexed, err := s.importCSV(ctx, flatIndex)
	if err != nil {
		return err
	}
	report, directory := ours["powerplatform.licenseReport"], ours["graph.users"]
	const baseline = "sqlite3 .import into an empty table"
	s.add(measurement{Name: "store.merge", Value: report.middle() / 1000, Unit: "s"}.against(baseline, plain.took.Seconds()).atMostRatio(mostMerge),
		measurement{Name: "store.merge, slowest", Value: report.sorted()[len(report.Millis)-1] / 1000, Unit: "s"}.against(baseline, plain.took.Seconds()),
		measurement{Name: fmt.Sprintf("store.merge, %d rows", report.Rows), Value: report.middle() / 1000, Unit: "s"}.against(baseline+" with an index on the name", indexed.took.Seconds()),
		measurement{Name: fmt.Sprintf("store, the same for the directory, %d facts", directory.Rows), Value: directory.middle() / 1000, Unit: "s"})
	return nil
}

// memory has the kernel count what publishing and reading take. The tenant that
// is read lives in the program that publishes, and counts with it. Now and then
// publishing also writes the columns anew: once it is made to.
func (s *storeBench) memory(ctx context.Context) error {
	publish, err := s.publishing(ctx, s.days+6)
	if err != nil {
		return err
	}
	if err := s.do(ctx, command{args: []string{"sqlite3", s.ledger, "UPDATE image SET facts = 1"}}); err != nil {
		return err
	}
	anew, err := s.publishing(ctx, s.days+7)
	if err != nil {
		return err
	}
	read, err := s.measure(ctx, command{args: s.args("read")})
	if err != nil {
		return err
	}
	s.add(measurement{Name: "store.memory", Value: megabytes(max(publish.memory, anew.memory, read.memory)), Unit: "MB"}.atMost(mostMemory),
		measurement{Name: "store.memory, publishing a whole directory and report", Value: megabytes(publish.memory), Unit: "MB"},
		measurement{Name: "store.memory, the same and all columns written anew", Value: megabytes(anew.memory), Unit: "MB"},
		measurement{Name: "store.memory, reading every row of a day", Value: megabytes(read.memory), Unit: "MB"})
	return nil
}

func (s *storeBench) publishing(ctx context.Context, day int) (cost, error) {
	return s.measure(ctx, command{args: s.args("merge", "-stream", "-from", strconv.Itoa(day), "-to", strconv.Itoa(day))})
}
