package graph

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// EmployeeOrgData is the property that tells cost centers unless somebody chose
// another.
// https://learn.microsoft.com/graph/api/resources/employeeorgdata
const EmployeeOrgData = "employeeOrgData"

// extensionAttributes holds the fifteen that come from an Exchange schema.
// https://learn.microsoft.com/graph/api/resources/onpremisesextensionattributes
const extensionAttributes = "onPremisesExtensionAttributes"

var (
	extensionAttribute = regexp.MustCompile(`^extensionAttribute([1-9]|1[0-5])$`)
	// A directory extension is called by the app that registered it.
	// https://learn.microsoft.com/graph/extensibility-overview#directory-microsoft-entra-id-extensions
	directoryExtension = regexp.MustCompile(`^extension_[0-9a-f]{32}_[A-Za-z0-9_]{1,200}$`)
)

// CheckCostCenter refuses what is no property that can tell cost centers. ""
// is EmployeeOrgData. Code usage.
func CheckCostCenter(property string) error {
	if property == "" || property == EmployeeOrgData || extensionAttribute.MatchString(property) || directoryExtension.MatchString(property) {
		return nil
	}
	return ledger.Errorf(ledger.CodeUsage, "choose cost center", "%q is no property that can tell cost centers. Give %s, extensionAttribute1 to extensionAttribute15, "+
		"or a directory extension with its whole name, such as extension_00000000000000000000000000000000_costCenter.", property, EmployeeOrgData)
}

// costCenter is the property of an account that tells its cost center; "" is
// EmployeeOrgData.
type costCenter string

func costCenterOf(property string) costCenter {
	if property == EmployeeOrgData {
		return ""
	}
	return costCenter(property)
}

// field is what $select calls it. Of the fifteen attributes none can be had alone.
func (c costCenter) field() string {
	switch {
	case c == "":
		return EmployeeOrgData
	case c.isExtension():
		return string(c)
	}
	return extensionAttributes
}

func (c costCenter) isExtension() bool { return strings.HasPrefix(string(c), extensionPrefix) }

const extensionPrefix = "extension_"

// in puts the property in the place of the usual one.
func (c costCenter) in(fields string) string {
	return strings.Replace(fields, EmployeeOrgData, c.field(), 1)
}

// of gives an account's.
func (c costCenter) of(u *user) string {
	switch {
	case c == "":
		return u.EmployeeOrgData.CostCenter
	case c.isExtension():
		return u.extension
	}
	return u.ExtensionAttributes[string(c)]
}

// note keeps the property with a place where reading goes on: with another one,
// that place is of no use.
func (c costCenter) note(place string) string {
	if c == "" || place == "" {
		return place
	}
	return string(c) + "\t" + place
}

// noted takes the property off a place; ok is false when it was another.
func (c costCenter) noted(place string) (_ string, ok bool) {
	property, plain, other := strings.Cut(place, "\t")
	if !other {
		return place, c == "" || place == ""
	}
	return plain, property == string(c)
}

// explain says of a refusal what may be behind it.
func (c costCenter) explain(err error) error {
	if !c.isExtension() || ledger.CodeOf(err) != ledger.CodeInvalid {
		return err
	}
	return ledger.Errorf(ledger.CodeInvalid, "read users",
		"Microsoft did not give a list of people with the property %s, which was chosen for cost centers. If the tenant has none of that name, choose another in Settings > What is read, or with \"licensectl connect --cost-center\".", c).Because(err)
}

// extendedUser is a user whose directory extension is read too. Graph leaves it
// out where it was never set, and nothing else that is asked for begins so.
type extendedUser struct{ user }

// UnmarshalJSON implements json.Unmarshaler.
func (e *extendedUser) UnmarshalJSON(data []byte) error {
	if err := json.Unmarshal(data, &e.user); err != nil {
		return err
	}
	var said map[string]json.RawMessage
	if err := json.Unmarshal(data, &said); err != nil {
		return err
	}
	e.user.extension = extensionIn(said)
	return nil
}

// extensionIn gives the value of a directory extension as text; the first by name of
// several, of which one alone was asked for. Of one that has several values nobody can
// say which is the cost center.
func extensionIn(said map[string]json.RawMessage) string {
	var names []string
	for name := range said {
		if strings.HasPrefix(name, extensionPrefix) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		value := said[name]
		var text string
		var number json.Number
		switch {
		case json.Unmarshal(value, &text) == nil:
			return strings.TrimSpace(text)
		case json.Unmarshal(value, &number) == nil:
			return number.String()
		}
	}
	return ""
}
