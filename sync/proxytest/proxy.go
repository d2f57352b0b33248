// Package proxytest is a proxy on loopback for tests: it records who is asked for
// what, and opens no connection to any other computer.
//
// It promises that every request that a program sends through it is in Asked, with
// method, host and path where it leads somewhere, and with the host alone where it
// does not: what goes to a host without a lead is recorded and refused. To see the
// paths it ends TLS itself, under an authority of its own that the program has to
// trust, as proxies of companies do. What was recorded it holds to the closed list of
// calls, the same for everybody who records.
package proxytest

import (
	"bufio"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"licenseledger/sync/simtenant"
)

// Asked is a request that came.
type Asked struct {
	Method string // CONNECT, or that of the request inside
	Host   string // with the port, where there is one
	Path   string // as it was written; "" of a CONNECT
}

// Options say how a proxy behaves. The zero value refuses everybody.
type Options struct {
	// Leads answers what is sent to hosts, by name without the port. Their requests
	// are recorded too.
	Leads map[string]http.Handler
	// User and Password, if set, are asked for.
	User, Password string
	// Resets cuts every connection.
	Resets bool
}

// Proxy is a proxy that runs.
type Proxy struct {
	URL string // http://127.0.0.1:P
	CA  []byte // PEM of who vouches for the hosts that it leads to

	options Options
	inside  *tls.Config
	server  *httptest.Server
	mu      sync.Mutex
	asked   []Asked
}

// New starts a proxy that runs until the test ends.
func New(t testing.TB, o Options) *Proxy {
	t.Helper()
	p, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

// Start starts a proxy that runs until it is closed.
func Start(o Options) (*Proxy, error) {
	p := &Proxy{options: o}
	var names []string
	for name := range o.Leads {
		names = append(names, name)
	}
	certificate, ca, err := simtenant.ServerCertificate(names)
	if err != nil {
		return nil, err
	}
	p.CA = ca
	p.inside = &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	p.server = httptest.NewUnstartedServer(p)
	p.server.Config.ErrorLog = log.New(io.Discard, "", 0)
	p.server.Start()
	p.URL = p.server.URL
	return p, nil
}

// Close ends the proxy, once what it answers is answered.
func (p *Proxy) Close() { p.server.Close() }

// Asked is what came until now.
func (p *Proxy) Asked() []Asked {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Asked(nil), p.asked...)
}

func (p *Proxy) record(r *http.Request, path string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = append(p.asked, Asked{r.Method, r.Host, path})
}

// ServeHTTP implements http.Handler.
func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodConnect {
		p.record(r, "")
	} else {
		p.record(r, r.URL.EscapedPath())
	}
	if p.options.Resets {
		panic(http.ErrAbortHandler)
	}
	if p.options.User != "" && r.Header.Get("Proxy-Authorization") != "Basic "+base64.StdEncoding.EncodeToString([]byte(p.options.User+":"+p.options.Password)) {
		w.Header().Set("Proxy-Authenticate", `Basic realm="test"`)
		http.Error(w, "who are you?", http.StatusProxyAuthRequired)
		return
	}
	host, _, _ := strings.Cut(r.Host, ":")
	lead := p.options.Leads[host]
	if lead == nil || r.Method != http.MethodConnect {
		http.Error(w, "this proxy does not lead there", http.StatusForbidden)
		return
	}
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer connection.Close()
	_, _ = io.WriteString(connection, "HTTP/1.1 200 Connection established\r\n\r\n") // who went away is found below
	p.answer(tls.Server(connection, p.inside), lead)
}

// answer serves the requests of one connection, one after the other.
func (p *Proxy) answer(connection net.Conn, lead http.Handler) {
	defer connection.Close()
	in := bufio.NewReader(connection)
	for {
		r, err := http.ReadRequest(in)
		if err != nil {
			return
		}
		p.record(r, r.URL.EscapedPath())
		answer := httptest.NewRecorder()
		r.RemoteAddr = connection.RemoteAddr().String()
		lead.ServeHTTP(answer, r)
		_, _ = io.Copy(io.Discard, r.Body) // the next request stands behind it
		result := answer.Result()
		result.ContentLength = int64(answer.Body.Len())
		if err := result.Write(connection); err != nil {
			return
		}
	}
}

// To leads to a server elsewhere on this computer, under the host that was asked
// for, which ca vouches for.
func To(address string, trusted *tls.Config) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, _ := strings.Cut(r.Host, ":")
		config := trusted.Clone()
		config.ServerName = host
		there, err := tls.Dial("tcp", address, config)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		defer there.Close()
		if err := pass(w, r, there); err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
		}
	})
}

func pass(w http.ResponseWriter, r *http.Request, there net.Conn) error {
	r.Header.Set("Connection", "close")
	if err := r.Write(there); err != nil {
		return fmt.Errorf("pass on: %w", err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(there), r)
	if err != nil {
		return fmt.Errorf("read the answer: %w", err)
	}
	defer answer.Body.Close()
	for name, values := range answer.Header {
		if name != "Connection" {
			w.Header()[name] = values
		}
	}
	w.WriteHeader(answer.StatusCode)
	_, err = io.Copy(w, answer.Body)
	return err
}
