package main

import (
	"context"
	"fmt"
	"slices"
)

// runRace is the target that runs every Go test with the race detector. The whole test
// does so with a choice of them alone: see raced.
func runRace(ctx context.Context, p *project, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%w: race takes no arguments", errUsage)
	}
	results, err := p.runStepsUntil(ctx, []step{
		{name: "race-setup", setup: true, title: "install what is missing", run: setUp(slices.Concat(windowNeeds, testNeeds))},
		{name: "race", title: "every Go test, with the race detector", run: runRacedTests},
	}, true)
	printSummary(p.out, results)
	return err
}
