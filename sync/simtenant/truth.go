package simtenant

import (
	"bufio"
	"encoding/json"
	"io"
	"time"
)

type truthDay struct {
	Kind string `json:"kind"`
	Day  string `json:"day"`
	At   string `json:"at"`
}

type truthUser struct {
	Kind         string  `json:"kind"`
	Day          string  `json:"day"`
	UserID       string  `json:"user_id"`
	UserName     string  `json:"user_name"`
	EmailAddress string  `json:"email_address"`
	Mail         *string `json:"mail"`
	UPN          string  `json:"upn"`
	State        string  `json:"state"`
	Blocked      bool    `json:"blocked"`
	Guest        bool    `json:"guest"`
	CreatedAt    string  `json:"created_at"`
	LeftAt       *string `json:"left_at"`
	PurgedAt     *string `json:"purged_at"`
	Department   *string `json:"department"`
	CostCenter   *string `json:"cost_center"`
	ManagerID    *string `json:"manager_id"`
	Company      *string `json:"company"`
	Country      *string `json:"country"`
	Office       *string `json:"office"`
	Attribute7   *string `json:"extension_attribute_7"`
	Billing      *string `json:"extension_cost_center"`
}

type truthRow struct {
	Kind            string  `json:"kind"`
	Day             string  `json:"day"`
	UserID          string  `json:"user_id"`
	UserName        string  `json:"user_name"`
	EmailAddress    string  `json:"email_address"`
	Service         string  `json:"service"`
	ServiceID       *string `json:"service_id"`
	License         string  `json:"license"`
	LicenseID       *string `json:"license_id"`
	AssignedDate    string  `json:"assigned_date"`
	IsTrial         bool    `json:"is_trial"`
	ExpirationDate  *string `json:"expiration_date"`
	Origin          string  `json:"origin"`
	Tier            string  `json:"tier"`
	Product         string  `json:"product"`
	Reported        bool    `json:"reported"`
	ReportedUnknown bool    `json:"reported_unknown"`
	Held            bool    `json:"held"`
	LastUsed        *string `json:"last_used"`
	ByGroup         bool    `json:"by_group"`
}

type truthSeat struct {
	Kind      string `json:"kind"`
	Day       string `json:"day"`
	LicenseID string `json:"license_id"`
	License   string `json:"license"`
	Bought    int    `json:"bought"`
	Assigned  int    `json:"assigned"`
}

type truthEvent struct {
	Kind      string  `json:"kind"`
	Day       string  `json:"day"`
	At        string  `json:"at"`
	UserID    string  `json:"user_id"`
	Event     string  `json:"event"`
	LicenseID *string `json:"license_id"`
	License   *string `json:"license"`
	Service   *string `json:"service"`
	Detail    string  `json:"detail"`
}

// WriteTruth appends what is true at this virtual instant, as JSON lines: one
// day line, then every account that ever existed, every row, every license's
// seats, and the events since the call before. README.md has the format. It
// reads the world, never what was served.
func (t *Tenant) WriteTruth(out io.Writer) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	buffered := bufio.NewWriterSize(out, 1<<16)
	lines := json.NewEncoder(buffered)
	lines.SetEscapeHTML(false)
	w := t.world
	today := w.now.time().Format(time.DateOnly)
	if err := lines.Encode(truthDay{"day", today, instant(w.now)}); err != nil {
		return err
	}
	for n := range w.people {
		if err := lines.Encode(w.truthOfUser(int32(n), today)); err != nil {
			return err
		}
	}
	if err := t.writeRows(lines, today); err != nil {
		return err
	}
	for sku := range catalog {
		l := &catalog[sku]
		if l.internal() {
			continue
		}
		if err := lines.Encode(truthSeat{"seat", today, l.id, w.licenseName(uint8(sku)), w.bought[sku], w.assigned(uint8(sku))}); err != nil {
			return err
		}
	}
	for _, e := range w.takeEvents() {
		if err := lines.Encode(w.truthOfEvent(e, today)); err != nil {
			return err
		}
	}
	return buffered.Flush()
}

func (w *world) truthOfUser(n int32, today string) truthUser {
	p := &w.people[n]
	u := truthUser{
		Kind: "user", Day: today, UserID: objectID(w.seed, n).String(), UserName: w.name(n), EmailAddress: w.address(n),
		Mail: optional(w.mail(n)), UPN: w.upn(n), State: "present", Blocked: p.has(isBlocked), Guest: p.has(isGuest),
		CreatedAt: instant(p.created), Department: optional(w.department(n)), CostCenter: optional(w.costCenter(n)),
		Company: optional(w.company(n)), Country: optional(w.country(n)), Office: optional(w.office(n)),
		Attribute7: optional(w.unit(n)), Billing: optional(w.billing(n)),
	}
	if boss := w.manager(n); boss >= 0 {
		u.ManagerID = optional(objectID(w.seed, boss).String())
	}
	if p.left != 0 {
		u.LeftAt = optional(instant(p.left))
	}
	switch {
	case p.has(isPurged):
		u.State, u.PurgedAt = "gone", optional(instant(p.left+keepDeleted))
	case p.has(isDeleted):
		u.State = "soft_deleted"
	}
	return u
}

func (t *Tenant) writeRows(lines *json.Encoder, today string) error {
	w := t.world
	var failure error
	for n := range w.people {
		who, p := int32(n), &w.people[n]
		reported := w.inReport(who)
		if !p.present() && !reported {
			continue
		}
		id, name, address := objectID(w.seed, who).String(), w.name(who), w.address(who)
		w.rowsOf(who, func(row reportRow) {
			if failure != nil {
				return
			}
			l := &catalog[row.holding.sku]
			line := truthRow{
				Kind: "row", Day: today, UserID: id, UserName: name, EmailAddress: address,
				Service: w.serviceName(row.holding.sku, row.plan), ServiceID: optional(row.plan.id), License: w.licenseName(row.holding.sku), LicenseID: optional(l.id),
				AssignedDate: instant(row.holding.at), IsTrial: l.trial, Origin: l.origin, Tier: l.tier, Product: row.plan.product,
				Reported: reported, ReportedUnknown: reported && w.unknownInReport(who, &t.knobs), Held: p.present(),
				ByGroup: row.holding.flags&directly == 0 && row.holding.flags&byGroup != 0,
			}
			if row.holding.ends != 0 {
				line.ExpirationDate = optional(instant(row.holding.ends))
			}
			if used := w.lastUse(who, row.plan.product); used != 0 {
				line.LastUsed = optional(instant(used))
			}
			failure = lines.Encode(line)
		})
		if failure != nil {
			return failure
		}
	}
	return nil
}

// assigned counts afresh, so that it can disagree with the running count that
// the directory serves.
func (w *world) assigned(sku uint8) int {
	total := 0
	for i := range w.people {
		if !w.people[i].present() {
			continue
		}
		for _, h := range w.people[i].holdings {
			if h.sku == sku && h.effective() {
				total++
			}
		}
	}
	return total
}

func (w *world) truthOfEvent(e event, today string) truthEvent {
	line := truthEvent{Kind: "event", Day: today, At: instant(e.at), UserID: objectID(w.seed, e.who).String(), Event: e.what, Detail: e.detail}
	if e.license >= 0 {
		l := &catalog[e.license]
		license := w.licenseName(uint8(e.license))
		line.LicenseID, line.License = optional(l.id), &license
		if l.internal() {
			service := w.serviceName(uint8(e.license), &l.plans[0])
			line.Service = &service
		}
	}
	return line
}

func instant(m moment) string { return m.time().Format(time.RFC3339) }

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
