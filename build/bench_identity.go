package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
)

const (
	identityTenants = 1000
	manyLeavers     = 10_000
	mostIdentifying = 5.0 // s
)

func identityBenches() []bench {
	return []bench{{
		name:  "identity",
		about: "who Unknown rows are said to be, beside the truth of simulated tenants; and how long many leavers take",
		run:   benchIdentity,
	}}
}

func benchIdentity(ctx context.Context, b *benchRun) ([]measurement, error) {
	got, err := b.identified(ctx)
	if err != nil {
		return nil, err
	}
	took, err := b.manyLeavers(ctx)
	return append(got, took...), err
}

// scaled keeps a number in proportion to a ledger that is smaller than the
// targets are for.
func (b *benchRun) scaled(n int) int { return max(20, n*b.store.users/fullSize.users) }

// identified compares conclusions with the truth. The baseline takes everybody
// for the person who was last named with the same service, license and date.
func (b *benchRun) identified(ctx context.Context) ([]measurement, error) {
	program := filepath.Join(b.dir, executable("benchidentity"))
	if err := b.do(ctx, command{args: append([]string{"go", "build", "-o", program}, "./build/benchidentity")}); err != nil {
		return nil, err
	}
	dir := b.dir
	if exists("/dev/shm") {
		dir = "/dev/shm" // thousands of small ledgers; what a disk takes is not measured here
	}
	s, tenants := storeBench{benchRun: b}, b.scaled(identityTenants)
	got, err := s.figures(ctx, command{args: []string{program, "-seeds", strconv.Itoa(tenants), "-dir", dir}})
	if err != nil {
		return nil, err
	}
	share := func(name string, of float64, keys ...string) measurement {
		part := 0
		for _, key := range keys {
			part += got[key].Rows
		}
		return measurement{Name: name, Value: 100 * float64(part) / max(1, of), Unit: "%"}
	}
	both := func(level string) float64 { return float64(got[level+" right"].Rows + got[level+" wrong"].Rows) }
	rows := float64(got["rows"].Rows)
	const baseline = "whoever was last named with the same service, license and date"
	precision := share("", both("naive"), "naive right").Value
	recall := share("", rows, "naive right").Value
	// Recall is of all Unknown rows: also of those whose person nothing that was read ever named.
	return []measurement{
		measurement{Name: "identity.certain_wrong", Value: float64(got["certain wrong"].Rows), Unit: "rows"}.against(baseline, float64(got["naive wrong"].Rows)).atMost(0),
		share("identity.certain, precision", both("certain"), "certain right").against(baseline, precision),
		share("identity.certain, recall", rows, "certain right").against(baseline, recall),
		share("identity.likely, precision", both("likely"), "likely right").against(baseline, precision),
		share("identity.certain or likely, recall", rows, "certain right", "likely right").against(baseline, recall),
		share("identity.one_of_n, the person is among them", both("one_of_n"), "one_of_n right"),
		share("identity.one_of_n, the same where an earlier list named the person in the same words", both("one_of_n named"), "one_of_n named right"),
		share("identity.none, nobody could have known", both("none"), "none right"),
		share("identity, rows whose person an earlier list named in the same words", rows, "nameable"),
		{Name: fmt.Sprintf("identity, Unknown rows of %d tenants", tenants), Value: rows, Unit: "rows"},
	}, nil
}

// manyLeavers lets many people leave between two syncs. What concluding took is
// measured from inside, in the publications that it is a part of.
func (b *benchRun) manyLeavers(ctx context.Context) ([]measurement, error) {
	program := filepath.Join(b.dir, executable("benchstore"))
	build := append([]string{"go", "build", "-o", program}, b.buildFlags(ctx)...)
	if err := b.do(ctx, command{env: []string{"CGO_ENABLED=0"}, args: append(build, "./build/benchstore")}); err != nil {
		return nil, err
	}
	s := storeBench{benchRun: b, storeSize: b.store, program: program, ledger: filepath.Join(b.dir, "leavers.ledger")}
	got, err := s.ours(ctx, "leavers", "-leavers", strconv.Itoa(b.scaled(manyLeavers)))
	if err != nil {
		return nil, err
	}
	seconds := func(name, key string) measurement {
		return measurement{Name: name, Value: got[key].middle() / 1000, Unit: "s"}
	}
	const report = "powerplatform.licenseReport" // in which the leavers' rows turn Unknown
	measured := []measurement{
		seconds("identity.leavers", "identifying after "+report).against("the whole publication of the report", got[report].middle()/1000).atMost(mostIdentifying),
		{Name: "identity.leavers, rows that the report told anew", Value: float64(got[report].Rows), Unit: "rows"},
		seconds("identity.leavers, after the directory", "identifying after graph.users").against("the whole publication of the directory", got["graph.users"].middle()/1000),
		seconds("identity.leavers, after the deleted users", "identifying after graph.deletedUsers").against("the whole publication of the deleted users", got["graph.deletedUsers"].middle()/1000),
		seconds("identity.leavers, all conclusions drawn anew", "rebuild"),
	}
	// Other programs make the time longer, and hardly this one.
	if worked := "processor time of " + report; len(got[worked].Millis) > 0 {
		measured = append(measured, seconds("identity.leavers, processor time of the report's publication", worked).against("its time by the clock", got[report].middle()/1000))
	}
	return measured, nil
}
