package rest

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"licenseledger/store/ledger"
)

func TestDownload_SendsNoTokenAndTellsNoAddress(t *testing.T) {
	const signed = "/exports/list.csv?sv=2022&sig=CANARY-SIGNATURE"
	status, cut := http.StatusOK, false
	blob := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			t.Error("a token went to the blob store")
		}
		if status == http.StatusFound {
			http.Redirect(w, r, "https://elsewhere.example/"+r.URL.RawQuery, status)
			return
		}
		w.Header().Set("ETag", `"v1"`)
		if cut {
			w.Header().Set("Content-Length", "1000")
		}
		w.WriteHeader(status)
		fmt.Fprint(w, "User Name,Email Address\n")
		if cut {
			panic(http.ErrAbortHandler)
		}
	}))
	defer blob.Close()
	b := newBench(t, func(http.ResponseWriter, *http.Request) {}, func(cfg *Config) { cfg.HTTP = blob.Client() })
	open := func() (string, error) {
		d, err := b.client.Download(t.Context(), "download list", blob.URL+signed)
		if err != nil {
			return "", err
		}
		defer d.Close()
		data, err := io.ReadAll(d)
		if d.ETag != `"v1"` {
			t.Errorf("ETag is %q", d.ETag)
		}
		return string(data), err
	}
	if got, err := open(); err != nil || got != "User Name,Email Address\n" {
		t.Errorf("read %q, %v", got, err)
	}
	check := func(err error, code ledger.Code) {
		t.Helper()
		wantCode(t, err, code)
		if strings.Contains(err.Error(), "CANARY") || strings.Contains(err.Error(), "sig=") {
			t.Errorf("the error holds the signed address: %v", err)
		}
	}
	status = http.StatusForbidden
	_, err := open()
	check(err, ledger.CodeForbidden)
	status = http.StatusFound
	_, err = open()
	check(err, ledger.CodeInvalid)
	status, cut = http.StatusOK, true
	_, err = open()
	check(err, ledger.CodeOffline)
	blob.Close()
	_, err = open()
	check(err, ledger.CodeOffline)
	if b.tokens != 0 {
		t.Errorf("%d tokens were asked for", b.tokens)
	}
}

func TestDownload_RefusesAddressesThatAreNotHTTPS(t *testing.T) {
	b := newBench(t, func(http.ResponseWriter, *http.Request) {})
	for _, address := range []string{"", "http://blob.example/x?sig=CANARY", "file:///etc/passwd", "https://user:pw@blob.example/", "://CANARY"} {
		_, err := b.client.Download(t.Context(), "download list", address)
		if e := wantCode(t, err, ledger.CodeInvalid); strings.Contains(e.Error(), "CANARY") {
			t.Errorf("the error holds the address: %v", err)
		}
	}
}
