package ledger

import "encoding/json"

// FreeLine is one license of one person that can be taken back, or the units of
// one license that nobody has. What is not known is null.
type FreeLine struct {
	Group        FreeGroup `json:"group"`
	UserID       Text      `json:"user_id"` // null with user_name and what follows it for units that nobody has
	UserName     Text      `json:"user_name"`
	EmailAddress Text      `json:"email_address"`
	Department   Text      `json:"department"`
	CostCenter   Text      `json:"cost_center"`
	License      Text      `json:"license"`
	LicenseID    Text      `json:"license_id"`
	Units        int64     `json:"units"` // 1 for a person's license
	// Direct and Groups tell how to free it: take it from the person, take the
	// person out of the groups (or the license off them), or both. null where the
	// source does not tell.
	Direct *bool     `json:"direct"`
	Groups []FreeVia `json:"groups"`
	// CoveredBy is the license that brings all of this one: group twice.
	CoveredBy   Text `json:"covered_by"`
	CoveredByID Text `json:"covered_by_id"`
	// LastUsed is the last use seen of any product that the license brings;
	// watched since WatchedSince: group no-use.
	LastUsed     Text `json:"last_used"`
	WatchedSince Text `json:"watched_since"`
	RenewsAt     Text `json:"renews_at"`
	// GainToday is the units that can be given to somebody else today,
	// GainAtRenewal those that need not be bought again. null where what was bought
	// is not known.
	GainToday     *int64     `json:"gain_today"`
	GainAtRenewal *int64     `json:"gain_at_renewal"`
	Price         *FreePrice `json:"price"` // of one unit a month; null where it is not known
	LeftOut       LeftOut    `json:"left_out"`
	LeftOutBy     Text       `json:"left_out_by"` // the condition; the day on which the account was kept, or made
}

// FreeVia is a group that a license is assigned by.
type FreeVia struct {
	ID   Text `json:"id"`
	Name Text `json:"name"`
}

// FreePrice is what a unit costs a month.
type FreePrice struct {
	Month    Money  `json:"cost_month"`
	Currency string `json:"currency"`
}

// FreeGain is units, and what they cost a month.
type FreeGain struct {
	Units int64
	Cost  Sums
}

// MarshalJSON writes the units, a sum per currency, and how many units have no
// price.
func (g FreeGain) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Units    int64         `json:"units"`
		Costs    []CurrencySum `json:"costs"`
		Unpriced int64         `json:"unpriced"`
	}{g.Units, g.Cost.List(), g.Cost.Unpriced})
}

// FreeSum adds up lines that are not left out.
type FreeSum struct {
	Group     FreeGroup `json:"group"`
	Off       FreeOff   `json:"off"`      // why the group says nothing; null where it does
	People    int       `json:"people"`   // distinct
	Licenses  int       `json:"licenses"` // one person x one license, each once
	Units     int64     `json:"units"`    // licenses of people, and units that nobody has
	Today     FreeGain  `json:"gain_today"`
	AtRenewal FreeGain  `json:"gain_at_renewal"`
	Unknown   int64     `json:"gain_unknown"` // units of licenses of which it is not known what was bought
}

// Add adds a line to the sum; the people are counted by the caller.
func (s *FreeSum) Add(units, today, atRenewal int64, known bool, price *FreePrice) {
	s.Units += units
	if !known {
		s.Unknown += units
		return
	}
	s.Today.add(today, price)
	s.AtRenewal.add(atRenewal, price)
}

func (g *FreeGain) add(units int64, price *FreePrice) {
	g.Units += units
	switch {
	case price == nil:
		g.Cost.Unpriced += units
	case units != 0:
		g.Cost.AddSums(Sums{Money: map[string]Money{price.Currency: price.Month.Times(units)}})
	}
}

// FreeLeftOut counts the lines that are left out for a reason.
type FreeLeftOut struct {
	Reason LeftOut `json:"left_out"`
	People int     `json:"people"`
	Lines  int     `json:"lines"`
	Units  int64   `json:"units"`
}

// FreeWatch tells how long the use of a product has been watched.
type FreeWatch struct {
	Product Product `json:"product"`
	Since   Text    `json:"watched_since"` // null where nobody watches
	Until   Text    `json:"watched_until"`
	Off     FreeOff `json:"off"` // why no use can be told; null where it can
	// From is the first day on which no use can be told if watching goes on.
	From Text `json:"from"`
}

// CameBack is the licenses of deleted accounts: their units are free again, so
// they are in no group.
type CameBack struct {
	People   int               `json:"people"`   // who left, licensed or not: view departed
	Licenses int               `json:"licenses"` // one person x one license, as held on the last day
	By       []CameBackLicense `json:"by_license"`
}

// CameBackLicense is those of one license.
type CameBackLicense struct {
	License   Text `json:"license"`
	LicenseID Text `json:"license_id"`
	Licenses  int  `json:"licenses"`
}

// FreeSummary is what stands beside the lines.
type FreeSummary struct {
	SnapshotID int64         `json:"snapshot_id"`
	At         string        `json:"at"`
	Rules      FreeRules     `json:"rules"`
	Groups     []FreeSum     `json:"groups"` // in the order of FreeGroups
	People     int           `json:"people"` // distinct, of all groups
	Watches    []FreeWatch   `json:"watches"`
	LeftOut    []FreeLeftOut `json:"left_out"`
	CameBack   *CameBack     `json:"came_back"` // null where no directory was read
}

// Total adds up the groups.
func (s FreeSummary) Total() FreeSum {
	all := FreeSum{People: s.People}
	for _, g := range s.Groups {
		all.Licenses += g.Licenses
		all.Units += g.Units
		all.Unknown += g.Unknown
		all.Today.Units += g.Today.Units
		all.Today.Cost.AddSums(g.Today.Cost)
		all.AtRenewal.Units += g.AtRenewal.Units
		all.AtRenewal.Cost.AddSums(g.AtRenewal.Cost)
	}
	return all
}
