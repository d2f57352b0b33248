package app

import (
	"context"
	"time"

	"licenseledger/sync/release"
)

// Release is what is known of newer versions of this program.
type Release struct {
	Version   string    // of this program
	Newest    string    // that there is
	Newer     bool      // Newest comes after Version
	Page      string    // where to read about it; "" when that is not told
	Published time.Time // zero when that is not told
}

// NewestRelease asks an address, over HTTPS and once, for the newest version. The
// program never does so by itself unless somebody switched it on, and it fetches
// no program. authorities, PEM, are trusted beside the system's; nil for none.
func NewestRelease(ctx context.Context, address string, authorities []byte) (Release, error) {
	transport, err := trusting(authorities)
	if err != nil {
		return Release{}, err
	}
	answer, err := release.Newest(ctx, address, transport)
	if err != nil {
		return Release{}, err
	}
	return Release{Version: Version, Newest: answer.Version, Newer: release.Newer(answer.Version, Version),
		Page: answer.Page, Published: answer.Published}, nil
}
