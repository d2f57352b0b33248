package simtenant

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"sync"
	"time"
)

// registered is the certificate that the client application proves itself with.
type registered struct {
	certificate *x509.Certificate
	pem         []byte // certificate and private key
}

// clientKey is that of the applications of every tenant that this process simulates: an
// RSA key, which Entra ID wants for PS256, takes a good part of a second. It is random, as
// Go's key generation is.
var clientKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

// clientCertificate is made on first use. Each application has its own, since it names
// the application's id.
func (t *Tenant) clientCertificate() (*x509.Certificate, error) {
	r, err := t.registration()
	if err != nil {
		return nil, err
	}
	return r.certificate, nil
}

func (t *Tenant) registration() (*registered, error) {
	t.registerOnce.Do(func() { t.registered, t.registerErr = newRegistration(t.ids.client.String()) })
	return t.registered, t.registerErr
}

func newRegistration(client string) (*registered, error) {
	key, err := clientKey()
	if err != nil {
		return nil, fmt.Errorf("make client key: %w", err)
	}
	template := certificateTemplate("License Ledger client "+client, 2)
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return nil, fmt.Errorf("make client certificate: %w", err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, fmt.Errorf("read client certificate: %w", err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, fmt.Errorf("encode client key: %w", err)
	}
	both := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	both = append(both, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8})...)
	return &registered{certificate: cert, pem: both}, nil
}

// ServerCertificate makes an authority of its own and a certificate for
// loopback, so that a client verifies TLS exactly as it does elsewhere. ca, in PEM,
// is to be trusted.
func ServerCertificate(hosts []string) (certificate tls.Certificate, ca []byte, err error) {
	caKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, nil, fmt.Errorf("make authority key: %w", err)
	}
	root := certificateTemplate("Simulated tenant authority", 1)
	root.IsCA, root.BasicConstraintsValid, root.KeyUsage = true, true, x509.KeyUsageCertSign
	caDER, err := x509.CreateCertificate(rand.Reader, root, root, caKey.Public(), caKey)
	if err != nil {
		return tls.Certificate{}, nil, fmt.Errorf("make authority: %w", err)
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, nil, fmt.Errorf("make server key: %w", err)
	}
	leaf := certificateTemplate("Simulated tenant", 3)
	leaf.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	for _, host := range hosts {
		if ip := net.ParseIP(host); ip != nil {
			leaf.IPAddresses = append(leaf.IPAddresses, ip)
		} else {
			leaf.DNSNames = append(leaf.DNSNames, host)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, leaf, root, key.Public(), caKey)
	if err != nil {
		return tls.Certificate{}, nil, fmt.Errorf("make server certificate: %w", err)
	}
	return tls.Certificate{Certificate: [][]byte{der, caDER}, PrivateKey: crypto.PrivateKey(key)},
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: caDER}), nil
}

func certificateTemplate(name string, serial int64) *x509.Certificate {
	now := time.Now()
	return &x509.Certificate{
		SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: name},
		NotBefore: now.Add(-time.Hour), NotAfter: now.AddDate(1, 0, 0), KeyUsage: x509.KeyUsageDigitalSignature,
	}
}
