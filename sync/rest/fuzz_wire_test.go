package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"licenseledger/store/ledger"
)

// wire is a connection to a service that, once it was asked, sends the same bytes
// whatever the question was.
type wire struct {
	says   *bytes.Reader
	asked  chan struct{}
	once   sync.Once
	closed chan struct{}
	end    sync.Once
}

func newWire(says []byte) *wire {
	return &wire{says: bytes.NewReader(says), asked: make(chan struct{}), closed: make(chan struct{})}
}

func (w *wire) Read(p []byte) (int, error) {
	select {
	case <-w.asked:
		return w.says.Read(p)
	case <-w.closed:
		return 0, net.ErrClosed
	}
}

func (w *wire) Write(p []byte) (int, error) {
	w.once.Do(func() { close(w.asked) })
	return len(p), nil
}

func (w *wire) Close() error {
	w.end.Do(func() { close(w.closed) })
	return nil
}

func (*wire) LocalAddr() net.Addr { return &net.TCPAddr{} }

func (*wire) RemoteAddr() net.Addr { return &net.TCPAddr{} }

func (*wire) SetDeadline(time.Time) error { return nil }

func (*wire) SetReadDeadline(time.Time) error { return nil }

func (*wire) SetWriteDeadline(time.Time) error { return nil }

// answer is an answer as it comes over the network.
func answer(status, header, body string) []byte {
	return fmt.Appendf(nil, "HTTP/1.1 %s\r\nContent-Length: %d\r\n%s\r\n%s", status, len(body), header, body)
}

// FuzzWire gives the client an answer byte by byte, as a proxy, a portal or a broken
// service would: head, encoding, packed or not. It is an answer within the limit or an
// error with a code, nobody else is asked, and what stood there is not repeated.
func FuzzWire(f *testing.F) {
	const most = 64 << 10
	small := packed(`{"value":[{"id":"CANARY"}]}`)
	bomb := packed(strings.Repeat(" ", 8<<20))
	for _, seed := range [][]byte{
		answer("200 OK", "Content-Type: application/json\r\n", `{"value":[{"id":"a"}]}`),
		answer("200 OK", "Content-Encoding: gzip\r\n", small),
		answer("200 OK", "Content-Encoding: gzip\r\n", small[:len(small)-6]),
		answer("200 OK", "Content-Encoding: gzip\r\n", small+small),
		answer("200 OK", "Content-Encoding: gzip\r\n", "CANARY"),
		answer("200 OK", "Content-Encoding: gzip\r\n", bomb),
		answer("200 OK", "Content-Encoding: br, deflate\r\n", small),
		answer("429 Slow", "Content-Encoding: gzip\r\nRetry-After: 1e9\r\n", bomb),
		answer("302 Found", "Location: https://elsewhere.example/CANARY\r\n", ""),
		answer("307 Again", "Location: //graph.example@elsewhere.example/\r\n", ""),
		answer("401 No", "WWW-Authenticate: Bearer error=\"insufficient_claims\", claims=\"e30=\"\r\n", "CANARY"),
		answer("204 None", "", ""), answer("999 CANARY", "", "CANARY"), answer("200", "Date: Fri, 31 Dec 9999 23:59:59 GMT\r\n", "{}"),
		[]byte("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"val\r\nffffffffffffffff\r\nCANARY"),
		[]byte("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n2\r\n{}\r\n0\r\nX: CANARY\r\n\r\n"),
		[]byte("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n{"),
		[]byte("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nCANARY"),
		[]byte("HTTP/1.0 200 OK\r\n\r\n{}"), []byte("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 101 Switch\r\nUpgrade: CANARY\r\n\r\n"),
		[]byte("CANARY\r\n\r\n"), []byte("SSH-2.0-CANARY"), nil, []byte("HTTP/1.1 200 OK\r\nX: " + strings.Repeat("a", 4<<10)),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, says []byte) {
		var dialled []string
		transport := &http.Transport{DisableKeepAlives: true, MaxResponseHeaderBytes: 16 << 10,
			DialTLSContext: func(_ context.Context, _, address string) (net.Conn, error) {
				dialled = append(dialled, address)
				return newWire(says), nil
			},
			DialContext: func(_ context.Context, _, address string) (net.Conn, error) {
				dialled = append(dialled, "in the open "+address)
				return nil, errors.New("nobody")
			}}
		renewed := func(_ context.Context, _, claims string) (string, error) {
			if !json.Valid([]byte(claims)) {
				t.Fatalf("%q asks for the claims %q", says, claims)
			}
			return "other", nil
		}
		client, err := New(Config{Services: []Service{{Base: "https://graph.example/v1.0", Audience: testAudience}}, Clock: newStepClock(),
			Token: aToken, Renew: renewed, HTTP: &http.Client{Transport: transport}, Limits: Limits{Attempts: 2, Body: most}})
		if err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got, err := client.Do(t.Context(), Request{Op: "read things", URL: "https://graph.example/v1.0/users"})
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > 8<<20+64*uint64(len(says)) {
			t.Fatalf("%d bytes take %d MB", len(says), took>>20)
		}
		for _, at := range dialled {
			if at != "graph.example:443" {
				t.Fatalf("%q leads to %s", says, at)
			}
		}
		if err == nil {
			if len(got.Body) > most || got.Status < 200 || got.Status > 299 || got.RetryAfter < 0 || got.RetryAfter > mostAsked {
				t.Fatalf("%q: status %d, %d bytes, wait %s", says, got.Status, len(got.Body), got.RetryAfter)
			}
			return
		}
		if !slices.Contains(ledger.Codes(), ledger.CodeOf(err)) || ledger.CodeOf(err) == ledger.CodeInternal {
			t.Fatalf("%q: no code: %v", says, err)
		}
		if said := strings.ReplaceAll(err.Error(), ErrorCode(err), ""); ErrorCode(err) != "CANARY" && strings.Contains(said, "CANARY") {
			t.Fatalf("%q is repeated: %v", says, err)
		}
	})
}
