package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
	"licenseledger/sync/graph"
)

const connectionSetting = "connection"

// Connection says how to reach a tenant. It holds no secret: a certificate and
// its key stay in their file, of which only the path is kept, and what a person
// signed in with is kept outside of the ledger (see auth.Store).
type Connection struct {
	TenantID              string `json:"tenant_id"` // object id or a verified domain name
	ClientID              string `json:"client_id"` // the app registration
	Cloud                 string `json:"cloud"`     // public
	Auth                  string `json:"auth"`      // browser, device or certificate
	CertificatePath       string `json:"certificate_path"`
	Account               string `json:"account,omitempty"`   // who signed in, by id; SignIn and SignOut keep it
	Authority             string `json:"authority,omitempty"` // addresses and audiences replace those of the cloud
	Graph                 string `json:"graph,omitempty"`     // when they are given
	PowerPlatform         string `json:"power_platform,omitempty"`
	GraphAudience         string `json:"graph_audience,omitempty"`
	PowerPlatformAudience string `json:"power_platform_audience,omitempty"`
	CAPath                string `json:"ca_path,omitempty"`               // certificates of authorities to trust beside the system's
	Managers              bool   `json:"managers,omitempty"`              // read who manages whom too; see graph.Config
	ChangesTellLicenses   bool   `json:"changes_tell_licenses,omitempty"` // see graph.Config
	SignInAppsPath        string `json:"sign_in_apps_path,omitempty"`     // which programs are which product; see graph.ReadSignInApps
	Launches              bool   `json:"launches,omitempty"`              // search the audit log for apps that were opened too
	NoGroupNames          bool   `json:"no_group_names,omitempty"`        // leave the names of groups that licenses come through unread
	UseMinutes            int    `json:"use_minutes,omitempty"`           // of a sync for who used what; 0 for the usual, negative for no limit
	CostCenter            string `json:"cost_center,omitempty"`           // the property that tells it; see graph.CheckCostCenter
}

// The default cloud, and the ways to sign in.
const (
	CloudPublic     = "public"
	AuthBrowser     = "browser"     // a person, in the browser of this computer
	AuthDevice      = "device"      // a person, with a code on any device
	AuthCertificate = "certificate" // the app itself, with nobody there
)

// Connect keeps how to reach the tenant in the ledger. Paths become absolute, so
// that a sync works from any folder. Codes: usage for a choice that does not
// exist, invalid for a file that cannot be read and for a ledger that belongs to
// another tenant.
func (l *Ledger) Connect(ctx context.Context, c Connection) error {
	c, err := c.checked()
	if err != nil {
		return err
	}
	if _, sample, err := l.Sample(ctx); err != nil {
		return err
	} else if sample {
		return ledger.Errorf(ledger.CodeInvalid, "", "%s is a sample and cannot be connected to a real tenant. Make a ledger of its own for the tenant.", l.fileName())
	}
	known, ok, err := l.store.Organization(ctx)
	if err != nil {
		return err
	}
	if ok && isObjectID(c.TenantID) && !strings.EqualFold(known.TenantID, c.TenantID) {
		return ledger.Errorf(ledger.CodeInvalid, "", "%s holds the history of another tenant (%s). Make a ledger of its own for this one.", l.fileName(), known.TenantID)
	}
	if c.Account, err = l.keepAccount(ctx, c); err != nil {
		return err
	}
	return l.store.PutSetting(ctx, connectionSetting, c)
}

// Connection is what Connect kept; ok is false for a ledger that was never
// connected.
func (l *Ledger) Connection(ctx context.Context) (c Connection, ok bool, err error) {
	ok, err = l.store.Setting(ctx, connectionSetting, &c)
	return c, ok, err
}

// Check tells whether the connection can be used, without keeping it.
func (c Connection) Check() error {
	_, err := c.checked()
	return err
}

