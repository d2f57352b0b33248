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
}

// Evidence says how a person stands as of the newest reading, the answer first
// and then what it follows from. key is an object id or an address. Codes:
// not_found when nobody had it, invalid when several did.
func (w *Window) Evidence(key string) ([]Sentence, error) {
	return guard("read evidence", func() ([]Sentence, error) {
		opened, err := w.current()
		if err != nil {
			return nil, err
		}
		evidence, err := opened.Evidence(w.work, key)
		if err != nil {
			return nil, err
		}
		out := make([]Sentence, 0, len(evidence))
		for _, e := range evidence {
			out = append(out, Sentence{Code: e.Code, From: string(e.From), At: string(e.At), Source: string(e.Source),
				Confidence: ledger.Confidence(e.Confidence), Why: ledger.ConfidenceReason(e.Why), Rows: e.Rows, OneOf: e.OneOf})
		}
		return out, nil
	})
}
