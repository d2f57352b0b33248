package graph

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/rest"
)

// Users also reads what changed since an earlier listing.
// https://learn.microsoft.com/graph/api/user-delta
// Permission: User.Read.All. Clouds: all; not for External ID and B2C tenants.
//
// It tells of accounts, and of their licenses only where Config says so. Never
// of managers, nor of licenseAssignmentStates: those are kept from the listing
// before, and whoever is new, or has other licenses, is looked up whole.
var _ engine.Changer = (*Users)(nil)

const (
	deltaFields = "displayName,userPrincipalName,mail,proxyAddresses,accountEnabled,userType,createdDateTime," +
		"department,companyName,jobTitle,country,officeLocation,usageLocation,employeeOrgData"
	deltaLicenses = ",assignedLicenses,assignedPlans"
)

// With more changes than these a whole reading is as quick. Look-ups go by twenty, and a
// whole reading by 999: one of a fiftieth of all takes as many calls.
const (
	mostChanged   = 50_000
	mostLookUps   = 2_000 // of accounts that are not too many, or of which nobody knows how many
	mostLookUpsOf = 50
)

// delta is the envelope of one page of changes: it leads on to the next page,
// or says where the next changes are told.
// https://learn.microsoft.com/graph/delta-query-overview
type delta struct {
	Value     *[]changedUser `json:"value"`
	NextLink  string         `json:"@odata.nextLink"`
	DeltaLink string         `json:"@odata.deltaLink"`
}

// Mark implements engine.Changer; see markOf for what a mark is.
func (s *Users) Mark(ctx context.Context) (string, error) {
	fields := s.tenant.costCenter.in(deltaFields)
	if s.tenant.licenses {
		fields += deltaLicenses
	}
	query := url.Values{"$select": {fields}, "$deltatoken": {"latest"}}
	on := s.tenant.onward(opChanges)
	for address := s.tenant.base + "/users/delta?" + query.Encode(); ; {
		got, err := s.fetchChanges(ctx, address).changes()
		if err != nil {
			return "", err
		}
		if got.DeltaLink != "" {
			return s.markAt(ctx, got.DeltaLink)
		}
		if err := on.brought(nil); err != nil {
			return "", err
		}
		if address, err = on.following(address, got.NextLink); err != nil {
			return "", err
		}
	}
}

func (s *Users) markAt(ctx context.Context, deltaLink string) (string, error) {
	link, err := s.tenant.cursor(opChanges, deltaLink)
	if err != nil {
		return "", err
	}
	accounts, _, err := s.count(ctx)
	return s.tenant.costCenter.note(markOf(link, accounts)), err
}

const opChanges = "read changed users"

// fetchChanges asks for one page.
func (s *Users) fetchChanges(ctx context.Context, address string) *fetched {
	return s.tenant.fetch(ctx, listing{op: opChanges, needs: usersNeed}, address, nil)
}

// changes waits for a page of changes.
func (f *fetched) changes() (delta, error) {
	var got delta
	if <-f.arrived; f.err != nil {
		return got, f.err
	}
	err := rest.Decode(f.request, f.answer, &got)
	if err == nil && (got.Value == nil || (got.NextLink == "") == (got.DeltaLink == "")) {
		err = ledger.Errorf(ledger.CodeInvalid, opChanges, "Microsoft's answer does not say how its changes go on. They were not used.")
	}
	return got, err
}

