package store

import (
	"fmt"

	"licenseledger/store/ledger"
)

// licenseUse gives a line of a license download as it may be kept. A line with
// the id of a forgotten account is that person's whatever else it says.
func (e *erasures) licenseUse(f ledger.LicenseUse) (ledger.LicenseUse, error) {
	k := e.keyOfID(f.UserID)
	if k == nil {
		var err error
		if k, err = e.keyOfLine(f.UserName, f.EmailAddress); err != nil {
			return f, fmt.Errorf("look whose a line is: %w", err)
		}
	}
	if k != nil && !ledger.IsErased(f.UserName) && (!ledger.IsFiller(f.UserName) || !ledger.IsFiller(f.EmailAddress)) {
		f.UserName = k.name(f.UserName, f.EmailAddress)
		if !ledger.IsFiller(f.EmailAddress) {
			f.EmailAddress = k.address(f.EmailAddress)
		}
	}
	f.Environment, f.App = e.called(f.Environment), e.called(f.App)
	return f, nil
}

func (e *erasures) keyOfID(id string) *erasureKey {
	if id == "" {
		return nil
	}
	return e.keyOfAccount(id, "", "", "")
}

// called gives the name of a thing as it may be kept. One with the name of a
// forgotten person in it ("Jane Doe's Environment") goes as a whole: what stands
// in for it differs for things that differ, so that lines do.
func (e *erasures) called(text string) string {
	if text == "" || ledger.IsErased(text) {
		return text
	}
	known, ok := e.things[text]
	if !ok {
		if known = text; e.without(text, false) != text {
			known = e.keys[0].name(text)
		}
		if len(e.things) < textsRemembered {
			e.things[text] = known
		}
	}
	return known
}
