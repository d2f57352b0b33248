package cli

import (
	"strings"
	"testing"
	"time"

	"licenseledger/store/ledger"
)

func TestEvidenceText_EveryCodeHasWordsOfItsOwn(t *testing.T) {
	seen := map[string]string{}
	check := func(e ledger.Sentence) {
		text := evidenceText(e, time.UTC)
		name := string(e.Code) + " " + string(e.Why)
		if text == "" || strings.Contains(text, "  ") || strings.Contains(text, "%!") || !strings.HasSuffix(text, ".") {
			t.Errorf("%s reads %q", name, text)
		}
		if other, ok := seen[text]; ok {
			t.Errorf("%s and %s read the same: %q", name, other, text)
		}
		seen[text] = name
	}
	for _, code := range ledger.EvidenceCodes() {
		if code != ledger.EvidenceUnknown && code != ledger.EvidenceNotAssigned {
			check(ledger.Sentence{Code: code, From: "2026-11-12T06:30:00Z", At: "2026-11-13T06:30:00Z", Source: ledger.SourceUsers})
		}
	}
	for _, why := range ledger.AssignmentErrors() {
		failed := ledger.Sentence{Code: ledger.EvidenceNotAssigned, At: "2026-11-13T06:30:00Z", License: "Power Apps Premium", By: "direct", Error: ledger.Text(why)}
		check(failed)
		failed.By = "group"
		check(failed)
		failed.Group = "Makers"
		check(failed)
	}
	for _, why := range ledger.ConfidenceReasons() {
		check(ledger.Sentence{Code: ledger.EvidenceUnknown, From: "2026-11-12T06:30:00Z", At: "2026-11-13T06:30:00Z", Why: ledger.Text(why), Rows: 2, OneOf: 3})
	}
}

func TestEvidenceText_TellsMomentsInTheLedgersZone(t *testing.T) {
	zone := time.FixedZone("", 2*60*60)
	for want, e := range map[string]ledger.Sentence{
		"Left between 12 Nov 2026 08:30 and 13 Nov 2026 08:30.": {Code: ledger.EvidenceLeft, From: "2026-11-12T06:30:00Z", At: "2026-11-13T06:30:00Z"},
		"Left on 12 Nov 2026 18:20.":                            {Code: ledger.EvidenceLeft, From: "2026-11-12T16:20:00Z", At: "2026-11-12T16:20:00Z"},
		"Left by 13 Nov 2026 08:30.":                            {Code: ledger.EvidenceLeft, At: "2026-11-13T06:30:00Z"},
	} {
		if got := evidenceText(e, zone); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
