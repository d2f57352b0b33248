package desktop

import "licenseledger/store/ledger"

// Sentence is one piece of evidence about how a person stands: a code that the
// page has words for, and what stands in them. Empty text means that it is not
// known, or that the sentence has none.
type Sentence struct {
	Code       ledger.EvidenceCode     `json:"code"`
	From       string                  `json:"from"` // RFC 3339
	At         string                  `json:"at"`   // RFC 3339
	Source     string                  `json:"source"`
	Confidence ledger.Confidence       `json:"confidence"`
	Why        ledger.ConfidenceReason `json:"why"`
	Rows       int                     `json:"rows"`
	OneOf      int                     `json:"oneOf"`
	License    string                  `json:"license"`
	By         string                  `json:"by"`    // direct or group
	Group      string                  `json:"group"` // its name
	Error      ledger.AssignmentError  `json:"error"`
}

func sentencesOf(evidence []ledger.Sentence) []Sentence {
	out := make([]Sentence, 0, len(evidence))
	for _, e := range evidence {
		out = append(out, Sentence{Code: e.Code, From: string(e.From), At: string(e.At), Source: string(e.Source),
			Confidence: ledger.Confidence(e.Confidence), Why: ledger.ConfidenceReason(e.Why), Rows: e.Rows, OneOf: e.OneOf,
			License: string(e.License), By: string(e.By), Group: string(e.Group), Error: ledger.AssignmentError(e.Error)})
	}
	return out
}
