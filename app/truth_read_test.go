package app_test

import (
	"bufio"
	"encoding/json"
	"io"
	"testing"
	"time"

	"licenseledger/store/ledger"
)

// truthDay is what is really so in a simulated tenant at one instant. The
// format is described in sync/simtenant/README.md; this reader shares no code
// with the simulation.
type truthDay struct {
	day, at string
	users   map[string]truthUser
	rows    []truthRow
	seats   []truthSeat
	events  []truthEvent // since the day before
}

type truthUser struct {
	UserID       string  `json:"user_id"`
	UserName     string  `json:"user_name"`
	EmailAddress string  `json:"email_address"`
	State        string  `json:"state"` // present, soft_deleted or gone
	Blocked      bool    `json:"blocked"`
	LeftAt       string  `json:"left_at"`
	Department   *string `json:"department"`
	CostCenter   *string `json:"cost_center"`
	ManagerID    *string `json:"manager_id"`
	Company      *string `json:"company"`
	Country      *string `json:"country"`
	Office       *string `json:"office"`
	Attribute7   *string `json:"extension_attribute_7"`
	Billing      *string `json:"extension_cost_center"`
}

// stateAt is the state at the end of a day's sync, some seconds after the truth
// was written: somebody may have been deleted for just the days that Microsoft
// keeps them.
func (u truthUser) stateAt(t *testing.T, at string) string {
	t.Helper()
	if u.State != string(ledger.StatusSoftDeleted) {
		return u.State
	}
	left, err := time.Parse(time.RFC3339, u.LeftAt)
	if err != nil {
		t.Fatal(err)
	}
	ends, err := time.Parse(time.RFC3339, at)
	if err != nil {
		t.Fatal(err)
	}
	if !left.AddDate(0, 0, ledger.RestorableDays).After(ends) {
		return string(ledger.StatusGone)
	}
	return u.State
}

type truthRow struct {
	UserID          string `json:"user_id"`
	UserName        string `json:"user_name"`
	EmailAddress    string `json:"email_address"`
	Service         string `json:"service"`
	ServiceID       string `json:"service_id"`
	License         string `json:"license"`
	LicenseID       string `json:"license_id"`
	AssignedDate    string `json:"assigned_date"`
	IsTrial         bool   `json:"is_trial"`
	ExpirationDate  string `json:"expiration_date"`
	Origin          string `json:"origin"`
	Tier            string `json:"tier"`
	Product         string `json:"product"`
	Reported        bool   `json:"reported"`
	ReportedUnknown bool   `json:"reported_unknown"`
	Held            bool   `json:"held"`
	LastUsed        string `json:"last_used"`
	ByGroup         bool   `json:"by_group"`
}

type truthSeat struct {
	LicenseID string `json:"license_id"`
	Bought    int    `json:"bought"`
	Assigned  int    `json:"assigned"`
}

type truthEvent struct {
	At      string `json:"at"`
	UserID  string `json:"user_id"`
	Event   string `json:"event"`
	License string `json:"license"`
	Detail  string `json:"detail"`
}

func readTruth(t *testing.T, from io.Reader) []*truthDay {
	t.Helper()
	var days []*truthDay
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var head struct{ Kind, Day, At string }
		mustDecode(t, lines.Bytes(), &head)
		if head.Kind == "day" {
			days = append(days, &truthDay{day: head.Day, at: head.At, users: map[string]truthUser{}})
			continue
		}
		if len(days) == 0 || days[len(days)-1].day != head.Day {
			t.Fatalf("a line of %s does not follow its day", head.Day)
		}
		days[len(days)-1].add(t, head.Kind, lines.Bytes())
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return days
}

func (d *truthDay) add(t *testing.T, kind string, line []byte) {
	t.Helper()
	switch kind {
	case "user":
		var u truthUser
		mustDecode(t, line, &u)
		d.users[u.UserID] = u
	case "row":
		var r truthRow
		mustDecode(t, line, &r)
		d.rows = append(d.rows, r)
	case "seat":
		var s truthSeat
		mustDecode(t, line, &s)
		d.seats = append(d.seats, s)
	case "event":
		var e truthEvent
		mustDecode(t, line, &e)
		d.events = append(d.events, e)
	default:
		t.Fatalf("unknown kind of line %q", kind)
	}
}

func mustDecode(t *testing.T, line []byte, into any) {
	t.Helper()
	if err := json.Unmarshal(line, into); err != nil {
		t.Fatalf("%s: %v", line, err)
	}
}
