package powerplatform

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"licenseledger/store/ledger"
	"licenseledger/sync/rest"
)

// FuzzJob reads what the service says of a report: where to ask goes on at the same
// host, whatever header came, and a signed address is what stood there.
func FuzzJob(f *testing.F) {
	for _, seed := range []string{"https://platform.example/jobs/1?api-version=1", "https://platform.example@evil.example/", "//evil.example/", "/jobs/1", "https://platform.example//evil.example/", "https://PLATFORM.example:443", "https://platform.example/%zz", "https://platform.example:443\\@evil.example/"} {
		f.Add(seed, []byte(`{"sharedAccessSignature":"https://blob.example/x?sig=1"}`))
		f.Add(seed, []byte(`"https://blob.example/x?sig=1"`))
	}
	f.Add("", []byte(`{"sharedAccessSignature":7}`))
	f.Add("", []byte(`["x"]`))
	f.Fuzz(func(t *testing.T, header string, body []byte) {
		s := &LicenseReport{base: "https://platform.example"}
		place := s.location(rest.Answer{Header: http.Header{"Location": {header}}})
		if place != "" {
			if at, err := url.Parse(s.base + place); err == nil && (at.Host != "platform.example" || at.User != nil) {
				t.Fatalf("%q leads to %s", header, at)
			}
			if _, err := http.NewRequest(http.MethodGet, s.base+place, nil); err != nil && strings.HasPrefix(place, "/") {
				t.Fatalf("%q gives the place %q: %v", header, place, err)
			}
		}
		if link := signature(body); len(link) > 3*len(body) {
			t.Fatalf("%q is signed %q", body, link)
		}
	})
}

// FuzzPlace reads where reading stopped: of the same file a number of rows, or the
// whole is read again.
func FuzzPlace(f *testing.F) {
	for _, seed := range []string{"", "7 \"0x8D\"", "-1 \"0x8D\"", "9223372036854775808 \"0x8D\"", " ", "7", "+7 \"0x8D\""} {
		f.Add(seed, "\"0x8D\"")
	}
	f.Fuzz(func(t *testing.T, cursor, etag string) {
		rows, err := place(cursor, etag)
		switch {
		case err != nil && ledger.CodeOf(err) != ledger.CodeCursorExpired:
			t.Fatalf("%q: %v", cursor, err)
		case err == nil && rows < 0:
			t.Fatalf("%q is the place %d", cursor, rows)
		case err == nil && cursor != "" && (etag == "" || !strings.HasSuffix(cursor, etag)):
			t.Fatalf("%q is a place in the file %q", cursor, etag)
		}
	})
}
