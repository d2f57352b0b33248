package main

import (
	"context"
	"fmt"
	"path/filepath"
)

// demoGoal is how long the sample tenant may take, in seconds: what a newcomer waits for.
const demoGoal = 10

func demoBenches() []bench {
	return []bench{{
		name:  "demo",
		about: "licensectl demo with 500 people and 60 days",
		run: func(ctx context.Context, b *benchRun) ([]measurement, error) {
			file := filepath.Join(b.dir, "demo.ledger")
			got, err := b.measure(ctx, command{args: []string{b.console, "demo", file, "--users", "500", "--days", "60"}})
			if err != nil {
				return nil, err
			}
			size, err := fileSize(file)
			if err != nil {
				return nil, err
			}
			return []measurement{
				measurement{Name: "demo, 500 people x 60 days", Value: got.took.Seconds(), Unit: "s"}.against("goal", demoGoal),
				{Name: "demo, peak memory (tenant and client in one)", Value: megabytes(got.memory), Unit: "MB"},
				{Name: fmt.Sprintf("demo, ledger size after %d syncs", 60), Value: megabytes(size), Unit: "MB"},
			}, nil
		},
	}}
}
