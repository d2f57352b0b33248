package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"text/tabwriter"
)

// measurement is one figure beside its baseline, both measured in the same run.
type measurement struct {
	Name          string   `json:"name"`
	Value         float64  `json:"value"`
	Unit          string   `json:"unit"`
	Baseline      string   `json:"baseline"`       // what the figure is compared with, or empty
	BaselineValue *float64 `json:"baseline_value"` // in the same unit; null without a baseline
	Ratio         *float64 `json:"ratio"`          // value / baseline_value
	Target        string   `json:"target,omitempty"`
	Met           *bool    `json:"met,omitempty"` // whether the target is met; left out without one
}

// against sets the baseline of a figure.
func (m measurement) against(baseline string, value float64) measurement {
	m.Baseline, m.BaselineValue = baseline, &value
	if value != 0 {
		ratio := m.Value / value
		m.Ratio = &ratio
	}
	return m
}

// atMost sets a target for the value.
func (m measurement) atMost(value float64) measurement {
	met := m.Value <= value
	m.Target, m.Met = fmt.Sprintf("<= %s %s", strconv.FormatFloat(value, 'g', -1, 64), m.Unit), &met
	return m
}

// atMostRatio sets a target for the ratio to the baseline.
func (m measurement) atMostRatio(ratio float64) measurement {
	met := m.Ratio != nil && *m.Ratio <= ratio
	m.Target, m.Met = fmt.Sprintf("<= %sx", strconv.FormatFloat(ratio, 'g', -1, 64)), &met
	return m
}

// bench is one entry of the registry: something that is measured. Each bench_*.go adds
// its own.
type bench struct {
	name  string
	about string
	run   func(ctx context.Context, b *benchRun) ([]measurement, error)
}

// benches is the registry, in the order in which they run.
func benches() []bench {
	return slices.Concat(demoBenches(), syncBenches(), syncChangesBenches(), exportBenches(), parquetBenches(), storeBenches(), importBenches(), identityBenches(), windowBenches(), cancelBenches())
}

// benchRun is what a running bench works with.
type benchRun struct {
	*stepRun
	console string // the program under measurement
	dir     string // scratch folder, empty at the start of a run
	store   storeSize
}

// runBench is the target that measures.
func runBench(ctx context.Context, p *project, args []string) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	pick := flags.String("run", "", "measure only what matches this regular expression")
	size := fullSize
	flags.IntVar(&size.users, "users", size.users, "accounts of the tenant of the store and of imports; the targets are for the default")
	flags.IntVar(&size.days, "days", size.days, "days of the store's ledger; the targets are for the default")
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("%w: %v", errUsage, err)
	}
	wanted, err := regexp.Compile(*pick)
	if err != nil {
		return fmt.Errorf("%w: -run: %v", errUsage, err)
	}
	dir := p.path("out", "bench")
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("empty %s: %w", p.short(dir), err)
	}
	if _, err := p.outDir("bench"); err != nil {
		return err
	}
	console := filepath.Join(dir, executable("licensectl"))
	steps := []step{
		{name: "bench-setup", title: "install what the baselines take", run: func(ctx context.Context, s *stepRun) error {
			if err := s.installPackages(ctx, benchNeeds, s.log, s.note); err != nil {
				return err
			}
			return s.installDuckDB(ctx, s)
		}},
		{name: "bench-build", title: "build the console program", run: func(ctx context.Context, s *stepRun) error {
			return buildConsole(ctx, s, runtime.GOOS, runtime.GOARCH, console)
		}},
	}
	var all []measurement
	for _, b := range benches() {
		if !wanted.MatchString(b.name) {
			continue
		}
		steps = append(steps, step{name: "bench-" + b.name, title: b.about, run: func(ctx context.Context, s *stepRun) error {
			got, err := b.run(ctx, &benchRun{stepRun: s, console: console, dir: dir, store: size})
			all = append(all, got...)
			return err
		}})
	}
	if len(steps) == 2 {
		return fmt.Errorf("%w: no bench matches %q", errUsage, *pick)
	}
	_, err = p.runSteps(ctx, steps)
	return errors.Join(err, p.report(all, filepath.Join(dir, "results.jsonl")))
}

// report prints the figures as a table and as JSON lines, and keeps the lines in a file.
func (p *project) report(all []measurement, file string) error {
	if len(all) == 0 {
		return nil
	}
	p.say("\nMeasured on %s/%s with %d processors, %s.\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	if err := writeTable(p.out, all); err != nil {
		return err
	}
	p.say("")
	kept, err := os.Create(file)
	if err != nil {
		return fmt.Errorf("keep the figures: %w", err)
	}
	defer kept.Close()
	lines := json.NewEncoder(io.MultiWriter(p.out, kept))
	lines.SetEscapeHTML(false) // targets begin with <=
	for _, m := range all {
		if err := lines.Encode(m); err != nil {
			return fmt.Errorf("write a figure: %w", err)
		}
	}
	return kept.Close()
}

func writeTable(w io.Writer, all []measurement) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "figure\tvalue\tunit\tbaseline\tits value\tratio\ttarget")
	for _, m := range all {
		value, ratio := "", ""
		if m.BaselineValue != nil {
			value = number(*m.BaselineValue)
		}
		if m.Ratio != nil {
			ratio = fmt.Sprintf("%.2f", *m.Ratio)
		}
		target := m.Target
		if m.Met != nil {
			target += map[bool]string{true: ", met", false: ", MISSED"}[*m.Met]
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", m.Name, number(m.Value), m.Unit, m.Baseline, value, ratio, target)
	}
	return table.Flush()
}

// number shows large figures whole and small ones with two decimals.
func number(v float64) string {
	if v >= 1000 {
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.2f", v)
}
