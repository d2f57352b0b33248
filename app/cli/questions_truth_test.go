package cli_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// demoTruth is what is really so in the demo: lines as they were written, by day.
type demoTruth struct {
	days []string
	by   map[string][]truthLine
}

type truthLine struct {
	Kind            string `json:"kind"`
	Day             string `json:"day"`
	At              string `json:"at"`
	UserID          string `json:"user_id"`
	UserName        string `json:"user_name"`
	EmailAddress    string `json:"email_address"`
	Department      string `json:"department"`
	State           string `json:"state"`
	Blocked         bool   `json:"blocked"`
	Service         string `json:"service"`
	License         string `json:"license"`
	LicenseID       string `json:"license_id"`
	Product         string `json:"product"`
	AssignedDate    string `json:"assigned_date"`
	IsTrial         bool   `json:"is_trial"`
	ExpirationDate  string `json:"expiration_date"`
	Reported        bool   `json:"reported"`
	ReportedUnknown bool   `json:"reported_unknown"`
	Held            bool   `json:"held"`
	Bought          int    `json:"bought"`
	Assigned        int    `json:"assigned"`
	Event           string `json:"event"`
}

func readDemoTruth(t *testing.T, path string) demoTruth {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d := demoTruth{by: map[string][]truthLine{}}
	lines := bufio.NewScanner(bytes.NewReader(content))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var l truthLine
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		if l.Kind == "day" {
			d.days = append(d.days, l.Day)
		}
		d.by[l.Day] = append(d.by[l.Day], l)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return d
}

const (
	lastDay   = "2026-03-05"
	monthsEnd = "2026-02-28"
	premium   = "Power Apps Premium"
)

// answered is what console and window must say to a question.
type answered struct{ console, window []string }

// answer counts the answer to a question in the truth; nothing for one that is
// not answered yet.
func (d demoTruth) answer(t *testing.T, number int) answered {
	users := d.users(lastDay)
	assigned := func(r truthLine) bool { return r.Held && r.LicenseID != "" }
	listed := func(r truthLine) bool { return r.Reported }
	trial := func(r truthLine) bool { return r.Reported && r.IsTrial }
	switch number {
	case 1:
		return d.tally(monthsEnd, func(r truthLine) bool { return assigned(r) && r.License == premium }).of(d.tally(monthsEnd, assigned))
	case 2:
		return d.unknown(users)
	case 3:
		n := d.tally(lastDay, func(r truthLine) bool { return assigned(r) && users[r.UserID].Blocked })
		return n.of(n)
	case 4:
		seen := d.everReported()
		n := d.tally(lastDay, func(r truthLine) bool { return assigned(r) && !seen[r.UserID+r.Service] })
		return n.of(n)
	case 5:
		soon := d.tally(lastDay, func(r truthLine) bool {
			return trial(r) && r.ExpirationDate >= lastDay && r.ExpirationDate < "2026-04-05"
		})
		told := soon.of(d.tally(lastDay, trial))
		told.window = append(told.window, fmt.Sprintf("**%d people hold a trial that ends within 30 days**", soon.people))
		return told
	case 6:
		return d.changed(t, monthsEnd, lastDay)
	case 7:
		return d.gotAndLost(t, "heloise.david@contoso.com", premium)
	case 8:
		n := d.left(users)
		return n.of(n)
	case 9:
		return d.seats(d.tally(lastDay, func(r truthLine) bool { return assigned(r) && r.License == premium }),
			d.tally(lastDay, func(r truthLine) bool { return listed(r) && r.License == premium }))
	case 10:
		return d.costs(t, "Sales")
	case 11:
		return d.compared(monthsEnd, lastDay)
	case 12:
		return d.read(t)
	case 13:
		return d.freeUp(t, users)
	}
	return answered{}
}

func (d demoTruth) on(kind, day string) (found []truthLine) {
	for _, l := range d.by[day] {
		if l.Kind == kind {
			found = append(found, l)
		}
	}
	return found
}

func (d demoTruth) users(day string) map[string]truthLine {
	users := map[string]truthLine{}
	for _, l := range d.on("user", day) {
		users[l.UserID] = l
	}
	return users
}

// tally is how many rows there are, and how many people and licenses of theirs
// are in them.
type tally struct{ rows, people, licenses int }