// Changes implements engine.Changer. While a page is looked into, the next one is fetched.
func (s *Users) Changes(ctx context.Context, mark string, known engine.Known, emit func(ledger.Page) error) (string, error) {
	mark, ok := s.tenant.costCenter.noted(mark)
	if !ok {
		return "", ledger.Errorf(ledger.CodeStale, opChanges, "Another property tells cost centers now, so everything is read.")
	}
	link, accounts := ofMark(mark)
	address, err := s.tenant.resume(opChanges, link)
	if err != nil {
		return "", err
	}
	round := &round{users: s, known: known, said: map[string]ledger.Object{}, listed: map[string]bool{}, most: max(mostLookUps, int(accounts)/mostLookUpsOf)}
	on := s.tenant.onward(opChanges)
	fetching, stop := context.WithCancel(ctx)
	next := s.fetchChanges(fetching, address)
	defer func() {
		stop()
		<-next.arrived
	}()
	for {
		this := next
		got, err := this.changes()
		if err != nil {
			return "", err
		}
		page := ledger.Page{At: ledger.InstantOf(this.answer.At)}
		if got.DeltaLink == "" {
			if address, err = on.following(address, got.NextLink); err != nil {
				return "", err
			}
			next = s.fetchChanges(fetching, address)
			if page.Cursor, err = s.tenant.cursor(opChanges, address); err != nil {
				return "", err
			}
		}
		if page.Objects, err = round.objects(ctx, *got.Value); err != nil {
			return "", err
		}
		if got.DeltaLink == "" {
			if err := on.brought(owners(page.Objects)); err != nil {
				return "", err
			}
		}
		if err := emit(page); err != nil {
			return "", err
		}
		if got.DeltaLink != "" {
			next, err := round.end(ctx, got.DeltaLink, accounts)
			return s.tenant.costCenter.note(next), err
		}
	}
}

// round is one reading of changes. Microsoft may tell of an account more than
// once in it; the last word counts.
type round struct {
	users   *Users
	known   engine.Known
	said    map[string]ledger.Object // what was handed on of accounts so far
	listed  map[string]bool          // those of them that were there before
	lookUps int
	most    int // look-ups
}

// objects makes of a page of changes the accounts as they are now.
func (r *round) objects(ctx context.Context, changed []changedUser) ([]ledger.Object, error) {
	changed = lastOfEach(changed)
	var asked []string
	for i := range changed {
		if _, ok := r.said[changed[i].owner()]; !ok {
			asked = append(asked, changed[i].owner())
		}
	}
	listed, err := r.known(ctx, asked)
	if err != nil {
		return nil, err
	}
	before := make(map[string]ledger.Object, len(listed))
	for _, o := range listed {
		before[o.Owner], r.listed[o.Owner] = o, true
	}
	var objects []ledger.Object
	var whole []string // to look up
	for i := range changed {
		c := &changed[i]
		was, ok := r.said[c.owner()]
		if !ok {
			was = before[c.owner()]
		}
		switch {
		case c.Removed != nil: // one who is not listed is removed to no end
			objects = append(objects, ledger.Object{Owner: c.owner()})
		case len(was.Facts) == 0 || c.movesLicenses(was):
			whole = append(whole, c.owner())
		default:
			objects = append(objects, r.users.tenant.onto(c, was))
		}
	}
	found, err := r.lookUp(ctx, whole)
	if err != nil {
		return nil, err
	}
	objects = append(objects, found...)
	for _, o := range objects {
		r.said[o.Owner] = o
	}
	if len(r.said) > mostChanged {
		return nil, tooMuch()
	}
	return objects, nil
}

// lookUp asks for accounts whole. Who is gone again is no longer listed.
func (r *round) lookUp(ctx context.Context, owners []string) ([]ledger.Object, error) {
	if r.lookUps += len(owners); r.lookUps > r.most {
		return nil, tooMuch()
	}
	found, _, err := r.users.Confirm(ctx, owners)
	if err != nil {
		return nil, err
	}
	is := map[string]bool{}
	for _, o := range found {
		is[o.Owner] = true
	}
	for _, owner := range owners {
		if !is[owner] {
			found = append(found, ledger.Object{Owner: owner})
		}
	}
	return found, nil
}

func tooMuch() error {
	return ledger.Errorf(ledger.CodeStale, opChanges, "So much changed that reading everything is as quick.")
}

// lastOfEach keeps the last word on every account.
func lastOfEach(changed []changedUser) []changedUser {
	last := make(map[string]int, len(changed))
	for i := range changed {
		last[changed[i].owner()] = i
	}
	kept := changed[:0:0]
	for i := range changed {
		if last[changed[i].owner()] == i {
			kept = append(kept, changed[i])
		}
	}
	return kept
}

// changedUser is an account of which something changed. What is not said of it
// is as it was: the property was never set, or only what changed was said. What
// was taken away is said as null.
type changedUser struct {
	user
	Removed *struct {
		Reason string `json:"reason"` // changed: it can be restored; deleted: it is gone for good
	} `json:"@removed"`
	said map[string]json.RawMessage
}

