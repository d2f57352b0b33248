package desktop

import (
	"os/exec"
	"path/filepath"
	"runtime"

	"licenseledger/store/ledger"
)

// openFile opens a file with the program that the system keeps for it.
func openFile(path string) error {
	switch runtime.GOOS {
	case "windows":
		return start("rundll32", "url.dll,FileProtocolHandler", path)
	case "darwin":
		return start("open", path)
	default:
		return start("xdg-open", path)
	}
}

// showFile opens the folder of a file, with the file selected where the system
// can do that.
func showFile(path string) error {
	switch runtime.GOOS {
	case "windows":
		return start("explorer", "/select,"+path)
	case "darwin":
		return start("open", "-R", path)
	default:
		return start("xdg-open", filepath.Dir(path))
	}
}

func start(name string, args ...string) error {
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		return &ledger.Error{Code: ledger.CodeInvalid, Op: "open file", Err: err,
			Message: "This computer has no program to open the file with. It lies at " + args[len(args)-1] + "."}
	}
	go func() { _ = cmd.Wait() }() // the program goes its own way
	return nil
}
