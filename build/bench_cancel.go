package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
)

const (
	// cancelPeople is the size of the tenant on which work is canceled.
	cancelPeople = 20_000
	mostCancel   = 200.0 // ms, from Cancel to the end of the work
)

func cancelBenches() []bench {
	return []bench{{
		name:  "cancel",
		about: "from Cancel to the end of every kind of long work of the window",
		run:   benchCancel,
	}}
}

// benchCancel cancels the work of the window at several moments of it, from
// inside: a program of its own would measure how fast it is asked. Nothing is
// compared; people wait for the slowest, so that the target is for it.
func benchCancel(ctx context.Context, b *benchRun) ([]measurement, error) {
	report := filepath.Join(b.dir, "cancel.jsonl")
	c := command{env: []string{"LICENSELEDGER_FIGURES=" + report, "LICENSELEDGER_USERS=" + strconv.Itoa(min(cancelPeople, b.store.users))},
		args: []string{"go", "test", "-run", "^$", "-bench", "^BenchmarkCancel$", "-benchtime", "1x", "-timeout", "60m", "./app/desktop"}}
	if err := b.do(ctx, c); err != nil {
		return nil, err
	}
	figures, err := b.figures(ctx, command{args: []string{"cat", report}})
	if err != nil {
		return nil, err
	}
	var all []measurement
	for kind, f := range figures {
		if len(f.Millis) == 0 {
			return nil, fmt.Errorf("no %s was canceled before it had ended", kind)
		}
		all = append(all, measurement{Name: fmt.Sprintf("cancel.%s, slowest of %d", kind, len(f.Millis)), Value: slices.Max(f.Millis), Unit: "ms"}.atMost(mostCancel))
	}
	slices.SortFunc(all, func(a, b measurement) int { return int(b.Value - a.Value) })
	return all, nil
}
