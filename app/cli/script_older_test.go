package cli_test

import (
	"os"

	"github.com/rogpeppe/go-internal/testscript"

	"licenseledger/store/storetest"
)

// olderText is a ledger of version 1 as SQL, see package store. It is read
// before a session changes the folder.
var olderText, errOlder = os.ReadFile("../../store/testdata/v1.sql")

// older FILE makes a ledger as the first version of the program made it.
func older(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: older FILE")
	}
	ts.Check(errOlder)
	ts.Check(storetest.Load(ts.MkAbs(args[0]), string(olderText)))
}