func (c Connection) checked() (Connection, error) {
	if c.Cloud == "" {
		c.Cloud = CloudPublic
	}
	if _, ok := auth.CloudByName(c.Cloud); !ok {
		return c, unknownCloud(c.Cloud)
	}
	if ways := []string{AuthBrowser, AuthDevice, AuthCertificate}; !slices.Contains(ways, c.Auth) {
		return c, ledger.Errorf(ledger.CodeUsage, "", "There is no way to sign in called %q. Did you mean %q? The ways are: %s.",
			c.Auth, ledger.Nearest(c.Auth, ways), strings.Join(ways, ", "))
	}
	parts := []struct{ name, value string }{{"tenant", c.TenantID}, {"client id", c.ClientID}}
	if c.Auth == AuthCertificate {
		parts = append(parts, struct{ name, value string }{"certificate", c.CertificatePath})
	}
	for _, part := range parts {
		if part.value == "" {
			return c, ledger.Errorf(ledger.CodeUsage, "", "The connection lacks its %s. Give it as well.", part.name)
		}
	}
	for _, address := range []string{c.Authority, c.Graph, c.PowerPlatform} {
		if u, err := url.Parse(address); address != "" && (err != nil || u.Scheme != "https" || u.Host == "") {
			return c, ledger.Errorf(ledger.CodeUsage, "", "%q is not an https address.", address)
		}
	}
	err := cmp.Or(graph.CheckCostCenter(c.CostCenter), c.stays())
	if err != nil {
		return c, err
	}
	if c.Auth != AuthCertificate {
		c.CertificatePath = ""
	} else if c.CertificatePath, err = readablePath("certificate", c.CertificatePath); err != nil {
		return c, err
	}
	if c.SignInAppsPath != "" {
		if c.SignInAppsPath, err = readablePath("table of programs", c.SignInAppsPath); err != nil {
			return c, err
		}
		if _, err := c.signInApps(); err != nil {
			return c, err
		}
	}
	if c.CAPath != "" {
		if c.CAPath, err = readablePath("authority certificates", c.CAPath); err != nil {
			return c, err
		}
	}
	return c, nil
}

// stays tells whether what Microsoft's sign-in gives would go to Microsoft's
// services alone; see auth.CheckServices. A history file may come from anywhere,
// and says where it is read.
func (c Connection) stays() error {
	where := c.resolved()
	return auth.CheckServices(where.Authority, where.Graph, where.PowerPlatform)
}

func unknownCloud(name string) error {
	var names []string
	for _, cloud := range auth.Clouds() {
		names = append(names, cloud.Name)
	}
	return ledger.Errorf(ledger.CodeUsage, "", "There is no cloud %q. Did you mean %q? The clouds are: %s.",
		name, ledger.Nearest(name, names), strings.Join(names, ", "))
}

// resolved fills what was left to the cloud and completes addresses that lack
// the tenant or the version.
func (c Connection) resolved() Connection {
	cloud, _ := auth.CloudByName(c.Cloud)
	for _, pair := range []struct {
		value *string
		or    string
	}{
		{&c.Authority, cloud.Login}, {&c.Graph, cloud.Graph}, {&c.PowerPlatform, cloud.PowerPlatform},
		{&c.GraphAudience, cloud.GraphAudience}, {&c.PowerPlatformAudience, cloud.PowerPlatformAudience},
	} {
		if *pair.value == "" {
			*pair.value = pair.or
		}
	}
	c.Authority = withPath(c.Authority, c.TenantID)
	c.Graph = withPath(c.Graph, "v1.0")
	return c
}

// Links are the pages on which an administrator puts right what keeps this app
// from signing in or from reading. With a sign-in service of one's own only the
// link for consent is known.
func (c Connection) Links() auth.Links {
	return auth.LinksFor(c.resolved().Authority, c.ClientID, c.portal())
}

func (c Connection) portal() string {
	if c.Authority != "" {
		return ""
	}
	cloud, _ := auth.CloudByName(c.Cloud)
	return cloud.Portal
}

// withPath adds a path to an address that has none.
func withPath(address, path string) string {
	u, err := url.Parse(address)
	if err != nil || strings.Trim(u.Path, "/") != "" {
		return address
	}
	return u.JoinPath(path).String()
}

func readablePath(what, path string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("find %s: %w", path, err)
	}
	info, err := os.Stat(absolute)
	if errors.Is(err, fs.ErrNotExist) {
		return "", ledger.Errorf(ledger.CodeInvalid, "", "There is no file %s for the %s. Check the path.", path, what)
	}
	if err != nil || info.IsDir() {
		return "", ledger.Errorf(ledger.CodeInvalid, "", "%s cannot be read as the file of the %s. Check the path and its rights.", path, what)
	}
	return absolute, nil
}

// isObjectID tells an object id from a domain name.
func isObjectID(s string) bool {
	return len(s) == 36 && strings.Count(s, "-") == 4
}
