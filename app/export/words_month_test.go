package export

import (
	"testing"

	"licenseledger/store/ledger"
)

func TestWords_OfAMonthAreThereInEachLanguage(t *testing.T) {
	for key := range monthEnglish {
		if monthDutch[key] == "" {
			t.Errorf("Dutch lacks %s", key)
		}
	}
	for _, in := range []map[string]string{monthEnglish, monthDutch} {
		if len(in) != len(monthEnglish) {
			t.Errorf("%d words, want %d", len(in), len(monthEnglish))
		}
		for _, why := range []string{ledger.UnmovedNoReading, ledger.UnmovedNotRead, ledger.UnmovedOtherSource, ledger.UnmovedSameListing} {
			if in["unmoved_"+why] == "" {
				t.Errorf("no word for %s", why)
			}
		}
		for _, group := range ledger.FreeGroups() {
			if in["free_"+string(group)] == "" {
				t.Errorf("no word for %s", group)
			}
		}
		for _, off := range []ledger.FreeOff{ledger.FreeOffDirectory, ledger.FreeOffSeats, ledger.FreeOffNotKept, ledger.FreeOffNotRead, ledger.FreeOffStopped, ledger.FreeOffShort} {
			if in["off_"+string(off)] == "" {
				t.Errorf("no word for %s", off)
			}
		}
		for _, kind := range []PartKind{PartUntold, PartNotAssigned, PartOver} {
			if in["part_"+string(kind)] == "" {
				t.Errorf("no word for %s", kind)
			}
		}
		for sheet, most := range map[string]int{"summary": 31, "movement": 31, "centers": 31, "parts": 31, "people": 25, "back": 31, "free_up": 31} { // those of people may have a number
			if n := len([]rune(in[sheet])); n == 0 || n > most {
				t.Errorf("%q cannot name a sheet", in[sheet])
			}
		}
	}
}
