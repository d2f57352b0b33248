package desktop

import (
	"os/exec"

	"licenseledger/app/programs"
	"licenseledger/store/ledger"
)

// start starts a program that is to show what lies at path.
func start(cmd *exec.Cmd, path string) error {
	cmd.Env = programs.Environment()
	if err := cmd.Start(); err != nil {
		return &ledger.Error{Code: ledger.CodeInvalid, Op: "open file", Err: err,
			Message: "This computer has no program to open the file with. It lies at " + path + "."}
	}
	go func() { _ = cmd.Wait() }() // the program goes its own way
	return nil
}
