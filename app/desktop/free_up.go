package desktop

import (
	"licenseledger/app"
	"licenseledger/store/ledger"
)

// openFreeUps is how many days stay open in which licenses to free up are looked
// at.
const openFreeUps = 4

// FreeUp is what stands around the licenses that can be taken back on a day, and
// the key to their rows.
type FreeUp struct {
	ID        string           `json:"id"`       // empty when nothing was read on or before the day
	Snapshot  *Snapshot        `json:"snapshot"` // null then
	Freshness []Reading        `json:"freshness"`
	Rules     ledger.FreeRules `json:"rules"`
	Groups    []FreeGroup      `json:"groups"` // all four, in order
	Total     FreeGroup        `json:"total"`
	Watches   []FreeWatch      `json:"watches"`
	LeftOut   []FreeLeftOut    `json:"leftOut"`  // reasons with a line
	Lines     int              `json:"lines"`    // that are left out
	CameBack  *FreeCameBack    `json:"cameBack"` // null where no directory was read
}

// FreeGroup is what a group adds up to.
type FreeGroup struct {
	Group     ledger.FreeGroup `json:"group"` // empty for all of them
	Off       ledger.FreeOff   `json:"off"`   // why the group says nothing; empty where it does
	People    int              `json:"people"`
	Licenses  int              `json:"licenses"` // of people
	Units     int64            `json:"units"`    // and those that nobody has
	Lines     int              `json:"lines"`
	Today     FreeGain         `json:"today"`
	AtRenewal FreeGain         `json:"atRenewal"`
	Unknown   int64            `json:"unknown"` // units of which it is not known what they gain
}

// FreeGain is units, and what those with a price cost a month.
type FreeGain struct {
	Units    int64        `json:"units"`
	Costs    []FreeAmount `json:"costs"`
	Unpriced int64        `json:"unpriced"`
}

// FreeAmount is money of a month in 1/100 of its currency.
type FreeAmount struct {
	Cents    int64  `json:"cents"`
	Currency string `json:"currency"`
}

// FreeWatch tells how long the use of a product has been watched.
type FreeWatch struct {
	Product ledger.Product `json:"product"`
	Since   string         `json:"since"`
	Until   string         `json:"until"`
	Off     ledger.FreeOff `json:"off"`  // why no use can be told; empty where it can
	From    string         `json:"from"` // the first day on which it can, if watching goes on
}

// FreeLeftOut counts what is left out for a reason.
type FreeLeftOut struct {
	Reason ledger.LeftOut `json:"reason"`
	Units  int64          `json:"units"`
}

// FreeCameBack is the licenses of deleted accounts.
type FreeCameBack struct {
	People   int `json:"people"`
	Licenses int `json:"licenses"`
}

// FreePage is a window of lines.
type FreePage struct {
	From int        `json:"from"`
	Rows []FreeLine `json:"rows"`
}

// FreeLine is one license of one person that can be taken back, or the units of
// one license that nobody has. Empty text means that nothing is known.
type FreeLine struct {
	Group        ledger.FreeGroup `json:"group"`
	UserID       string           `json:"user_id"` // empty for units that nobody has
	UserName     string           `json:"user_name"`
	EmailAddress string           `json:"email_address"`
	Department   string           `json:"department"`
	License      string           `json:"license"`
	Units        int64            `json:"units"`
	Direct       bool             `json:"direct"`
	Groups       []string         `json:"groups"` // that the license comes by
	CoveredBy    string           `json:"coveredBy"`
	LastUsed     string           `json:"lastUsed"` // 2026-03-31 or 2026-03
	WatchedSince string           `json:"watchedSince"`
	RenewsAt     string           `json:"renewsAt"`
	Today        *int64           `json:"today"` // null where it is not known what was bought
	AtRenewal    *int64           `json:"atRenewal"`
	LeftOut      ledger.LeftOut   `json:"leftOut"`
	LeftOutBy    string           `json:"leftOutBy"`
}

