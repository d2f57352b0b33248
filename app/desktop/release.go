package desktop

import (
	"time"

	"licenseledger/app"
)

// Release is the newest version there is, as far as the address of the settings
// knows.
type Release struct {
	Version   string `json:"version"`
	Newer     bool   `json:"newer"`     // than this program
	Page      string `json:"page"`      // where to read about it; "" when that is not told
	Published string `json:"published"` // RFC 3339, UTC; "" when that is not told
}

// NewestRelease asks the address of the settings, once. The page calls it when
// somebody clicks, and at the start only where that was switched on. Codes:
// invalid, not_found, offline.
func (w *Window) NewestRelease() (Release, error) {
	return guard("look for a newer version", func() (Release, error) {
		r, err := app.NewestRelease(w.work, w.chosen().Releases, nil)
		if err != nil {
			return Release{}, err
		}
		newest := Release{Version: r.Newest, Newer: r.Newer, Page: r.Page}
		if !r.Published.IsZero() {
			newest.Published = r.Published.UTC().Format(time.RFC3339)
		}
		return newest, nil
	})
}
