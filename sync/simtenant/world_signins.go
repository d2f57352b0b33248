package simtenant

import "sort"

// What people's use of the products leaves in the sign-in log. It is drawn from
// no stream and kept nowhere: the habits that tell the last use tell it too.

// A signInApp is a program that somebody signs in to.
type signInApp struct{ id, name, resource, resourceName string }

const (
	appsService = "475226c6-020e-4fb2-8a90-7a972cbfc1d4"
	flowService = "7df0a125-d3be-4c96-aa54-591f83ff541c"
	dataverse   = "00000007-0000-0000-c000-000000000000"
	msGraph     = "00000003-0000-0000-c000-000000000000"
)

// useApps are those by which the products are used.
var useApps = map[string][]signInApp{
	"power_apps": {
		{"3e62f81e-590b-425b-9531-cad6683656cf", "PowerApps - apps.powerapps.com", appsService, "PowerApps Service"},
		{"4e291c71-d680-4d0e-9640-0a3358e31177", "PowerApps", appsService, "PowerApps Service"},
		{"a8f7a65c-f5ba-4859-b2d6-df772c264e9d", "PowerApps Web", appsService, "PowerApps Service"},
		{dataverse, "Dataverse", dataverse, "Dataverse"},
	},
	"power_automate": {
		{"6204c1d1-4712-4c46-a7d9-3ed63d992682", "Microsoft Flow Portal", flowService, "Microsoft Flow Service"},
		{"57fcbcfa-7cee-4eb1-8b25-12d2030b4ee0", "Microsoft Flow", flowService, "Microsoft Flow Service"},
		{"386ce8c0-7421-48c9-a1df-2a532400339f", "Power Automate Desktop For Windows", flowService, "Microsoft Flow Service"},
	},
}

// Programs whose sign-ins are no use of the products; the first one's is, by the
// product it shows inside itself.
var (
	teams       = signInApp{"1fec8e78-bce4-4aaf-ab1b-5451cc387264", "Microsoft Teams", appsService, "PowerApps Service"}
	adminCenter = signInApp{"065d9450-1e87-434e-ac2f-69af271549ed", "Power Platform Admin Center", appsService, "PowerApps Service"}
	officeHome  = signInApp{"4765445b-32c6-49b0-83e6-1d93765276ca", "OfficeHome", msGraph, "Microsoft Graph"}
)

// A signIn is one entry of the sign-in log.
type signIn struct {
	at     moment
	who    int32
	app    *signInApp
	failed bool
}

// habit is when the person's habit has them use a product on the day that begins
// at d; 0 when it has not.
func (w *world) habit(n int32, product string, d moment) moment {
	often := [...]float64{0.7, 0.2, 0.05}[w.people[n].pace]
	h := mix(uint64(w.seed), forUse, uint64(n), uint64(len(product)), uint64(d))
	if !chance(h, often) {
		return 0
	}
	return d + 6*60*60 + moment(mix(h)%(12*60*60))
}

// lastOfUse is until when somebody can have used anything, as of now.
func (w *world) lastOfUse(p *person) moment {
	end := w.now
	if p.left != 0 {
		end = min(end, p.left-1)
	}
	if p.quiet != 0 {
		end = min(end, max(p.quiet, p.firstUse))
	}
	return end
}

// eachUse hands on every use of a product in a stretch of time, from included.
func (w *world) eachUse(n int32, product string, from, to moment, yield func(at moment)) {
	p := &w.people[n]
	if p.firstUse == 0 || p.firstUse > w.now {
		return
	}
	if p.firstUse >= from && p.firstUse < to {
		yield(p.firstUse)
	}
	end := w.lastOfUse(p)
	for d := max(from, p.firstUse) / day * day; d < to && d <= end; d += day {
		if at := w.habit(n, product, d); at > p.firstUse && at <= end && at >= from && at < to {
			yield(at)
		}
	}
}

// signIns is the log between two instants, newest first: every use, and what
// else people sign in to. What comes late is left out while it has not come.
func (w *world) signIns(from, to, lag moment) []signIn {
	var log []signIn
	note := func(n int32, at moment, app *signInApp, failed bool) {
		if at < from || at >= to || at > w.now {
			return
		}
		if lag > 0 && at+moment(mix(uint64(w.seed), forUse, uint64(n), uint64(at), 5)%uint64(lag)) > w.now {
			return
		}
		log = append(log, signIn{at, n, app, failed})
	}
	for n := range int32(len(w.people)) {
		for _, product := range []string{"power_apps", "power_automate"} {
			apps := useApps[product]
			w.eachUse(n, product, from, to, func(at moment) {
				h := mix(uint64(w.seed), forUse, uint64(n), uint64(at), 6)
				note(n, at, &apps[h%uint64(len(apps))], false)
				if h>>8%10 == 0 {
					note(n, at-60, &apps[0], true) // a wrong password first
				}
				if h>>16%10 == 0 && product == "power_apps" {
					note(n, at+600, &teams, false)
				}
			})
		}
		w.otherSignIns(n, from, to, note)
	}
	sort.Slice(log, func(i, j int) bool {
		a, b := log[i], log[j]
		if a.at != b.at {
			return a.at > b.at
		}
		return a.who < b.who || a.who == b.who && a.app.id < b.app.id
	})
	return log
}

// otherSignIns are no use: other programs, administration, and attempts on
// accounts whose password is not known.
func (w *world) otherSignIns(n int32, from, to moment, note func(int32, moment, *signInApp, bool)) {
	p := &w.people[n]
	if !p.present() {
		return
	}
	for d := from / day * day; d < to; d += day {
		h := mix(uint64(w.seed), forUse, uint64(n), uint64(d), 7)
		at := d + 5*60*60 + moment(h>>32%(14*60*60))
		if at < p.created {
			continue
		}
		if blocked := p.has(isBlocked); !blocked && chance(h, 0.3) {
			note(n, at, &officeHome, false)
		} else if !blocked && n%50 == 7 {
			note(n, at, &adminCenter, false)
		}
		if chance(mix(h), 0.01) {
			note(n, at+90, &useApps["power_apps"][0], true)
		}
	}
}
