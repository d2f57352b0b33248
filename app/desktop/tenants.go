package desktop

import (
	"context"
	"path/filepath"

	"licenseledger/app"
	"licenseledger/app/tenants"
	"licenseledger/store/ledger"
)

// Tenant is a ledger of the list that the window and the console share.
type Tenant struct {
	Path       string `json:"path"`
	FileName   string `json:"fileName"`
	TenantName string `json:"tenantName"` // as last seen; empty before the first reading of the tenant
	TenantID   string `json:"tenantId"`
	Name       string `json:"name"` // what it is called on this computer; empty for its own name
	Colour     string `json:"colour"`
	IsSample   bool   `json:"isSample"`
	IsOpen     bool   `json:"isOpen"`
	Added      string `json:"added"` // RFC 3339
}

// TenantFigures is how a tenant stands. What was not read is null, never 0.
type TenantFigures struct {
	Path       string       `json:"path"`
	TenantName string       `json:"tenantName"` // as just read; empty before the first reading of the tenant
	IsSample   bool         `json:"isSample"`
	CanSync    bool         `json:"canSync"`
	At         string       `json:"at"`       // RFC 3339: of the newest reading; empty before the first
	ListRead   string       `json:"listRead"` // RFC 3339: when a license list was read last; empty for never
	People     *int         `json:"people"`
	Seats      *TenantSeats `json:"seats"`
	Needs      []TenantNeed `json:"needs"` // most important first
	LastSync   *TenantSync  `json:"lastSync"`
	Error      *AppError    `json:"error"` // why it could not be read; null when it was
	Order      int          `json:"order"` // less is more urgent
}

// TenantSeats adds up the licenses that are paid for.
type TenantSeats struct {
	Bought   int64        `json:"bought"`
	Assigned int64        `json:"assigned"`
	Free     int64        `json:"free"`
	Over     int64        `json:"over"` // assigned beyond what was bought, of the others
	Costs    []TenantCost `json:"costs"`
	Unpriced int64        `json:"unpriced"` // units that are in no cost
}

// TenantCost is what they cost a month in one currency, in 1/100 of it.
type TenantCost struct {
	Currency string `json:"currency"`
	Cents    int64  `json:"cents"`
}

// TenantNeed is something that waits for a person.
type TenantNeed struct {
	Code   string `json:"code"`   // of app.TenantNeedCodes
	Rows   int    `json:"rows"`   // 0 where nothing is counted
	People int    `json:"people"` // 0 where nothing is counted
	Title  string `json:"title"`  // of old and due, as in Need
	Since  string `json:"since"`  // of due: RFC 3339
	Days   int    `json:"days"`   // of old: since it was read
}

// TenantSync is how the last sync ended.
type TenantSync struct {
	State ledger.RunState `json:"state"`
	At    string          `json:"at"`  // RFC 3339
	Why   *Warning        `json:"why"` // what kept it from reading everything; null when it did
}

// Tenants lists the ledgers of this computer, by name.
func (w *Window) Tenants() ([]Tenant, error) {
	return guard("list tenants", func() ([]Tenant, error) {
		all, err := w.known().All()
		if err != nil {
			return nil, err
		}
		out := make([]Tenant, 0, len(all))
		for _, k := range all {
			out = append(out, w.tenantOf(k))
		}
		return out, nil
	})
}

func (w *Window) known() tenants.List { return tenants.ListIn(w.places.data) }

func (w *Window) tenantOf(k tenants.Known) Tenant {
	w.mu.Lock()
	defer w.mu.Unlock()
	look := w.settings.Looks[k.Path]
	if look.Colour == "" {
		look.Colour = colourUntilOpened
	}
	return Tenant{Path: k.Path, FileName: k.FileName(), TenantName: k.TenantName, TenantID: k.TenantID, Name: look.Name, Colour: look.Colour, IsSample: k.IsSample,
		IsOpen: w.ledger != nil && w.ledger.Path() == k.Path, Added: k.Added}
}

// colourUntilOpened is that of a tenant that this window never opened, and so gave
// no colour of its own.
const colourUntilOpened = "slate"

// readAtOnce is how many ledgers are counted at a time for the page of all.
const readAtOnce = 2