func tallyOf(rows []truthLine) tally {
	who, what := map[string]bool{}, map[string]bool{}
	for _, r := range rows {
		who[r.UserID] = true
		if r.License != "" {
			what[r.UserID+r.License] = true
		}
	}
	return tally{len(rows), len(who), len(what)}
}

func (d demoTruth) tally(day string, wanted func(truthLine) bool) tally {
	rows := d.on("row", day)
	return tallyOf(slices.DeleteFunc(rows, func(r truthLine) bool { return !wanted(r) }))
}

// of says a tally as console and window do under a table, which has all of a view.
func (n tally) of(all tally) answered {
	rest := fmt.Sprintf("%d people, %d licenses", n.people, n.licenses)
	window := grouped(n.rows) + " rows, " + rest
	if n != all {
		window = fmt.Sprintf("%s of %s rows, %s", grouped(n.rows), grouped(all.rows), rest)
	}
	return answered{[]string{fmt.Sprintf("%d of %d rows, %s", n.rows, n.rows, rest)}, []string{"“" + window + "”"}}
}

// grouped writes a number below a million as the window does.
func grouped(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}

// mark is what a row says beside the person.
func (l truthLine) mark() string { return l.Service + "|" + l.License + "|" + l.AssignedDate }

// unknown counts the Unknown rows by how their people left. Somebody is certain
// who alone ever held such a row and was named with it before.
func (d demoTruth) unknown(users map[string]truthLine) answered {
	holders, named := map[string]map[string]bool{}, map[string]bool{}
	for _, day := range d.days {
		for _, r := range d.on("row", day) {
			if holders[r.mark()] == nil {
				holders[r.mark()] = map[string]bool{}
			}
			holders[r.mark()][r.UserID] = true
			named[r.mark()] = named[r.mark()] || r.Reported && !r.ReportedUnknown
		}
	}
	total, left, certain, counts := 0, 0, 0, map[string]int{}
	for _, r := range d.on("row", lastDay) {
		if !r.Reported || !r.ReportedUnknown {
			continue
		}
		total++
		if users[r.UserID].State != "present" {
			left++
		}
		how := "likely"
		if len(holders[r.mark()]) == 1 && named[r.mark()] {
			how = "certain"
			certain++
		}
		counts[users[r.UserID].State+"."+how]++
	}
	said := fmt.Sprintf("“%d Unknown, all of them left”", total)
	if left < total {
		said = fmt.Sprintf("“%d Unknown: %d left", total, left)
	}
	told := answered{
		console: []string{fmt.Sprintf("list.unknown_reasons.total\t%d", total), fmt.Sprintf("list.unknown_reasons.left\t%d", left)},
		window:  []string{said, fmt.Sprintf("“Certain %d”", certain), fmt.Sprintf("“Likely %d”", total-certain)},
	}
	for what, n := range counts {
		told.console = append(told.console, fmt.Sprintf("list.unknown.%s\t%d", what, n))
	}
	return told
}

// everReported is who was ever named with a service by the list.
func (d demoTruth) everReported() map[string]bool {
	seen := map[string]bool{}
	for _, day := range d.days {
		for _, r := range d.on("row", day) {
			if r.Reported {
				seen[r.UserID+r.Service] = true
			}
		}
	}
	return seen
}

// gotAndLost gives how the timeline tells when somebody got a license, and
// between which daily readings it was lost.
func (d demoTruth) gotAndLost(t *testing.T, address, license string) (told answered) {
	id := ""
	for n, day := range d.days {
		for _, l := range d.by[day] {
			if l.Kind == "user" && strings.EqualFold(l.EmailAddress, address) {
				id = l.UserID
			}
			if l.Kind != "event" || l.UserID != id || l.License != license {
				continue
			}
			switch l.Event {
			case "got":
				told.console = append(told.console, l.At+"\tgot\t\t"+license)
				told.window = append(told.window, "“"+shortDay(t, l.At[:len(day)])+" … Got "+license+"”")
			case "lost":
				told.console = append(told.console, d.days[n-1]+"T05:00:00Z/"+day+"T05:00:00Z\tlost\t\t"+license)
				from, to := shortDay(t, d.days[n-1]), shortDay(t, day)
				from, _, _ = strings.Cut(from, " ") // both in one month
				told.window = append(told.window, "“"+from+"-"+to+" … Lost "+license+"”")
			}
		}
	}
	return told
}

func shortDay(t *testing.T, day string) string {
	t.Helper()
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	return at.Format("2 Jan")
}