// OpenFreeUp finds the licenses that can be taken back on a day; at as in
// ViewRequest.
func (w *Window) OpenFreeUp(at string) (FreeUp, error) {
	return guard("look for licenses to free up", func() (FreeUp, error) {
		out := FreeUp{Freshness: []Reading{}, Groups: []FreeGroup{}, Watches: []FreeWatch{}, LeftOut: []FreeLeftOut{}}
		opened, err := w.current()
		if err != nil {
			return out, err
		}
		if at == "latest" {
			at = ""
		}
		free, err := opened.FreeUp(w.work, app.FreeUpSpec{At: at})
		if ledger.CodeOf(err) == ledger.CodeNotFound {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		shown := snapshotOf(free.Snapshot, opened.Zone())
		out.ID, out.Snapshot, out.Freshness = w.freeing.add(free), &shown, readingsOf(free.Snapshot.Coverage)
		return out, out.fill(free)
	})
}

// fill tells the sums of the groups and of what is left out.
func (f *FreeUp) fill(free *app.FreeUp) error {
	all, err := free.Choose(app.FreeChoice{})
	if err != nil {
		return err
	}
	out, err := free.Choose(app.FreeChoice{LeftOut: true})
	if err != nil {
		return err
	}
	s := free.Summary(all)
	f.Rules, f.Lines = s.Rules, out.Len()
	if f.Rules.LeaveOut == nil {
		f.Rules.LeaveOut = []string{}
	}
	for _, g := range s.Groups {
		group := freeGroupOf(g)
		lines, err := free.Choose(app.FreeChoice{Group: g.Group})
		if err != nil {
			return err
		}
		group.Lines = lines.Len()
		f.Groups = append(f.Groups, group)
	}
	f.Total = freeGroupOf(s.Total())
	for _, w := range s.Watches {
		f.Watches = append(f.Watches, FreeWatch{Product: w.Product, Since: string(w.Since), Until: string(w.Until), Off: w.Off, From: string(w.From)})
	}
	for _, l := range s.LeftOut {
		f.LeftOut = append(f.LeftOut, FreeLeftOut{Reason: l.Reason, Units: l.Units})
	}
	if b := s.CameBack; b != nil {
		f.CameBack = &FreeCameBack{People: b.People, Licenses: b.Licenses}
	}
	return nil
}

func freeGroupOf(s ledger.FreeSum) FreeGroup {
	return FreeGroup{Group: s.Group, Off: s.Off, People: s.People, Licenses: s.Licenses, Units: s.Units, Today: freeGainOf(s.Today),
		AtRenewal: freeGainOf(s.AtRenewal), Unknown: s.Unknown}
}

func freeGainOf(g ledger.FreeGain) FreeGain {
	out := FreeGain{Units: g.Units, Costs: []FreeAmount{}, Unpriced: g.Cost.Unpriced}
	for _, sum := range g.Cost.List() {
		out.Costs = append(out.Costs, FreeAmount{sum.CostMonth.Cents(), sum.Currency})
	}
	return out
}

// FreeUpRows gives up to count lines of a group, or of those that are left out.
// Code stale when the ledger has changed.
func (w *Window) FreeUpRows(id string, group ledger.FreeGroup, leftOut bool, from, count int) (FreePage, error) {
	return guard("read licenses to free up", func() (FreePage, error) {
		free, err := w.freeing.get(id)
		if err != nil {
			return FreePage{}, err
		}
		lines, err := free.Choose(app.FreeChoice{Group: group, LeftOut: leftOut})
		if err != nil {
			return FreePage{}, err
		}
		rows, err := lines.Rows(from, min(count, 1000))
		if err != nil {
			return FreePage{}, err
		}
		page := FreePage{From: from, Rows: make([]FreeLine, 0, len(rows))}
		for i := range rows {
			page.Rows = append(page.Rows, freeLineOf(&rows[i]))
		}
		return page, nil
	})
}

func freeLineOf(r *ledger.FreeLine) FreeLine {
	out := FreeLine{
		Group: r.Group, UserID: string(r.UserID), UserName: string(r.UserName), EmailAddress: string(r.EmailAddress), Department: string(r.Department),
		License: string(r.License), Units: r.Units, Direct: r.Direct != nil && *r.Direct, Groups: []string{}, CoveredBy: string(r.CoveredBy),
		LastUsed: string(r.LastUsed), WatchedSince: string(r.WatchedSince), RenewsAt: string(r.RenewsAt), Today: r.GainToday, AtRenewal: r.GainAtRenewal,
		LeftOut: r.LeftOut, LeftOutBy: string(r.LeftOutBy),
	}
	for _, g := range r.Groups {
		name := string(g.Name)
		if name == "" {
			name = string(g.ID)
		}
		out.Groups = append(out.Groups, name)
	}
	return out
}
