package app

import (
	"context"
	"io"
	"slices"
	"strings"
	"time"

	"licenseledger/app/export"
	"licenseledger/app/request"
	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
)

// RequestOptions tell which page to write, and what about.
type RequestOptions struct {
	Kind       request.Kind
	Language   string             // en or nl
	Connection Connection         // as far as it is known: tenant, app, cloud, way to sign in
	Sets       []ledger.AccessSet // what to ask for; nil for UsualSets
	Out        string             // the file
	Fresh      bool               // replace nothing: a name that is taken gets a number
}

// UsualSets is what is asked for unless told otherwise: the list, and who still
// uses it.
func UsualSets() []ledger.AccessSet {
	return []ledger.AccessSet{ledger.AccessPeople, ledger.AccessList, ledger.AccessSignIns}
}

// WriteRequest writes a page to send to others, before there is a ledger, and
// gives its path. Codes: usage, and those of export.ToFile.
func WriteRequest(ctx context.Context, o RequestOptions) (string, error) {
	return o.write(ctx, request.Facts{Activity: ledger.ActivityMonth})
}

// WriteRequest writes a page to send to others about this ledger, by its
// connection and its settings where o leaves them open. Codes: usage, and those of
// export.ToFile.
func (l *Ledger) WriteRequest(ctx context.Context, o RequestOptions) (string, error) {
	info, err := l.Info(ctx)
	if err != nil {
		return "", err
	}
	kept, err := l.Privacy(ctx)
	if err != nil {
		return "", err
	}
	connection, connected, err := l.Connection(ctx)
	if err != nil {
		return "", err
	}
	if connected && o.Connection.TenantID == "" {
		way := o.Connection.Auth
		if o.Connection = connection; way != "" {
			o.Connection.Auth = way
		}
	}
	return o.write(ctx, request.Facts{Tenant: info.TenantName, TenantID: info.TenantID, File: info.FileName, Place: info.Place.Kind,
		Activity: kept.Activity, Leavers: kept.Leavers})
}

func (o RequestOptions) write(ctx context.Context, f request.Facts) (string, error) {
	c := o.Connection
	if c.Cloud == "" {
		c.Cloud = CloudPublic
	}
	cloud, ok := auth.CloudByName(c.Cloud)
	if !ok {
		return "", unknownCloud(c.Cloud)
	}
	if c.Auth == "" {
		c.Auth = string(request.Browser)
	}
	f.Language, f.Way, f.Sets, f.Cloud, f.Portal = o.Language, request.Way(c.Auth), o.Sets, c.Cloud, cloud.Portal
	if f.Sets == nil {
		f.Sets = UsualSets()
	}
	for _, set := range f.Sets {
		if !slices.Contains(ledger.AccessSets(), set) {
			return "", unknownSet(set)
		}
	}
	if f.Tenant == "" && !isObjectID(c.TenantID) {
		f.Tenant = c.TenantID
	}
	if isObjectID(c.TenantID) || f.TenantID == "" {
		f.TenantID = c.TenantID
	}
	f.ClientID, f.Managers = c.ClientID, c.Managers
	if c.TenantID != "" && c.ClientID != "" {
		f.ConsentLink = c.Links().Consent
	}
	f.Today, f.Version = time.Now(), Version
	write := func(w io.Writer) error { return request.Write(w, o.Kind, f) }
	if o.Fresh {
		return export.ToNewFile(ctx, o.Out, write)
	}
	return o.Out, export.ToFile(ctx, o.Out, write)
}

func unknownSet(set ledger.AccessSet) error {
	var names []string
	for _, s := range ledger.AccessSets() {
		names = append(names, string(s))
	}
	return ledger.Errorf(ledger.CodeUsage, "", "There is no set of permissions %q. Did you mean %q? The sets are: %s.", set,
		ledger.Nearest(string(set), names), strings.Join(names, ", "))
}
