package canarytest_test

import (
	"encoding/base64"
	"encoding/hex"
	"testing"

	"licenseledger/app/canarytest"
)

func TestCanaries_FormsAreFound(t *testing.T) {
	c := canarytest.NewWords("Zoë O'Neill-Planted")
	for _, content := range []string{"a Zoë O'Neill-Planted b", `{"n":"Zo\u00eb O'Neill-Planted"}`, "Zo%C3%AB+O%27Neill-Planted", "Z\x00o\x00\xeb\x00 \x00O\x00'\x00N\x00e\x00i\x00l\x00l\x00-\x00P\x00l\x00a\x00n\x00t\x00e\x00d\x00",
		base64.StdEncoding.EncodeToString([]byte("a Zoë O'Neill-Planted b")), base64.StdEncoding.EncodeToString([]byte("ab Zoë O'Neill-Planted b")), base64.URLEncoding.EncodeToString([]byte("Zoë O'Neill-Planted")),
		hex.EncodeToString([]byte("Zoë O'Neill-Planted"))} {
		if len(c.In([]byte(content))) != 1 {
			t.Errorf("not found in %q", content)
		}
	}
	if found := c.In([]byte("Zoë O'Neill")); found != nil {
		t.Errorf("found %v in somebody else", found)
	}
}
