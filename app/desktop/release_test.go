package desktop

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"licenseledger/store/ledger"
)

// What an address answers is tested in sync/release, and with one that is
// trusted in app/cli.
func TestNewestRelease_IsOffUntilSomebodyWantsIt(t *testing.T) {
	asked := 0
	server := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer server.Close()
	w, _ := newWindow(t)
	if usual := stateOf(t, w).Settings; usual.AskReleases || usual.Releases != "" {
		t.Errorf("a new window has %+v", usual)
	}
	if _, err := w.NewestRelease(); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("without an address: %v", err)
	}
	chosen := w.chosen()
	chosen.AskReleases, chosen.Releases = true, server.URL
	if kept, err := w.SaveSettings(chosen); err != nil || kept != chosen {
		t.Fatalf("kept %+v, %v", kept, err)
	}
	if _, err := w.NewestRelease(); ledger.CodeOf(err) != ledger.CodeOffline || asked != 0 {
		t.Errorf("a server that nobody vouches for: %v, asked %d times", err, asked)
	}
}
