package schedule

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"

	"licenseledger/app/programs"
	"licenseledger/store/ledger"
)

// call runs a program of the system and gives what it printed.
func call(ctx context.Context, program string, words ...string) (string, error) {
	cmd := exec.CommandContext(ctx, program, words...)
	cmd.Env = append(programs.Environment(), "LC_ALL=C")
	hideConsole(cmd)
	out, err := cmd.Output()
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		return string(out), fmt.Errorf("%w: %s", err, strings.TrimSpace(string(ended.Stderr)))
	}
	return string(out), err
}

// refusedBy is what a person reads when the scheduler did not do what it was told.
func refusedBy(system string, err error) error {
	if err == nil {
		return nil
	}
	return ledger.Errorf(ledger.CodeInvalid, "schedule",
		"The scheduler of this system (%s) did not take it. Nothing is synced by itself until it does; what it said: %v", system, err).Because(err)
}
