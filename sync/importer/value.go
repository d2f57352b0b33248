package importer

import "licenseledger/store/ledger"

var truths = map[string]bool{
	"true": true, "yes": true, "1": true, "waar": true, "ja": true, "wahr": true, "vrai": true, "oui": true, "verdadero": true, "si": true,
	"false": false, "no": false, "0": false, "onwaar": false, "nee": false, "falsch": false, "nein": false, "faux": false, "non": false, "falso": false,
}

// readTruth reads yes or no in the languages of the header, and nil for a
// blank cell. ok is false for any other text.
func readTruth(cell string) (value *bool, ok bool) {
	if cell == "" {
		return nil, true
	}
	truth, ok := truths[ledger.FoldText(cell)]
	if !ok {
		return nil, false
	}
	return &truth, true
}
