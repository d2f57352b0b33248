package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

type demoOptions struct {
	file, truth string
	users, days int
	seed        int64
	knobs       simtenant.Knobs
}

func newDemo(s *streams) *cobra.Command {
	var o demoOptions
	cmd := &cobra.Command{
		Use:   "demo FILE",
		Short: "Make a ledger of a simulated tenant, one sync per simulated day",
		Example: "  licensectl demo contoso.ledger\n" +
			"  licensectl demo small.ledger --users 50 --days 10 --seed 7 --truth truth.jsonl",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			if o.users < 1 || o.days < 1 {
				return usagef("A simulated tenant needs people and days. Give --users and --days numbers of one or more.")
			}
			return runDemo(cmd.Context(), s, o)
		},
	}
	f := cmd.Flags()
	f.IntVar(&o.users, "users", 500, "people at the start")
	f.IntVar(&o.days, "days", 60, "simulated days, one sync each")
	f.Int64Var(&o.seed, "seed", 1, "the same seed gives the same tenant")
	f.StringVar(&o.truth, "truth", "", "a file to write what is really so on every day, as JSON lines")
	unresolvedFlags(f, &o.knobs)
	return cmd
}

func runDemo(ctx context.Context, s *streams, o demoOptions) error {
	options := app.SampleOptions{Users: o.users, Days: o.days, Seed: o.seed}
	if o.knobs.UnresolvedEvery > 0 {
		options.Knobs = &o.knobs
	}
	if o.truth == "" {
		return makeDemo(ctx, s, o, options)
	}
	file, err := newTruth(o.truth)
	if err != nil {
		return err
	}
	truth := bufio.NewWriter(file)
	options.Truth = truth
	err = makeDemo(ctx, s, o, options)
	if ended := errors.Join(truth.Flush(), file.Close()); err == nil {
		err = ended
	}
	if err != nil {
		return errors.Join(err, os.Remove(o.truth))
	}
	return nil
}

func makeDemo(ctx context.Context, s *streams, o demoOptions, options app.SampleOptions) error {
	warnOfPlace(s, o.file)
	bar := newBar(s)
	l, err := app.CreateSample(ctx, o.file, options, bar.show)
	bar.end()
	if err != nil {
		return err
	}
	if err := l.Close(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "%s: %s of a simulated tenant. Next: licensectl list %s\n", o.file, ledger.Counted(o.days, "snapshot", "snapshots"), o.file)
	return err
}

// newTruth makes the file, and never over another one.
func newTruth(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if errors.Is(err, os.ErrExist) {
		return nil, ledger.Errorf(ledger.CodeInvalid, "", "%s already exists. Choose another name for --truth.", path)
	}
	if err != nil {
		return nil, &ledger.Error{Code: ledger.CodeReadOnly, Err: err, Message: path + " cannot be written. Choose another place for --truth."}
	}
	return file, nil
}
