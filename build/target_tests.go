package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
)

// testSteps are every check and test of the project, in order. Looks at the code and the
// component tests run beside each other; the Go tests and those of the whole program come
// after them, one step after the other, since they watch clocks.
func testSteps() []step {
	steps := []step{
		{name: "setup", title: "install what is missing", setup: true, run: setUpPackages(slices.Concat(windowNeeds, testNeeds))},
		{name: "modules", title: "install the modules of Node.js", setup: true, after: []string{"setup"}, run: installTestModules},
	}
	steps = slices.Concat(steps, goLookSteps(), frontendSteps())
	steps = append(steps, step{name: "go-test", title: "Go tests, and those of what runs side by side again with the race detector", run: runGoTests})
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

// pickSteps keeps the steps named in a comma-separated list, those that they say they build
// on, and those that set up.
func pickSteps(steps []step, only string) ([]step, error) {
	if only == "" {
		return steps, nil
	}
	wanted := strings.Split(only, ",")
	for _, name := range wanted {
		if !slices.ContainsFunc(steps, func(st step) bool { return st.name == name }) {
			return nil, fmt.Errorf("%w: there is no step %q; -list names them", errUsage, name)
		}
	}
	var picked []step
	for _, st := range slices.Backward(steps) {
		switch {
		case st.setup: // what it builds on sets up too; for the rest, it only waits
			picked = append(picked, st)
		case slices.Contains(wanted, st.name):
			picked = append(picked, st)
			wanted = append(wanted, st.after...)
		}
	}
	slices.Reverse(picked)
	return picked, nil
}