// UnmarshalJSON implements json.Unmarshaler.
func (c *changedUser) UnmarshalJSON(data []byte) error {
	type plain changedUser // without this method
	if err := json.Unmarshal(data, (*plain)(c)); err != nil {
		return err
	}
	err := json.Unmarshal(data, &c.said)
	c.extension = extensionIn(c.said)
	return err
}

func (c *changedUser) owner() string { return strings.ToLower(c.ID) }

// onto gives an account as it was, with what changed.
func (t *Tenant) onto(c *changedUser, was ledger.Object) ledger.Object {
	now := ledger.Object{Owner: was.Owner}
	for _, fact := range was.Facts {
		if account, ok := fact.(ledger.User); ok {
			changed := account
			told := t.accountOf(c.user)
			for name, take := range userProperties {
				if name == EmployeeOrgData {
					name = t.costCenter.field()
				}
				if _, ok := c.said[name]; ok {
					take(&changed, &told)
				}
			}
			fact = changed
		}
		now.Facts = append(now.Facts, fact)
	}
	return now
}

// userProperties copies what one property tells.
var userProperties = map[string]func(to, from *ledger.User){
	"displayName":       func(to, from *ledger.User) { to.DisplayName = from.DisplayName },
	"userPrincipalName": func(to, from *ledger.User) { to.UserPrincipalName = from.UserPrincipalName },
	"mail":              func(to, from *ledger.User) { to.Mail = from.Mail },
	"proxyAddresses":    func(to, from *ledger.User) { to.ProxyAddresses = from.ProxyAddresses },
	"accountEnabled":    func(to, from *ledger.User) { to.AccountEnabled = from.AccountEnabled },
	"userType":          func(to, from *ledger.User) { to.UserType = from.UserType },
	"createdDateTime":   func(to, from *ledger.User) { to.CreatedAt = from.CreatedAt },
	"department":        func(to, from *ledger.User) { to.Department = from.Department },
	"companyName":       func(to, from *ledger.User) { to.CompanyName = from.CompanyName },
	"jobTitle":          func(to, from *ledger.User) { to.JobTitle = from.JobTitle },
	"country":           func(to, from *ledger.User) { to.Country = from.Country },
	"officeLocation":    func(to, from *ledger.User) { to.OfficeLocation = from.OfficeLocation },
	"usageLocation":     func(to, from *ledger.User) { to.UsageLocation = from.UsageLocation },
	EmployeeOrgData:     func(to, from *ledger.User) { to.CostCenter = from.CostCenter },
}

// movesLicenses tells whether other licenses or services are told than the
// account had: how they came only a look-up tells.
func (c *changedUser) movesLicenses(was ledger.Object) bool {
	_, licensesSaid := c.said["assignedLicenses"]
	_, plansSaid := c.said["assignedPlans"]
	var hadLicenses, hadPlans, has []string
	for _, fact := range was.Facts {
		switch f := fact.(type) {
		case ledger.Assignment:
			if f.State != "Error" && f.State != "Disabled" { // then nothing is held by it
				hadLicenses = append(hadLicenses, f.SkuID+f.DisabledPlans)
			}
		case ledger.AssignedPlan:
			hadPlans = append(hadPlans, f.ServicePlanID+f.CapabilityStatus+f.AssignedAt.String())
		}
	}
	if licensesSaid {
		for _, l := range c.AssignedLicenses {
			has = append(has, strings.ToLower(l.SkuID)+disabled(l.DisabledPlans))
		}
		if !sameSet(hadLicenses, has) {
			return true
		}
	}
	if !plansSaid {
		return false
	}
	has = has[:0]
	for _, fact := range powerPlans(c.owner(), c.AssignedPlans) {
		if p, ok := fact.(ledger.AssignedPlan); ok {
			has = append(has, p.ServicePlanID+p.CapabilityStatus+p.AssignedAt.String())
		}
	}
	return !sameSet(hadPlans, has)
}

func sameSet(a, b []string) bool {
	for _, words := range []*[]string{&a, &b} {
		slices.Sort(*words)
		*words = slices.Compact(*words)
	}
	return slices.Equal(a, b)
}
