package app

import (
	"net/url"
	"strings"

	"licenseledger/sync/auth"
)

// IsAdminPage tells whether an address leads to a portal or a sign-in service of
// Microsoft's, or to the sign-in service of this connection: the only pages that
// the program itself leads to.
func (c Connection) IsAdminPage(address string) bool {
	to, err := url.Parse(address)
	if err != nil || to.Scheme != "https" || to.User != nil {
		return false
	}
	known := []string{c.Authority}
	for _, cloud := range auth.Clouds() {
		known = append(known, cloud.Portal, cloud.Login)
	}
	for _, one := range known {
		if at, err := url.Parse(one); err == nil && at.Host != "" && strings.EqualFold(at.Host, to.Host) {
			return true
		}
	}
	return false
}
