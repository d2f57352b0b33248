package cli

import (
	"strings"
	"testing"
)

func TestNoKeychain_SaysWhatHelpsOnThisSystem(t *testing.T) {
	for system, want := range map[string]string{"linux": "gnome-keyring", "windows": "Unlock the keychain", "darwin": "Unlock the keychain"} {
		if said := noKeychain(system); !strings.Contains(said, want) || !strings.Contains(said, "--auth certificate") {
			t.Errorf("on %s it says %q", system, said)
		}
	}
}
