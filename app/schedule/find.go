package schedule

import (
	"runtime"

	"licenseledger/store/ledger"
)

// Find gives the scheduler of this system. Codes: invalid for a system that has
// none that License Ledger knows, read_only.
func Find() (System, error) {
	switch runtime.GOOS {
	case "linux":
		return newSystemd()
	case "windows":
		return newTaskScheduler()
	case "darwin":
		return newLaunchd()
	}
	return nil, ledger.Errorf(ledger.CodeInvalid, "", "License Ledger knows no scheduler of this system. Have yours start: licensectl sync FILE %s", unattended)
}
