package main

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"
)

// The examples mark what must be reported with "want" comments; anything else that is
// reported, or a mark that is not, fails the test.
func TestLedgerFile_Examples(t *testing.T) {
	analysistest.Run(t, analysistest.TestData(), ledgerFile, "licenseledger/app", "licenseledger/store")
}
