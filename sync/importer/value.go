package importer

import "licenseledger/store/ledger"

var truths = map[string]bool{
	"true": true, "yes": true, "1": true, "waar": true, "ja": true, "wahr": true, "vrai": true, "oui": true, "verdadero": true, "si": true,
	"false": false, "no": false, "0": false, "onwaar": false, "nee": false, "falsch": false, "nein": false, "faux": false, "non": false, "falso": false,
}

var yes, no = true, false

// readTruth reads yes or no in the languages of the header, and nil for a
// blank cell. ok is false for any other text. Nobody writes to what it gives.
func readTruth(cell string) (value *bool, ok bool) {
	switch cell {
	case "":
		return nil, true
	case "True", "TRUE": // as Microsoft writes them
		return &yes, true
	case "False", "FALSE":
		return &no, true
	}
	truth, ok := truths[ledger.FoldText(cell)]
	switch {
	case !ok:
		return nil, false
	case truth:
		return &yes, true
	default:
		return &no, true
	}
}
