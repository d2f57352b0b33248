package tenants

import (
	"os"
	"path/filepath"
	"time"

	"licenseledger/store/ledger"
)

// How long a place may take to answer: a drive of the network that sleeps wakes up
// within Patience, or is passed over.
const (
	Patience = 10 * time.Second
	briefly  = 2 * time.Second
)

// answers asks a place whether a file is there, for so long. A drive that is gone
// keeps whoever asks waiting and cannot be told to stop, so that the question is
// left behind. Codes: not_found, offline when there was no answer.
func answers(path string, limit time.Duration) error {
	asked := make(chan error, 1)
	go func() {
		_, err := os.Stat(path)
		asked <- err
	}()
	late := time.NewTimer(limit)
	defer late.Stop()
	select {
	case err := <-asked:
		if os.IsNotExist(err) {
			return ledger.Errorf(ledger.CodeNotFound, "open history file", "There is no file %s any more. Move it back, or remove it from the list and add it where it lies now.", path)
		}
		return nil // anything else, opening it tells
	case <-late.C:
		return ledger.Errorf(ledger.CodeOffline, "open history file", "The place of %s did not answer. Connect its drive or its network, then read it again.", filepath.Base(path))
	}
}