// TenantFigures tells how a ledger of the list stands. That it cannot be read is
// part of the answer. Code not_found when it is not on the list.
func (w *Window) TenantFigures(path string) (TenantFigures, error) {
	return guard("read tenant", func() (TenantFigures, error) {
		k, ok := w.known().Find(path)
		if !ok {
			return TenantFigures{}, notListed()
		}
		select {
		case w.counting <- struct{}{}:
			defer func() { <-w.counting }()
		case <-w.work.Done():
			return TenantFigures{}, w.work.Err()
		}
		return figuresOf(w.known().Read(w.work, k, w.openTenant)), nil
	})
}

func notListed() error {
	return ledger.Errorf(ledger.CodeNotFound, "find tenant", "This history file is not on the list of tenants.")
}

// openTenant opens a ledger of the list, or lends the one that is open.
func (w *Window) openTenant(ctx context.Context, path string, readOnly bool) (*app.Ledger, func() error, error) {
	if opened := w.openedIfAny(); opened != nil && opened.Path() == path {
		return opened, func() error { return nil }, nil
	}
	return tenants.OpenFile(ctx, path, readOnly)
}

func figuresOf(s tenants.Standing) TenantFigures {
	f := s.Figures
	out := TenantFigures{Path: s.Path, TenantName: s.TenantName, IsSample: s.IsSample, CanSync: f.Info.Connected || f.Info.Sample, At: f.At, ListRead: f.ListRead, People: f.People, Needs: []TenantNeed{}, Order: s.Urgency()}
	if s.Err != nil {
		out.Error = appErrorOf(s.Err)
	}
	if f.Seats != nil {
		out.Seats = &TenantSeats{Bought: f.Seats.Bought, Assigned: f.Seats.Assigned, Free: f.Seats.Free, Over: f.Seats.OverAssigned, Costs: []TenantCost{}, Unpriced: f.Seats.Unpriced}
		for _, sum := range f.Seats.Costs {
			out.Seats.Costs = append(out.Seats.Costs, TenantCost{sum.Currency, sum.CostMonth.Cents()})
		}
	}
	for _, n := range f.Needs {
		need := TenantNeed{Code: string(n.Code), Days: n.Days}
		if n.Figure != nil {
			need.Rows, need.People = n.Figure.Rows, n.Figure.People
		}
		told := needOf(n, nil)
		need.Title, need.Since = told.Title, told.Since
		out.Needs = append(out.Needs, need)
	}
	if end := f.LastSync; end != nil {
		out.LastSync = &TenantSync{State: end.State, At: end.At}
		if end.Why != nil {
			out.LastSync.Why = &warningsOf([]ledger.Warning{*end.Why})[0]
		}
	}
	return out
}

// AddTenant puts a ledger on the list. Codes: not_found, busy, not_a_ledger,
// schema_too_new, offline when its place does not answer, read_only.
func (w *Window) AddTenant(path string) error {
	return do("add tenant", func() error {
		_, err := w.known().Add(w.work, path, w.openTenant)
		w.changed("tenants")
		return err
	})
}

// RemoveTenant takes a ledger off the list; the file stays. Codes: not_found,
// read_only.
func (w *Window) RemoveTenant(path string) error {
	return do("remove tenant", func() error {
		err := w.known().Remove(path)
		w.changed("tenants")
		return err
	})
}

// ReturnTenant puts back what RemoveTenant took, also one that cannot be read.
// Code read_only.
func (w *Window) ReturnTenant(t Tenant) error {
	return do("return tenant", func() error {
		err := w.known().Put(tenants.Known{Path: filepath.Clean(t.Path), TenantName: t.TenantName, TenantID: t.TenantID, IsSample: t.IsSample, Added: t.Added})
		w.changed("tenants")
		return err
	})
}

// noteTenant puts a ledger that was opened on the list. It is a comfort, as in
// noteOpened.
func (w *Window) noteTenant(info app.Info) {
	_ = w.known().Note(tenants.Known{Path: info.Path, TenantName: info.TenantName, TenantID: info.TenantID, IsSample: info.Sample})
}

// beginTenants fills the list, before there ever was one, with what was opened
// before.
func (w *Window) beginTenants() {
	if w.known().Begun() {
		return
	}
	for _, r := range w.settings.Recents {
		w.noteTenant(app.Info{Path: r.Path, TenantName: r.TenantName, Sample: r.IsSample})
	}
}
