package simtenant

import (
	"bytes"
	"crypto/hmac"
	"net/http"
	"strings"
	"time"
)

// blob hands the finished report out to whoever has the link. A token here is a
// token that leaked, so it is refused.
func (c *call) blob() {
	h := c.w.Header()
	h.Set("x-ms-request-id", c.id)
	h.Set("x-ms-version", "2022-11-02")
	if c.r.Method != http.MethodGet && c.r.Method != http.MethodHead {
		c.blobError(http.StatusMethodNotAllowed, "UnsupportedHttpVerb", "The resource doesn't support the specified HTTP verb.")
		return
	}
	if c.r.Header.Get("Authorization") != "" {
		c.blobError(http.StatusForbidden, "AuthenticationFailed",
			"Server failed to authenticate the request: a bearer token was sent along with a shared access signature.")
		return
	}
	q := c.r.URL.Query()
	expires := q.Get("se")
	given, err := urlBase64.DecodeString(q.Get("sig"))
	until, timeErr := time.Parse(time.RFC3339, expires)
	if err != nil || timeErr != nil || !hmac.Equal(given, sign(c.tenant.keys.sas, c.r.URL.Path, expires)) || !c.now.Before(until) || c.tenant.expiresLink() {
		c.blobError(http.StatusForbidden, "AuthenticationFailed",
			"Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.")
		return
	}
	t := c.tenant
	t.mu.RLock()
	var job reportJob
	if t.job != nil {
		job = *t.job
	}
	t.mu.RUnlock()
	if !job.done || strings.TrimPrefix(c.r.URL.Path, blobPath) != job.id.String()+".csv" {
		c.blobError(http.StatusNotFound, "BlobNotFound", "The specified blob does not exist.")
		return
	}
	h.Set("Content-Type", "application/octet-stream")
	h.Set("ETag", `"`+job.id.String()+`"`)
	w := c.w
	if c.tenant.dropsDownload() {
		w = &cutAt{w, int64(len(job.content) / 2)}
	}
	http.ServeContent(w, c.r, "", job.doneAt.time(), bytes.NewReader(job.content))
}

func (c *call) blobError(status int, code, message string) {
	c.refused(code)
	c.send(status, "application/xml", []byte("\ufeff"+`<?xml version="1.0" encoding="utf-8"?><Error><Code>`+code+`</Code><Message>`+message+
		"\nRequestId:"+c.id+"\nTime:"+c.now.Format("2006-01-02T15:04:05.0000000Z")+`</Message></Error>`))
}