// left counts who is gone from the directory with what they held when it last
// had them; a row for each who held nothing. Who was gone for good when the
// tenant was first read was never told of.
func (d demoTruth) left(users map[string]truthLine) tally {
	held := map[string][]truthLine{}
	present := map[string]bool{}
	for _, day := range d.days {
		today := map[string][]truthLine{}
		for _, r := range d.on("row", day) {
			if r.Held && r.LicenseID != "" {
				today[r.UserID] = append(today[r.UserID], r)
			}
		}
		for _, u := range d.on("user", day) {
			if u.State == "present" {
				present[u.UserID], held[u.UserID] = true, today[u.UserID]
			}
		}
	}
	first := d.users(d.days[0])
	var rows []truthLine
	for id, u := range users {
		switch {
		case u.State == "present" || !present[id] && first[id].State == "gone":
		case len(held[id]) == 0:
			rows = append(rows, truthLine{UserID: id})
		default:
			rows = append(rows, held[id]...)
		}
	}
	return tallyOf(rows)
}

// seats says of a license what was bought, is assigned, free and used.
func (d demoTruth) seats(held, used tally) (told answered) {
	for _, l := range d.on("seat", lastDay) {
		if l.License == premium {
			free := l.Bought - l.Assigned
			told.console = append(told.console, fmt.Sprintf("\t%d\t%d\t%d\t%d", l.Bought, l.Assigned, free, used.people))
			told.window = append(told.window, fmt.Sprintf("“%d bought”", l.Bought), fmt.Sprintf("“held by %d people”", held.people),
				fmt.Sprintf("“%d free”", free), fmt.Sprintf("“%d seen in use”", used.people))
		}
	}
	return told
}

// costs says what the licenses of a department cost a month: each of them once a
// person, at the price that holds. Licenses that cost nothing have none.
func (d demoTruth) costs(t *testing.T, department string) answered {
	month, free := demoPrices(t)
	users, counted := d.users(lastDay), map[string]bool{}
	cost, unpriced := 0.0, 0
	for _, r := range d.on("row", lastDay) {
		u := users[r.UserID]
		if !r.Held || r.LicenseID == "" || u.State != "present" || u.Department != department || counted[r.UserID+r.LicenseID] {
			continue
		}
		counted[r.UserID+r.LicenseID] = true
		amount, known := month[r.LicenseID]
		if cost += amount; !known && !free[r.LicenseID] {
			unpriced++
		}
	}
	cents := int(math.Round(cost * 100))
	return answered{
		console: []string{fmt.Sprintf("\t%d\t%.2f\tEUR\t%d", len(counted), cost, unpriced)},
		window:  []string{fmt.Sprintf(" … €%s.%02d … %d without a price", grouped(cents/100), cents%100, unpriced)},
	}
}

// read says when what the figures are made from was read: on the last day.
func (d demoTruth) read(t *testing.T) answered {
	at := d.on("day", lastDay)[0].At
	day := shortDay(t, lastDay)
	return answered{
		console: []string{"sources.graph.users.as_of\t" + at, "sources.graph.users.days\t0",
			"sources.powerplatform.licenseReport.as_of\t" + at[:len("2006-01-02T15:04")], "sources.powerplatform.licenseReport.days\t0"},
		window: []string{"“people " + day + " … list " + day + "”"},
	}
}

// demoPrices gives what a unit of each license costs a month, and which licenses
// cost nothing.
func demoPrices(t *testing.T) (month map[string]float64, free map[string]bool) {
	t.Helper()
	type price struct {
		LicenseID string  `json:"license_id"`
		Price     *string `json:"price"`
		Per       string  `json:"per"`
		Holds     bool    `json:"holds"`
		CostBasis string  `json:"cost_basis"`
	}
	month, free = map[string]float64{}, map[string]bool{}
	for line := range strings.Lines(say(t, "prices", "demo.ledger", "--json")) {
		var p price
		if json.Unmarshal([]byte(line), &p) != nil {
			continue // what is said beside the prices
		}
		free[p.LicenseID] = p.CostBasis == "free"
		if !p.Holds || p.Price == nil {
			continue
		}
		amount, err := strconv.ParseFloat(*p.Price, 64)
		if err != nil {
			t.Fatal(err)
		}
		if p.Per == "year" {
			amount /= 12
		}
		month[p.LicenseID] = amount
	}
	return month, free
}
