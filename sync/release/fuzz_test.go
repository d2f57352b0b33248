package release

import (
	"net/url"
	"testing"

	"golang.org/x/mod/semver"

	"licenseledger/store/ledger"
)

// FuzzRead reads descriptions of a release: one that is taken has a version, and a
// page that is safe to open or none.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		`{"tag_name":"v1.2.3","html_url":"https://example.org/r","published_at":"2026-01-02T03:04:05Z"}`, `{"version":"1.2.3","url":"javascript:alert(1)"}`,
		`{"tag_name":"v1.2.3","_links":{"self":"https://user:pass@example.org/"}}`, `{"tag_name":"v1.2.3-rc.1+x","url":"file:///etc/passwd"}`, `{"tag_name":"vv1"}`, `{"version":"1","published_at":"9999"}`, `[]`, ``,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		a, err := read(body, "example.org")
		if err != nil {
			if ledger.CodeOf(err) != ledger.CodeInvalid {
				t.Fatalf("%q: %v", body, err)
			}
			return
		}
		if !semver.IsValid("v" + a.Version) {
			t.Fatalf("%q is the version %q", body, a.Version)
		}
		if a.Page == "" {
			return
		}
		if page, err := url.Parse(a.Page); err != nil || page.Scheme != "https" || page.Host == "" || page.User != nil {
			t.Fatalf("%q leads to %q, %v", body, a.Page, err)
		}
	})
}
