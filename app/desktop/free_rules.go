package desktop

import (
	"licenseledger/app"
	"licenseledger/store/ledger"
)

// FreeChoices is what people decided of licenses to free up.
type FreeChoices struct {
	Rules  ledger.FreeRules `json:"rules"`
	Kept   []FreeKept       `json:"kept"`   // people who are left out, the last first
	Covers []FreeCover      `json:"covers"` // by the names of licenses
	// Licenses of the tenant and of the covers, to choose from.
	Licenses []FreeLicense `json:"licenses"`
}

// FreeKept is a person whose licenses stay.
type FreeKept struct {
	UserID   string `json:"user_id"`
	UserName string `json:"user_name"` // empty where the day does not know them
	KeptAt   string `json:"keptAt"`
	Note     string `json:"note"`
}

// FreeCover says that one license brings all that another does.
type FreeCover struct {
	LicenseID string `json:"licenseId"`
	License   string `json:"license"`
	CoversID  string `json:"coversId"`
	Covers    string `json:"covers"`
	Own       bool   `json:"own"`     // as somebody said; the others are built in
	Removed   bool   `json:"removed"` // built in, and no longer held for true
}

// FreeLicense is a license to choose.
type FreeLicense struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// FreeChoices tells what people decided; at, as in ViewRequest, is the day of
// which names are told.
func (w *Window) FreeChoices(at string) (FreeChoices, error) {
	return guard("read what is left out", func() (FreeChoices, error) {
		out := FreeChoices{Kept: []FreeKept{}, Covers: []FreeCover{}, Licenses: []FreeLicense{}}
		opened, err := w.current()
		if err != nil {
			return out, err
		}
		if at == "latest" {
			at = ""
		}
		if out.Rules, err = opened.FreeRules(w.work); err != nil {
			return out, err
		}
		if out.Rules.LeaveOut == nil {
			out.Rules.LeaveOut = []string{}
		}
		kept, err := opened.KeptLicenses(w.work, at)
		if err != nil {
			return out, err
		}
		for _, k := range kept {
			out.Kept = append(out.Kept, FreeKept{UserID: string(k.UserID), UserName: string(k.UserName), KeptAt: string(k.KeptAt), Note: string(k.Note)})
		}
		covers, err := opened.Covers(w.work)
		if err != nil {
			return out, err
		}
		for _, c := range covers {
			out.Covers = append(out.Covers, FreeCover{LicenseID: c.LicenseID, License: string(c.License), CoversID: c.CoversID, Covers: string(c.Covers), Own: c.Own, Removed: c.Removed})
		}
		licenses, err := opened.CoverLicenses(w.work)
		for _, l := range licenses {
			out.Licenses = append(out.Licenses, FreeLicense{ID: l.ID, Name: string(l.Name)})
		}
		return out, err
	})
}

// ofFreeing is what to read again when other licenses can be taken back.
var ofFreeing = []string{"freeUp"}

// SaveFreeRules chooses how licenses to free up are looked for. Codes: invalid,
// usage, read_only.
func (w *Window) SaveFreeRules(rules ledger.FreeRules) error {
	return w.change("set rules to free up", ofFreeing, func(opened *app.Ledger) error { return opened.SetFreeRules(w.work, rules) })
}

// KeepLicenses leaves a person out, by object id. Codes: invalid, read_only.
func (w *Window) KeepLicenses(userID, note string) error {
	return w.change("leave person out", ofFreeing, func(opened *app.Ledger) error { return opened.KeepLicenses(w.work, userID, note) })
}

// ReleaseLicenses takes that back.
func (w *Window) ReleaseLicenses(userID string) error {
	return w.change("no longer leave person out", ofFreeing, func(opened *app.Ledger) error { return opened.ReleaseLicenses(w.work, userID) })
}

// SaveCover says whether a license brings all that another does. Codes: invalid,
// read_only.
func (w *Window) SaveCover(licenseID, coversID string, is bool) error {
	return w.change("set what covers what", ofFreeing, func(opened *app.Ledger) error { return opened.SetCover(w.work, licenseID, coversID, is) })
}
