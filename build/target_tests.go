package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
)

// testSteps are every check and test of the project, in order.
func testSteps() []step {
	steps := []step{{name: "setup", title: "install what is missing", setup: true, run: setUpTests(slices.Concat(windowNeeds, testNeeds))}}
	steps = append(steps, frontendSteps()...)
	steps = append(steps, goSteps()...)
	return append(steps, windowSteps()...)
}

// runTests is the target that runs every check and test.
func runTests(ctx context.Context, p *project, args []string) error {
	flags := flag.NewFlagSet("test", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	list := flags.Bool("list", false, "name the steps and end")
	only := flags.String("only", "", "run only these steps, comma-separated, after those that set up")
	all := flags.Bool("all", false, "go on after a failed check or test")
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("%w: %v", errUsage, err)
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%w: test takes only flags, but was given %q", errUsage, flags.Arg(0))
	}
	steps, err := pickSteps(testSteps(), *only)
	if err != nil {
		return err
	}
	if *list {
		for _, st := range steps {
			p.say("%-12s %s", st.name, st.title)
		}
		return nil
	}
	p.say("Running every check and test of License Ledger. The whole output of each step goes to out/logs.")
	results, err := p.runStepsUntil(ctx, steps, *all)
	printSummary(p.out, results)
	var total counts
	for _, r := range results {
		total.add(r.counts)
	}
	if err != nil {
		p.say("\n%v", err)
		err = errTold
		if total.failed == 0 {
			total.failed = 1 // what failed is no test, but a check or a build
		}
	}
	p.say("\n%s", total)
	return err
}

// pickSteps keeps the steps named in a comma-separated list, and those that set up.
func pickSteps(steps []step, only string) ([]step, error) {
	if only == "" {
		return steps, nil
	}
	wanted := strings.Split(only, ",")
	var picked []step
	for _, st := range steps {
		if i := slices.Index(wanted, st.name); i >= 0 {
			wanted = slices.Delete(wanted, i, i+1)
			picked = append(picked, st)
		} else if st.setup {
			picked = append(picked, st)
		}
	}
	if len(wanted) > 0 {
		return nil, fmt.Errorf("%w: there is no step %q; -list names them", errUsage, wanted[0])
	}
	return picked, nil
}
