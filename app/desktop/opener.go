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
		return ledger.Errorf(ledger.CodeInvalid, "open file",
			"This computer has no program to open the file with. It lies at %s.", path).Because(err)
	}
	go func() { _ = cmd.Wait() }() // the program goes its own way
	return nil
}
