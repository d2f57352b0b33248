package rest

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"strings"
)

// NotTrusted tells why the certificate of a service is not accepted, as the end of
// a sentence and what to do; ok is false for another error.
func NotTrusted(cause error) (why string, ok bool) {
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
		return "The address of the proxy is not valid. Correct HTTPS_PROXY, such as http://proxy.example:8080, then try again.", true
	case strings.HasSuffix(said, "Proxy Authentication Required"):
		return "The proxy of the network asks who you are. Put a name and a password into HTTPS_PROXY, such as http://name:password@proxy.example:8080, then try again.", true
	case errors.As(cause, &dialed) && dialed.Op == "proxyconnect":
		return "The proxy of the network could not be reached. Check HTTPS_PROXY and the network, then try again.", true
	}
	return "", false
}
