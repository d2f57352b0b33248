package simtenant

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// publicHosts are the public cloud's names of the services.
var publicHosts = [blobService + 1]string{
	loginService: publicLoginHost, graphService: publicGraphHost, platformService: publicPlatformHost, blobService: publicBlobHost,
}

const (
	publicGraphHost    = "graph.microsoft.com"
	publicPlatformHost = "api.bap.microsoft.com"
)

// ServePublic starts the tenant on loopback under the names of the public cloud,
// all of them on one port, so that a client that knows no other addresses can be
// run against it. Beside it is a proxy that leads those names here and no other
// anywhere, for clients that cannot be told where a name is. Port 0 takes any two
// free ports, port N takes N and N+1.
func (t *Tenant) ServePublic(listen string) (*Server, error) {
	listeners, host, err := listenLoopback(listen, 2)
	if err != nil {
		return nil, err
	}
	cert, ca, err := ServerCertificate([]string{host, "localhost", publicLoginHost, publicGraphHost, publicPlatformHost, "*.blob.core.windows.net"})
	if err != nil {
		closeAll(listeners)
		return nil, err
	}
	reg, err := t.registration()
	if err != nil {
		closeAll(listeners)
		return nil, err
	}
	here := listeners[0].Addr().String()
	s := &Server{endpoints: Endpoints{
		TenantID: t.ids.tenant.String(), ClientID: t.ids.client.String(),
		Authority: "https://" + publicLoginHost + "/" + t.ids.tenant.String(), Graph: "https://" + publicGraphHost,
		PowerPlatform: "https://" + publicPlatformHost, Blob: "https://" + publicBlobHost,
		GraphAudience: graphAudience, PowerPlatformAudience: platformAudience, Admin: "https://" + here + strings.TrimSuffix(adminPath, "/"),
		Address: here, Proxy: "http://" + listeners[1].Addr().String(), CAPEM: ca, ClientCertificatePEM: reg.pem,
	}}
	s.start(listeners[0], &site{tenant: t, public: true}, &cert)
	s.start(listeners[1], &publicProxy{to: here}, nil)
	return s, nil
}

// publicOrigin is where a service is for a client that found another: under its
// public name, with the same port, which may be one that leads here.
func publicOrigin(of service, r *http.Request) string {
	if serviceOfHost(r.Host) == anyService { // found by its address, and told apart by paths
		return "https://" + r.Host
	}
	host := publicHosts[of]
	if serviceOfHost(r.Host) == of {
		host, _, _ = strings.Cut(r.Host, ":")
	}
	if _, port, err := net.SplitHostPort(r.Host); err == nil && port != "443" {
		host = net.JoinHostPort(host, port)
	}
	return "https://" + host
}

// publicProxy answers CONNECT for the public names with a connection to the
// tenant. It opens none elsewhere: what a client sends to another host does not
// leave this machine.
type publicProxy struct{ to string }

func (p *publicProxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodConnect || serviceOfHost(r.Host) == anyService {
		http.Error(w, "this proxy leads to the simulated tenant only: login.microsoftonline.com, graph.microsoft.com, api.bap.microsoft.com and *.blob.core.windows.net", http.StatusForbidden)
		return
	}
	hijacker, ok := w.(http.Hijacker)
	if !ok {
		http.Error(w, "the connection cannot be taken over", http.StatusInternalServerError)
		return
	}
	there, err := (&net.Dialer{Timeout: 10 * time.Second}).DialContext(r.Context(), "tcp", p.to)
	if err != nil {
		http.Error(w, "the tenant is not served any more", http.StatusBadGateway)
		return
	}
	here, buffered, err := hijacker.Hijack()
	if err != nil {
		_ = there.Close()
		return
	}
	relay(here, io.MultiReader(io.LimitReader(buffered, int64(buffered.Reader.Buffered())), here), there)
}

// relay passes bytes on in both directions until both ends are done.
func relay(client net.Conn, fromClient io.Reader, there net.Conn) {
	_, _ = io.WriteString(client, "HTTP/1.1 200 Connection established\r\n\r\n") // a client that went away is found below
	var both sync.WaitGroup
	both.Go(func() {
		_, _ = io.Copy(there, fromClient)
		closeWriting(there)
	})
	both.Go(func() {
		_, _ = io.Copy(client, there)
		closeWriting(client)
	})
	both.Wait()
	_, _ = client.Close(), there.Close()
}

// closeWriting tells the other end that nothing more comes.
func closeWriting(c net.Conn) {
	if half, ok := c.(*net.TCPConn); ok {
		_ = half.CloseWrite()
	}
}

// listenOn listens on so many ports in a row, or on any.
func listenOn(host string, first, count int) ([]net.Listener, error) {
	var listeners []net.Listener
	for i := range count {
		port := first
		if first != 0 {
			port += i
		}
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
		if err != nil {
			closeAll(listeners)
			if first == 0 {
				return nil, fmt.Errorf("no free port on %s: %w", host, err)
			}
			return nil, fmt.Errorf("port %d is not free (ports %d to %d are needed); choose another, or 0 for any: %w", port, first, first+count-1, err)
		}
		listeners = append(listeners, l)
	}
	return listeners, nil
}
