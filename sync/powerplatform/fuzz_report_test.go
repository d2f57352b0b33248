package powerplatform

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/rest"
)

// host is a Power Platform that says of a report at once where it is, and a storage
// that answers for its file as it was told.
type host struct {
	t      *testing.T
	status int
	body   []byte
	etag   string
}

const signedBy = "sig=SIGNATURE"

func (h host) RoundTrip(r *http.Request) (*http.Response, error) {
	answer := &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Date": {"Sun, 01 Mar 2026 12:00:00 GMT"}}, Request: r}
	body := []byte(`{"sharedAccessSignature":"https://blob.example/report.csv?` + signedBy + `"}`)
	switch r.URL.Host {
	case "platform.example":
	case "blob.example":
		if r.Header.Get("Authorization") != "" {
			h.t.Error("the storage gets a token")
		}
		answer.StatusCode, body = h.status, h.body
		answer.Header.Set("ETag", h.etag)
		answer.Header.Set("Location", "https://elsewhere.example/")
	default:
		h.t.Errorf("%s is asked", r.URL.Host)
	}
	answer.Body = io.NopCloser(bytes.NewReader(body))
	return answer, nil
}

// still is a clock that never waits.
type still struct{ now *time.Time }

func (s still) Now() time.Time { return *s.now }

func (s still) Sleep(ctx context.Context, d time.Duration) error {
	*s.now = s.now.Add(d)
	return ctx.Err()
}

// forgetful keeps no job.
type forgetful struct{}

func (forgetful) Job(context.Context, string) (ledger.Job, bool, error) {
	return ledger.Job{}, false, nil
}

func (forgetful) PutJob(context.Context, ledger.Job) error { return nil }

func (forgetful) DropJob(context.Context, string) error { return nil }

// FuzzReport downloads a report from a storage that answers anything, as the XML with
// which Azure refuses: rows of what stood there or an error with a code, which tells
// neither the signed address nor what was answered.
func FuzzReport(f *testing.F) {
	const rows = "Service,License,User Name,Email,Assigned Date,Expiration Date,User ID,Is Unknown\n"
	refusal := func(code string) []byte {
		return []byte("\ufeff<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code + "</Code><Message>CANARY\nRequestId:11111111-2222-3333-4444-555555555555</Message><AuthenticationErrorDetail>CANARY</AuthenticationErrorDetail></Error>")
	}
	for status, code := range map[int]string{403: "AuthenticationFailed", 404: "BlobNotFound", 409: "PublicAccessNotPermitted", 412: "ConditionNotMet", 416: "InvalidRange", 500: "InternalError", 503: "ServerBusy", 200: "OK"} {
		f.Add(status, refusal(code), "\"0x8D\"", "")
	}
	f.Add(200, []byte(rows+"a,b,Jane CANARY,jane@contoso.com,2026-01-01,,11111111-2222-3333-4444-555555555555,false\n"), "\"0x8D\"", "")
	f.Add(200, []byte(rows+"a,b,c,d,e,f,g,h\na,b\n\"CANARY"), "", "1 \"0x8D\"")
	f.Add(200, []byte("ServicePlan,UPN\nPower Apps,CANARY\n"), "", "")
	f.Add(200, []byte("<!doctype html><title>CANARY"), "W/\"1\"", "9223372036854775807 W/\"1\"")
	f.Add(200, []byte{0xff, 0xfe, 'a', 0}, "", "")
	f.Add(302, []byte("CANARY"), "", "")
	f.Add(200, []byte(""), "", "")
	f.Fuzz(func(t *testing.T, status int, body []byte, etag, cursor string) {
		if status < 200 || status > 999 {
			return // no HTTP
		}
		now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
		client, err := rest.New(rest.Config{Services: []rest.Service{{Base: "https://platform.example", Audience: "https://platform.example"}}, Clock: still{&now},
			Token: func(context.Context, string) (string, error) { return "token", nil },
			HTTP:  &http.Client{Transport: host{t, status, body, etag}}, Limits: rest.Limits{Attempts: 2}})
		if err != nil {
			t.Fatal(err)
		}
		source := NewLicenseReport(client, forgetful{}, Config{Base: "https://platform.example", PageRows: 3})
		read, last := 0, false
		err = source.Pull(t.Context(), cursor, func(page ledger.Page) error {
			read, last = read+len(page.Objects), page.Cursor == ""
			return nil
		})
		switch {
		case err == nil && (!last || status != http.StatusOK || read > len(body)):
			t.Fatalf("%d %q gives %d rows, the end %v", status, body, read, last)
		case err == nil:
		case !slices.Contains(ledger.Codes(), ledger.CodeOf(err)) || ledger.CodeOf(err) == ledger.CodeInternal:
			t.Fatalf("%d %q: no code: %v", status, body, err)
		case strings.Contains(err.Error(), "SIGNATURE"):
			t.Fatalf("%d %q tells the signed address: %v", status, body, err)
		case status != http.StatusOK && strings.Contains(err.Error(), "CANARY") && rest.ErrorCode(err) != "CANARY":
			t.Fatalf("%d %q is repeated: %v", status, body, err)
		}
	})
}
