package store

import "os"

func opensAnything(path string) {
	os.Open(path) // want `os.Open may open a ledger file`
	os.Stat(path)
	//not-a-ledger: the lock file beside the ledger, which SQLite never opens
	os.OpenFile(path+".lock", os.O_CREATE, 0o600)
}
