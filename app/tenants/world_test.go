package tenants_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"licenseledger/app"
	"licenseledger/app/tenants"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/simtenant"
)

// world is a computer with a list of tenants, all of which are served.
type world struct {
	*testing.T
	folder string
	list   tenants.List
	served map[string]*enginetest.Tenant // by name
}

func newWorld(t *testing.T) *world {
	folder := t.TempDir()
	return &world{T: t, folder: folder, list: tenants.ListIn(filepath.Join(folder, "data")), served: map[string]*enginetest.Tenant{}}
}

func (w *world) path(name string) string { return filepath.Join(w.folder, name+".ledger") }

// connected serves a tenant and puts a ledger that is connected to it on the list.
func (w *world) connected(name string, cfg simtenant.Config) {
	w.Helper()
	cfg.Name = name
	cfg.Knobs.ReportPolls = 1
	served := enginetest.Serve(w.T, cfg)
	w.served[name] = served
	e := served.Endpoints
	c := app.Connection{TenantID: e.TenantID, Auth: app.AuthCertificate, ClientID: e.ClientID, Authority: e.Authority, Graph: e.Graph, PowerPlatform: e.PowerPlatform,
		GraphAudience: e.GraphAudience, PowerPlatformAudience: e.PowerPlatformAudience,
		CertificatePath: filepath.Join(w.folder, name+".pem"), CAPath: filepath.Join(w.folder, name+".ca.pem")}
	if err := errors.Join(os.WriteFile(c.CertificatePath, e.ClientCertificatePEM, 0o600), os.WriteFile(c.CAPath, e.CAPEM, 0o600)); err != nil {
		w.Fatal(err)
	}
	l, err := app.Create(w.Context(), w.path(name), app.OpenOptions{})
	if err == nil {
		err = errors.Join(l.Connect(w.Context(), c), l.Close())
	}
	if err != nil {
		w.Fatal(err)
	}
	w.add(name)
}

func (w *world) add(name string) {
	w.Helper()
	if _, err := w.list.Add(w.Context(), w.path(name), tenants.OpenFile); err != nil {
		w.Fatal(err)
	}
}

// open opens ledgers whose waits go by the clock of their tenants.
func (w *world) open(ctx context.Context, path string, readOnly bool) (*app.Ledger, func() error, error) {
	o := app.OpenOptions{ReadOnly: readOnly}
	for name, served := range w.served {
		if w.path(name) == path {
			o.Clock = served.Clock()
		}
	}
	l, err := app.Open(ctx, path, o)
	if err != nil {
		return nil, nil, err
	}
	return l, l.Close, nil
}

func (w *world) all() []tenants.Known {
	w.Helper()
	all, err := w.list.All()
	if err != nil {
		w.Fatal(err)
	}
	return all
}

// sync syncs all, and gives what came of each by the name of its file.
func (w *world) sync(ctx context.Context, o tenants.SyncOptions) map[string]tenants.Synced {
	w.Helper()
	o.Open = w.open
	out := map[string]tenants.Synced{}
	for _, one := range w.list.Sync(ctx, w.all(), o) {
		out[one.FileName()] = one
	}
	return out
}

// read reads all, most urgent first.
func (w *world) read() []tenants.Standing {
	var out []tenants.Standing
	for _, k := range w.all() {
		out = append(out, w.list.Read(w.Context(), k, w.open))
	}
	tenants.ByUrgency(out)
	return out
}

// copied puts a copy of a ledger on the list, to be spoiled.
func (w *world) copied(from, name string) {
	w.Helper()
	content, err := os.ReadFile(w.path(from))
	if err == nil {
		err = os.WriteFile(w.path(name), content, 0o600)
	}
	if err != nil {
		w.Fatal(err)
	}
	w.add(name)
}

// spoil puts four ledgers on the list that cannot be read: damaged, of a newer
// version, gone, and locked by another program until release is called.
func (w *world) spoil(from string) (release func() error) {
	w.Helper()
	for _, name := range []string{"damaged", "newer", "gone", "locked"} {
		w.copied(from, name)
	}
	content, err := os.ReadFile(w.path("damaged"))
	if err != nil {
		w.Fatal(err)
	}
	for i := 4096; i < len(content); i++ {
		content[i] = 0xa5
	}
	err = errors.Join(os.WriteFile(w.path("damaged"), content, 0o600), storetest.Load(w.path("newer"), `PRAGMA user_version = 9999`), os.Remove(w.path("gone")))
	if err != nil {
		w.Fatal(err)
	}
	release, err = storetest.Occupy(w.path("locked"))
	if err != nil {
		w.Fatal(err)
	}
	return release
}

// truth is what is really so in a tenant.
type truth struct {
	people, blocked              int // present accounts; those of them that are blocked and hold a license
	bought, assigned, free, over int64
	seats                        map[string][2]int64 // bought and assigned, by license
}

func (w *world) truth(name string, paid func(licenseID string) bool) truth {
	w.Helper()
	var lines bytes.Buffer
	if err := w.served[name].WriteTruth(&lines); err != nil {
		w.Fatal(err)
	}
	out := truth{seats: map[string][2]int64{}}
	blocked := map[string]bool{}
	counted := map[string]bool{}
	scan := bufio.NewScanner(&lines)
	scan.Buffer(nil, 1<<20)
	for scan.Scan() {
		var line struct {
			Kind, State        string
			Blocked, Held      bool
			UserID             string `json:"user_id"`
			LicenseID          string `json:"license_id"`
			Bought, Assigned   int64
			ServiceID, Product string
		}
		if err := json.Unmarshal(scan.Bytes(), &line); err != nil {
			w.Fatal(err)
		}
		switch {
		case line.Kind == "user" && line.State == "present":
			out.people++
			blocked[line.UserID] = line.Blocked
		case line.Kind == "row" && line.Held && blocked[line.UserID] && !counted[line.UserID]:
			counted[line.UserID] = true
			out.blocked++
		case line.Kind == "seat":
			out.seats[line.LicenseID] = [2]int64{line.Bought, line.Assigned}
			if paid(line.LicenseID) {
				out.bought, out.assigned = out.bought+line.Bought, out.assigned+line.Assigned
				out.free, out.over = out.free+max(0, line.Bought-line.Assigned), out.over+max(0, line.Assigned-line.Bought)
			}
		}
	}
	return out
}

// codes gives why each could not be read, by the name of its file; "" for those
// that could.
func codes(all []tenants.Standing) map[string]ledger.Code {
	out := map[string]ledger.Code{}
	for _, s := range all {
		out[s.FileName()] = ledger.CodeOf(s.Err)
	}
	return out
}
