package cli

import "licenseledger/app"

// tellPublicHosts says how a client that knows the public cloud's names alone is
// led to the tenant.
func tellPublicHosts(s *streams, tenant *app.Simulated) {
	e, c := tenant.Endpoints, tenant.Connection
	s.note("The tenant is served under the names of the public cloud until this program is interrupted. A client that")
	s.note("trusts %s is led to it in one of these ways:", c.CAPath)
	s.note("  a proxy, which leads nowhere else:  HTTPS_PROXY=%s", e.Proxy)
	s.note("  curl:  curl --cacert %s --connect-to ::%s https://graph.microsoft.com/v1.0/organization", quoted(c.CAPath), e.Address)
	s.note("  the hosts file, with --listen 127.0.0.1:443:")
	s.note("    127.0.0.1 login.microsoftonline.com graph.microsoft.com api.bap.microsoft.com licensereports.blob.core.windows.net")
	s.note("To sync with it, under the same HTTPS_PROXY:")
	s.note("  licensectl connect contoso.ledger --tenant %s --client-id %s --auth %s --certificate %s --ca %s",
		c.TenantID, c.ClientID, c.Auth, quoted(c.CertificatePath), quoted(c.CAPath))
}
