package rest

import (
	"cmp"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/textproto"
	"net/url"
	"os"
	"slices"
	"strings"
)

// NotTrusted tells why a connection to a service is not accepted, for its
// certificate or its encryption, as the end of a sentence and what to do; ok is
// false for another error.
func NotTrusted(cause error) (why string, ok bool) {
	if isOldTLS(cause) {
		return "its encryption is older than TLS 1.2, and others could read along. A proxy of the network may be in between: ask whoever runs it, or try again in another network.", true
	}
	var untrusted *tls.CertificateVerificationError
	if !errors.As(cause, &untrusted) {
		return "", false
	}
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(untrusted.Err, &name):
		return "the certificate is that of another host. A sign-in page or a proxy of the network may be in between: open a browser, then try again.", true
	case errors.As(untrusted.Err, &invalid) && invalid.Reason == x509.Expired:
		return "the certificate is not valid today. Check the date and the time of this computer; if they are right, the certificate of a proxy has run out.", true
	}
	return "the certificate does not come from an authority that this computer knows. A proxy of the network may read along; give its authority to License Ledger or to the system.", true
}

// isOldTLS: the other side speaks no TLS that is safe. crypto/tls says so in words
// alone, of an alert that came and of an offer that it refuses itself.
func isOldTLS(cause error) bool {
	if cause == nil {
		return false
	}
	said := cause.Error()
	return strings.Contains(said, "tls: protocol version not supported") || strings.Contains(said, "tls: server selected unsupported protocol version")
}

// Proxy gives the proxy that the environment names for a call, as
// http.ProxyFromEnvironment does. That passes over an address that it cannot read and
// goes past the proxy, where nothing may go; here it is an error.
func Proxy(r *http.Request) (*url.URL, error) {
	if given := cmp.Or(os.Getenv("HTTPS_PROXY"), os.Getenv("https_proxy")); given != "" && !isProxy(given) {
		return nil, errNoProxy
	}
	return http.ProxyFromEnvironment(r)
}

var errNoProxy = errors.New("invalid proxy address")

// isProxy tells whether an address names a proxy; without a scheme it is http.
func isProxy(address string) bool {
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(address)
	return err == nil && slices.Contains([]string{"http", "https", "socks5", "socks5h"}, u.Scheme) && u.Hostname() != ""
}

// ProxyTrouble tells what is wrong with the proxy of this computer, where that is
// why nothing could be reached; ok is false for another error. What the error says
// itself is not to be kept: it may hold the password for the proxy.
func ProxyTrouble(cause error) (text string, ok bool) {
	if cause == nil {
		return "", false
	}
	var dialed *net.OpError
	switch said := cause.Error(); {
	case strings.Contains(said, "invalid proxy address"), strings.Contains(said, "proxy: unknown scheme"):
		return "The address of the proxy is not valid. Correct HTTPS_PROXY, such as http://proxy.example:8080, with %40 for @ and %2F for / in a password, then try again.", true
	case strings.HasSuffix(said, "Proxy Authentication Required"):
		return "The proxy of the network asks who you are. Put a name and a password into HTTPS_PROXY, such as http://name:password@proxy.example:8080, then try again.", true
	case errors.As(cause, &dialed) && dialed.Op == "proxyconnect":
		return "The proxy of the network could not be reached. Check HTTPS_PROXY and the network, then try again.", true
	}
	return "", false
}

// WithoutWords is the cause of a failure without what the other end sent: Go's errors
// quote what is no HTTP, and where a redirect that cannot be read leads.
func WithoutWords(cause error) error {
	var network net.Error
	if cause == nil || errors.As(cause, &network) || errors.Is(cause, io.EOF) || errors.Is(cause, io.ErrUnexpectedEOF) {
		return cause
	}
	var line textproto.ProtocolError
	if said := cause.Error(); errors.As(cause, &line) || strings.Contains(said, "malformed") || strings.Contains(said, "connection broken: ") || strings.Contains(said, "Location header") {
		return errors.New("what came is no HTTP")
	}
	return cause
}
