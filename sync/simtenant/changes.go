package simtenant

// A change is one account of which something changed that the directory tracks.
type change struct {
	who   int32
	props uint64 // of userValues, by their place in trackedProperties
	what  changeKind

	before, after uint32 // the neighbours of the same account, by their place plus 1
}

type changeKind uint8

const (
	isChanged changeKind = iota
	isRemoved            // deleted; it can be restored
	isGone               // for good
)

// trackedProperties are the user properties whose changes the directory tells.
// The manager is a relation, and licenseAssignmentStates are not kept there.
// https://learn.microsoft.com/graph/api/user-delta
var trackedProperties = []string{
	"accountEnabled", "assignedLicenses", "assignedPlans", "businessPhones", "city", "companyName", "country", "createdDateTime",
	"department", "displayName", "employeeHireDate", "employeeId", "employeeOrgData", "employeeType", "givenName", "id", "jobTitle", "mail",
	"mailNickname", "mobilePhone", "officeLocation", "onPremisesExtensionAttributes", "onPremisesSyncEnabled", "otherMails",
	"preferredLanguage", "proxyAddresses", "state", "surname", "usageLocation", "userPrincipalName", "userType",
	directoryExtension,
}

// directoryExtension stands for the one that is registered.
const directoryExtension = "extension_"

// untrackedProperties can be selected although a change of them is never told.
var untrackedProperties = []string{"deletedDateTime", "licenseAssignmentStates"}

const everyProperty = ^uint64(0)

// propertySet gives the places of properties.
func propertySet(names ...string) (set uint64) {
	for i, name := range trackedProperties {
		if contains(names, name) {
			set |= 1 << i
		}
	}
	return set
}

var (
	namesChanged    = propertySet("displayName", "surname", "userPrincipalName", "mail", "mailNickname", "proxyAddresses")
	signInChanged   = propertySet("accountEnabled")
	licensesChanged = propertySet("assignedLicenses", "assignedPlans")
)

// track notes what the directory will tell of an event. Trials inside the
// product and use are not the directory's.
func (w *world) track(who int32, what string, license int16) {
	c := change{who: who}
	switch what {
	case "joined", "returned":
		c.props = everyProperty
	case "renamed":
		c.props = namesChanged
	case "blocked", "unblocked":
		c.props = signInChanged
	case "left":
		c.props, c.what = everyProperty, isRemoved
	case "purged":
		c.props, c.what = everyProperty, isGone
	case "got", "lost", "trial_started", "trial_expired":
		if license >= 0 && !catalog[license].internal() {
			c.props = licensesChanged
		}
	}
	if c.props == 0 {
		return
	}
	c.before = w.lastChange[who]
	w.changed = append(w.changed, c)
	place := uint32(len(w.changed))
	if c.before != 0 {
		w.changed[c.before-1].after = place
	}
	w.lastChange[who] = place
}

// toldUpTo gives what changed of the account of a change from a place on, and
// whether nothing of these properties changes after it and before another place.
func (w *world) toldUpTo(at, from, to uint32, props uint64) (told uint64, latest bool) {
	latest = true
	for n := at + 1; n > from; n = w.changed[n-1].before {
		told |= w.changed[n-1].props
	}
	for n := w.changed[at].after; n != 0 && n <= to; n = w.changed[n-1].after {
		told |= w.changed[n-1].props
		latest = latest && w.changed[n-1].props&props == 0
	}
	return told, latest
}
