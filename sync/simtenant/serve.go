package simtenant

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"time"
)

// Endpoints are what a client needs to know to use a served tenant.
type Endpoints struct {
	TenantID              string `json:"tenant_id"`
	ClientID              string `json:"client_id"`
	Authority             string `json:"authority"`      // https://127.0.0.1:P/<tenant id>
	Graph                 string `json:"graph"`          // https://127.0.0.1:P, without /v1.0
	PowerPlatform         string `json:"power_platform"` // https://127.0.0.1:P
	Blob                  string `json:"blob"`           // https://127.0.0.1:P, where reports are downloaded
	GraphAudience         string `json:"graph_audience"`
	PowerPlatformAudience string `json:"power_platform_audience"` // its slash at the end matters
	Admin                 string `json:"admin"`                   // https://127.0.0.1:P/_sim
	// Address and Proxy are where the public cloud's names lead, see ServePublic.
	Address string `json:"address,omitempty"` // 127.0.0.1:P
	Proxy   string `json:"proxy,omitempty"`   // http://127.0.0.1:P
	// CAPEM is the authority to trust.
	CAPEM []byte `json:"-"`
	// ClientCertificatePEM is the registered certificate with its private key.
	ClientCertificatePEM []byte `json:"-"`
}

// Server is a tenant on the network. Close it.
type Server struct {
	endpoints Endpoints
	servers   []*http.Server
}

// Endpoints are those of this server.
func (s *Server) Endpoints() Endpoints { return s.endpoints }

// Serve starts the tenant on loopback with TLS, each service on a port of its
// own so that hosts differ as they do at Microsoft: sign-in, Graph, Power
// Platform, downloads. Port 0 takes any free ports, port N takes N to N+3.
func (t *Tenant) Serve(listen string) (*Server, error) {
	listeners, host, err := listenLoopback(listen, len(parts))
	if err != nil {
		return nil, err
	}
	server, err := t.serveOn(listeners, host)
	if err != nil {
		closeAll(listeners)
		return nil, err
	}
	return server, nil
}

// parts is the order of the ports.
var parts = [...]service{loginService, graphService, platformService, blobService}

func listenLoopback(listen string, count int) ([]net.Listener, string, error) {
	host, portText, err := net.SplitHostPort(listen)
	if err != nil {
		return nil, "", fmt.Errorf("listen on %q: give an address and a port, such as 127.0.0.1:0: %w", listen, err)
	}
	if host == "localhost" || host == "" {
		host = "127.0.0.1"
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return nil, "", fmt.Errorf("listen on %q: the simulated tenant serves this machine only; use 127.0.0.1", listen)
	}
	first, err := strconv.Atoi(portText)
	if err != nil || first < 0 || first+count-1 > 65535 {
		return nil, "", fmt.Errorf("listen on %q: the port must be 0 or between 1 and %d", listen, 65535-count+1)
	}
	listeners, err := listenOn(host, first, count)
	return listeners, host, err
}

func closeAll(listeners []net.Listener) {
	for _, l := range listeners {
		_ = l.Close()
	}
}

func (t *Tenant) serveOn(listeners []net.Listener, host string) (*Server, error) {
	cert, ca, err := ServerCertificate([]string{host, "localhost"})
	if err != nil {
		return nil, err
	}
	reg, err := t.registration()
	if err != nil {
		return nil, err
	}
	origins := [blobService + 1]string{}
	for i, l := range listeners {
		origins[parts[i]] = "https://" + l.Addr().String()
	}
	s := &Server{endpoints: Endpoints{
		TenantID: t.ids.tenant.String(), ClientID: t.ids.client.String(),
		Authority: origins[loginService] + "/" + t.ids.tenant.String(), Graph: origins[graphService],
		PowerPlatform: origins[platformService], Blob: origins[blobService],
		GraphAudience: graphAudience, PowerPlatformAudience: platformAudience, Admin: origins[loginService] + adminPath[:len(adminPath)-1],
		CAPEM: ca, ClientCertificatePEM: reg.pem,
	}}
	for i, l := range listeners {
		s.start(l, &site{tenant: t, only: parts[i], origins: origins}, &cert)
	}
	return s, nil
}

// start serves on a listener, with TLS if there is a certificate.
func (s *Server) start(l net.Listener, handler http.Handler, cert *tls.Certificate) {
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 30 * time.Second,
		ErrorLog: log.New(io.Discard, "", 0), // cut connections and unknown authorities are what tests cause on purpose
	}
	s.servers = append(s.servers, server)
	if cert == nil {
		go func() { _ = server.Serve(l) }()
		return
	}
	server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*cert}, MinVersion: tls.VersionTLS12}
	go func() { _ = server.ServeTLS(l, "", "") }()
}

// Close stops serving. Requests under way get a tenth of a second to end. The tenant
// itself lives on and can be served again.
func (s *Server) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	var all error
	for _, server := range s.servers {
		if err := server.Shutdown(ctx); err != nil {
			all = errors.Join(all, server.Close())
		}
	}
	return all
}
