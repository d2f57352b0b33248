// Command licenseledger is License Ledger's window. Given a command instead of
// a file it does what licensectl does. It is thin on purpose: the window
// stands in app/desktop, the commands in app/cli.
package main

import (
	"os"

	"licenseledger/app/cli"
	"licenseledger/app/desktop"
	"licenseledger/frontend"
)

func main() {
	path, command := desktop.Arguments(os.Args[1:])
	if command {
		os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(desktop.Main(path, frontend.Assets, os.Stderr))
}
