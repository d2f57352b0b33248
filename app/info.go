package app

import (
	"context"
	"path/filepath"

	"licenseledger/store/ledger"
)

// Info says which ledger is open and what can be done with it.
type Info struct {
	Path       string
	FileName   string
	TenantName string // "" before the first reading of the tenant
	TenantID   string
	Sample     bool // a simulated tenant stands behind it
	Connected  bool // it knows how to reach its tenant
	CanSync    bool
	ReadOnly   bool
	Zone       string // IANA name; days begin at midnight there
	Place      ledger.Place
	KeptCopy   string    // see Ledger.KeptCopy
	NextLook   *NextLook // nil when nobody looks at Unknown rows before the next sync
}

// Info says which ledger this is.
func (l *Ledger) Info(ctx context.Context) (Info, error) {
	info := Info{
		Path:     l.store.Path(),
		FileName: filepath.Base(l.store.Path()),
		ReadOnly: l.store.ReadOnly(),
		Zone:     l.store.Zone().String(),
		Place:    l.store.Place(),
		KeptCopy: l.KeptCopy(),
	}
	organization, ok, err := l.store.Organization(ctx)
	if err != nil {
		return Info{}, err
	}
	if ok {
		info.TenantName, info.TenantID = organization.DisplayName, organization.TenantID
	}
	_, info.Sample, err = l.Sample(ctx)
	if err != nil {
		return Info{}, err
	}
	connection, ok, err := l.Connection(ctx)
	if err != nil {
		return Info{}, err
	}
	if ok {
		info.Connected = true
		if info.TenantID == "" {
			info.TenantID = connection.TenantID
		}
	}
	if info.NextLook, err = l.NextLook(ctx); err != nil {
		return Info{}, err
	}
	info.CanSync = !info.ReadOnly && (info.Sample || info.Connected)
	return info, nil
}
