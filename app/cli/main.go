package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// Main runs one command, args without the name of the program, and gives its
// exit code. An interrupt cancels the command cleanly; a second one ends the
// program at once.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	app.CollectOften()
	return Run(ctx, args, stdin, stdout, stderr)
}

// Run is Main with the caller's context in place of signals.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	s := newStreams(stdin, stdout, stderr)
	command, err := execute(ctx, s, args)
	if flushErr := s.out.Flush(); err == nil && flushErr != nil {
		err = fmt.Errorf("write the answer: %w", flushErr)
	}
	if err != nil {
		s.plain = wants(command, args, "no-color")
		s.fail(err, wants(command, args, "json"))
	}
	return exitCodeOf(err)
}

// execute runs what args name, and gives the command that they came to; nil
// where they name none.
func execute(ctx context.Context, s *streams, args []string) (*cobra.Command, error) {
	root := newRoot(s)
	root.SetArgs(args)
	if len(args) == 0 || !strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		if _, _, err := root.Find(args); err != nil {
			return nil, unknownCommand(root, args)
		}
	}
	return root.ExecuteContextC(ctx)
}

// Commands is the tree of commands, for those who write about it.
func Commands() *cobra.Command { return newRoot(newStreams(nil, io.Discard, io.Discard)) }

func newRoot(s *streams) *cobra.Command {
	root := &cobra.Command{
		Use:           "licensectl",
		Short:         "Who holds and who uses Power Apps and Power Automate licenses, today and on any past day",
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return cmd.Help()
		},
	}
	root.CompletionOptions.DisableDefaultCmd = true // newCompletion stands in its place
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(newDemo(s), newSimulate(s), newConnect(s), newDoctor(s), newRequest(s), newSignIn(s), newSignOut(s), newSync(s), newSchedule(s), newTenants(s), newHeld(s), newImport(s), newSnapshots(s), newList(s),
		newSummary(s), newLicenses(s), newPrices(s), newFreeUp(s), newOverview(s), newUser(s), newDiff(s), newCompare(s), newExport(s), newBackup(s), newRestore(s), newShare(s), newThin(s), newDelete(s), newMonth(s), newCostCenters(s), newForget(s), newPrivacy(s),
		newCompact(s), newCheck(s), newDiagnostics(s), newVersion(s), newCompletion())
	f := root.PersistentFlags()
	f.BoolVarP(&s.quiet, "quiet", "q", false, "print the answer and what failed, and nothing beside it")
	f.Bool("json", false, "tell what failed as one JSON object") // commands with an answer in JSON have their own
	f.BoolVar(&s.plain, "no-color", false, "no colors on a terminal; NO_COLOR and TERM=dumb say so too")
	root.SetHelpCommand(newHelp())
	root.InitDefaultHelpCmd()
	group(root)
	completeFlags(root)
	return root
}

func unknownCommand(root *cobra.Command, args []string) error {
	word := ""
	for _, arg := range args {
		if !strings.HasPrefix(arg, "-") {
			word = arg
			break
		}
	}
	var names []string
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	return usagef("There is no command %q. Did you mean %q? \"licensectl help\" lists the commands.", word, ledger.Nearest(word, names))
}

// flagError turns pflag's errors into sentences that name the nearest flag.
func flagError(cmd *cobra.Command, err error) error {
	help := fmt.Sprintf("%q shows the flags.", cmd.CommandPath()+" --help")
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		name := unknown.GetSpecifiedName()
		return usagef("%q has no flag --%s. Did you mean --%s? %s", cmd.CommandPath(), name, ledger.Nearest(name, names), help)
	}
	var missing *pflag.ValueRequiredError
	if errors.As(err, &missing) {
		return usagef("The flag --%s needs a value. %s", missing.GetSpecifiedName(), help)
	}
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		return usagef("%q is no value for the flag --%s. %s", invalid.GetValue(), invalid.GetFlag().Name, help)
	}
	return usagef("The flags cannot be understood: %v. %s", err, help)
}

// needs checks the number of arguments; names says what they are.
func needs(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == len(names) {
			return nil
		}
		return wrongArguments(cmd, args, len(names))
	}
}

// mayNeed is needs for one argument that can be left out.
func mayNeed(cmd *cobra.Command, args []string) error {
	if len(args) <= 1 {
		return nil
	}
	return wrongArguments(cmd, args, 1)
}

func wrongArguments(cmd *cobra.Command, args []string, want int) error {
	if len(args) < want {
		return usagef("Something is missing. It is: %s", cmd.UseLine())
	}
	return usagef("%q is one argument too many. It is: %s", args[want], cmd.UseLine())
}

// open opens the ledger for reading, hands it to use, and closes it.
func open(ctx context.Context, path string, readOnly bool, use func(*app.Ledger) error) error {
	l, err := app.Open(ctx, path, app.OpenOptions{ReadOnly: readOnly})
	if err != nil {
		return err
	}
	err = use(l)
	if closeErr := l.Close(); err == nil {
		err = closeErr
	}
	return err
}
