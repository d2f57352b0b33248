package cli

import (
	"path/filepath"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// warnOfPlace tells once, before it is written to, when a ledger lies where it
// is not safe.
func warnOfPlace(s *streams, file string) {
	place := app.PlaceOf(file)
	switch place.Kind {
	case ledger.PlaceNetwork:
		s.note("%s lies on a network share (%s), where two computers can damage it: keep it on this computer and share copies made by \"licensectl backup\".",
			filepath.Base(file), place.Name)
	case ledger.PlaceCloud:
		s.note("%s lies in a folder that %s copies elsewhere while it is written, with the names in it: keep it in another folder and put copies made by \"licensectl backup\" there.",
			filepath.Base(file), place.Name)
	}
}

// noteCopy tells where the file lies as it was before it was brought up to date.
func noteCopy(s *streams, file, kept string) {
	if kept != "" {
		s.note("%s was made by an older version and was brought up to date. As it was it lies beside it: %s", filepath.Base(file), filepath.Base(kept))
	}
}
