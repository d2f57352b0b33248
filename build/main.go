// Package main is the project's build program: `go run ./build <target>`.
//
// It promises that one command does a whole job on a bare Debian or Ubuntu machine
// that has Go and Node.js: it installs what is missing, says in plain sentences what
// it does, keeps the full output of each step in out/logs, and ends with exit code 0
// only when everything asked for was done. It uses the standard library alone, so it
// runs before anything is installed.
//
// The rules that it checks live elsewhere: import rules in build/lint, rules about
// files and words in build/house.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// Exit codes of the build program.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 130
)

// target is one word that can follow `go run ./build`.
type target struct {
	name    string
	summary string
	run     func(ctx context.Context, p *project, args []string) error
}

func targets() []target {
	return []target{
		{"run", "install what is missing, build, and open the window on a sample tenant (on the console without a display)", runApp},
		{"test", "install what is missing and run every check and test (-list names the steps, -only a,b picks some, -all goes on after a failure)", runTests},
		{"race", "run every Go test with the race detector; test does it with those of what runs side by side", runRace},
		{"large", "test the window on a list of more than 1,000,000 rows, in a browser and on a virtual display", runLarge},
		{"fuzz", "test the properties with drawn histories, and the parsers with made-up input, for a while (-for 20m -only REGEXP)", runFuzz},
		{"stress", "kill, fill, cut and mislead the program for an hour or more, and tell figures (as root; -only picks by a regular expression)", runStress},
		{"bench", "measure this program beside its baselines; prints a table and JSON lines", runBench},
		{"conform", "read a simulated tenant with Microsoft's own SDK and with this program, and compare (compiles for minutes the first time)", runConform},
		{"package", "build the packages for Linux, Windows and macOS into out/package, with checksums (-only linux,windows,macos; -prove installs and tries them)", runPackage},
		{"pictures", "take a picture of everything there is to see, in every language and look, into out/pictures (-only picks by a regular expression; -guide takes those of the guide, into docs/images/guide)", runPictures},
		{"reference", "write the pages of docs that the program tells again: its console and its error codes", runReference},
		{"bindings", "write the TypeScript bindings of the window's Go methods again", runBindings},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run picks the target, runs it and turns its error into an exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		usage(stderr)
		return exitUsage
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		usage(stdout)
		return exitDone
	}
	for _, t := range targets() {
		if t.name != args[0] {
			continue
		}
		p, err := openProject(stdout)
		if err == nil {
			err = t.run(ctx, p, args[1:])
		}
		return exitCode(ctx, err, stderr)
	}
	fmt.Fprintf(stderr, "There is no target %q.\n\n", args[0])
	usage(stderr)
	return exitUsage
}

// errUsage marks a wrong flag or argument of a target.
var errUsage = errors.New("wrong use")

// errTold marks a failure whose reason was printed already.
var errTold = errors.New("the reason stands above")

func exitCode(ctx context.Context, err error, stderr io.Writer) int {
	switch {
	case err == nil:
		return exitDone
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "\nStopped, as you asked.")
		return exitInterrupted
	case errors.Is(err, errUsage):
		fmt.Fprintf(stderr, "%v\n\n", err)
		usage(stderr)
		return exitUsage
	}
	if !errors.Is(err, errTold) {
		fmt.Fprintf(stderr, "\n%v\n", err)
	}
	return exitFailed
}

func usage(w io.Writer) {
	fmt.Fprint(w, "Usage: go run ./build <target>\n\nTargets:\n")
	for _, t := range targets() {
		fmt.Fprintf(w, "  %-9s %s\n", t.name, t.summary)
	}
}
