package rest

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"time"

	"licenseledger/store/ledger"
)

// Download is a file that is being read. Read's errors are ledger.Errors
// (offline, canceled, and invalid where the file is larger than any list) or io.EOF.
type Download struct {
	At   time.Time // the answer's Date header
	ETag string    // names this version of the file; "" when the host did not say

	ctx     context.Context
	op      string
	body    io.Reader
	left    int64 // bytes that may still come
	limit   int64
	release func()
}

// Download opens a signed address. No token goes there, and the address is in
// no error: it is a secret. Opening is retried like any call; reading is not,
// the caller opens again.
func (c *Client) Download(ctx context.Context, op, signedURL string) (*Download, error) {
	u, err := url.Parse(signedURL)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil {
		return nil, ledger.Errorf(ledger.CodeInvalid, op, "The address of the file is not a valid https address.")
	}
	var d *Download
	err = c.retry(ctx, op, true, func(ctx context.Context, _ *refused) *failure {
		r := Request{Op: op, URL: signedURL}
		resp, release, fail := c.send(ctx, r, "")
		if fail != nil {
			return fail
		}
		if resp.StatusCode != http.StatusOK {
			defer release()
			fail := c.refusal(r, resp)
			if resp.StatusCode == http.StatusUnauthorized { // there is no token to renew
				fail.again = false
			}
			return fail
		}
		d = &Download{At: c.answeredAt(resp), ETag: resp.Header.Get("ETag"), ctx: ctx, op: op, body: resp.Body, left: c.limits.File, limit: c.limits.File, release: release}
		return nil
	})
	return d, err
}

// Read implements io.Reader.
func (d *Download) Read(p []byte) (int, error) {
	n, err := d.body.Read(p)
	if d.left -= int64(n); d.left < 0 { // some kilobytes can be packed so that they never end
		return 0, ledger.Errorf(ledger.CodeInvalid, d.op,
			"The file that Microsoft offers is larger than %d MiB, which no list is, and was not used. Download it by hand and look what it is; if it is the list, import that file.", d.limit>>20)
	}
	if err == nil || err == io.EOF {
		return n, err
	}
	if d.ctx.Err() != nil {
		return n, canceled(d.ctx, d.op)
	}
	return n, unreachable(Request{Op: d.op}, err).err
}

// Close lets go of the connection.
func (d *Download) Close() error {
	d.release()
	return nil
}
