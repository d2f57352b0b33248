package app

import "os"

func breaksFile() {
	os.WriteFile("broken.ledger", []byte("not a database"), 0o600)
}
