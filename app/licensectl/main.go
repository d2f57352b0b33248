// Command licensectl is License Ledger on the console. It is thin on purpose:
// everything it does stands in app/cli.
package main

import (
	"os"

	"licenseledger/app/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
