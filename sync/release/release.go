// Package release asks one address whether there is a newer version of this program.
//
// It promises to ask only when it is called, with one GET over HTTPS that tells
// nobody who asks: without token, cookie or version, and without following the
// answer to another place. It fetches a few lines of text and never a program. It
// knows nothing of package rest, whose guard lets no call leave the hosts of the
// tenant: no token can get here, and this address can get none there. It leaves
// to its caller whether anybody wants to know.
package release

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/mod/semver"

	"licenseledger/store/ledger"
)

// op is what is being done, for errors.
const op = "look for a newer version"

const (
	longest  = 1 << 20          // bytes of an answer; real ones have some thousand
	patience = 20 * time.Second // for an answer
)

// Answer is what an address says of the newest release.
type Answer struct {
	Version   string    // without the v of its tag
	Page      string    // where to read about it; "" when the answer names no page over HTTPS
	Published time.Time // zero when it is not told
}

// document is the answer of GitHub, GitLab, Gitea and Forgejo for the newest
// release of a project, or the plain one that anybody can put on a web server:
// {"version": "1.2.3", "url": "https://..."}.
// https://docs.github.com/rest/releases/releases#get-the-latest-release
// https://docs.gitlab.com/api/releases/#get-the-latest-release
type document struct {
	Tag       string    `json:"tag_name"`
	Version   string    `json:"version"`
	Page      string    `json:"html_url"`
	URL       string    `json:"url"`
	Published time.Time `json:"published_at"`
	Released  time.Time `json:"released_at"`
	Links     struct {
		Self string `json:"self"`
	} `json:"_links"`
}

// Newest asks the address for the newest release. transport nil is the system's.
// Codes: invalid for an address or an answer that cannot be used, not_found for a
// place that has no release, offline for one that cannot be reached or refuses.
func Newest(ctx context.Context, address string, transport http.RoundTripper) (Answer, error) {
	where, err := url.Parse(address)
	if err != nil || where.Scheme != "https" || where.Host == "" || where.User != nil {
		return Answer{}, ledger.Errorf(ledger.CodeInvalid, op, "The address to ask for newer versions must begin with https:// and hold no password. Correct it, or stop asking.")
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, where.String(), nil)
	if err != nil {
		return Answer{}, ledger.Errorf(ledger.CodeInvalid, op, "The address to ask for newer versions cannot be used.")
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "LicenseLedger")
	client := http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	if err != nil {
		if errors.Is(ctx.Err(), context.Canceled) {
			return Answer{}, ctx.Err()
		}
		var address *url.Error
		if errors.As(err, &address) {
			err = address.Err // without what it was asked for
		}
		switch said := err.Error(); {
		case strings.Contains(said, "proxy"): // it may hold the password for it
			err = errors.New("by the proxy of the network")
		case strings.Contains(said, "connection broken: "), strings.Contains(said, "Location header"): // it quotes what came
			err = errors.New("what came is no HTTP")
		}
		return Answer{}, &ledger.Error{Code: ledger.CodeOffline, Op: op, Err: err,
			Message: fmt.Sprintf("%s could not be asked for newer versions. Nothing else depends on it; try again later.", where.Hostname())}
	}
	defer response.Body.Close()
	if err := usable(response.StatusCode, where.Hostname()); err != nil {
		return Answer{}, err
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, longest))
	if err != nil {
		return Answer{}, &ledger.Error{Code: ledger.CodeOffline, Op: op, Err: err,
			Message: fmt.Sprintf("The answer of %s broke off. Try again later.", where.Hostname())}
	}
	return read(body, where.Hostname())
}

// usable turns a status into what a person does about it.
func usable(status int, host string) error {
	switch {
	case status == http.StatusOK:
		return nil
	case status == http.StatusNotFound:
		return ledger.Errorf(ledger.CodeNotFound, op, "%s knows of no release at this address. Correct the address, or stop asking.", host)
	case status >= 300 && status < 400:
		return ledger.Errorf(ledger.CodeInvalid, op, "%s says that the answer is at another address, which is not followed. Enter that address.", host)
	}
	return ledger.Errorf(ledger.CodeOffline, op, "%s does not tell the newest version now (status %d). Try again later.", host, status)
}

func read(body []byte, host string) (Answer, error) {
	var d document
	if err := json.Unmarshal(body, &d); err != nil {
		return Answer{}, ledger.Errorf(ledger.CodeInvalid, op, "What %s answers is no description of a release. Correct the address, or stop asking.", host)
	}
	tag := canonical(first(d.Tag, d.Version))
	if !semver.IsValid(tag) {
		return Answer{}, ledger.Errorf(ledger.CodeInvalid, op, "What %s answers names no version. Correct the address, or stop asking.", host)
	}
	a := Answer{Version: tag[1:], Published: d.Published}
	if a.Published.IsZero() {
		a.Published = d.Released
	}
	if page, err := url.Parse(first(d.Page, d.Links.Self, d.URL)); err == nil && page.Scheme == "https" && page.Host != "" && page.User == nil {
		a.Page = page.String()
	}
	return a, nil
}

// first gives the first text that is not empty.
func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// canonical is a version as package semver takes it.
func canonical(version string) string {
	if version == "" || version[0] == 'v' {
		return version
	}
	return "v" + version
}

// Newer tells whether a version comes after another, by https://semver.org.
func Newer(version, than string) bool {
	return semver.Compare(canonical(version), canonical(than)) > 0
}
