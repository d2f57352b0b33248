package app

import (
	"io/fs"
	"os"
	"path/filepath"
)

const sample = "contoso.ledger"

type session struct{ ledgerPath, csvPath string }

func opensLedgers(s session, dir, name string) {
	os.Open("contoso.ledger")                // want `os.Open may open a ledger file`
	os.ReadFile(sample)                      // want `os.ReadFile may open a ledger file`
	os.ReadFile("contoso.ledger-wal")        // want `os.ReadFile may open a ledger file`
	os.Open(filepath.Join(dir, sample))      // want `os.Open may open a ledger file`
	os.OpenFile(name+".ledger", 0, 0)        // want `os.OpenFile may open a ledger file`
	os.Create(s.ledgerPath)                  // want `os.Create may open a ledger file`
	os.WriteFile(s.ledgerPath, nil, 0o600)   // want `os.WriteFile may open a ledger file`
	fs.ReadFile(os.DirFS(dir), s.ledgerPath) // want `fs.ReadFile may open a ledger file`

	path := filepath.Join(dir, name+".ledger")
	copied := path
	os.Open(copied) // want `os.Open may open a ledger file`

	//not-a-ledger:
	os.Open(s.ledgerPath) // want `os.Open may open a ledger file`
}

func opensOtherFiles(s session, dir string) {
	os.Open(s.csvPath)
	os.ReadFile("contoso.ledger.lock")
	os.ReadFile(filepath.Join(dir, "licenses.csv"))
	ledgerLock := s.ledgerPath + ".lock"
	os.OpenFile(ledgerLock, os.O_CREATE, 0o600)
	os.Stat(s.ledgerPath)
	//not-a-ledger: the path was just made by os.CreateTemp, and no SQLite has seen it
	os.Open(s.ledgerPath)
}
