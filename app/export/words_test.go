package export

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"licenseledger/store/ledger"
)

func allColumns() []column {
	return slices.Concat(listColumns, []column{expirationColumn}, moreColumns)
}

func TestColumns_FullHasEveryColumnOfARow(t *testing.T) {
	var keys []string
	for _, col := range allColumns() {
		keys = append(keys, col.key)
	}
	for _, key := range ledger.RowColumns() {
		if !slices.Contains(keys, key) {
			t.Errorf("the full layout lacks %s", key)
		}
	}
	for _, key := range keys {
		if !slices.Contains(ledger.RowColumns(), key) {
			t.Errorf("%s is no column of a row", key)
		}
	}
}

// Every value gets its own text, and each column must give back the one of its
// key: this finds a column that reads its neighbour.
func TestColumns_EachReadsItsOwnValue(t *testing.T) {
	r := ledger.Row{
		UserID: "user_id", UserName: "user_name", EmailAddress: "email_address", Service: "service", ServiceID: "service_id",
		License: "license", LicenseID: "license_id", AssignedDate: "assigned_date", ExpirationDate: "expiration_date",
		Product: "product", Origin: "origin", Tier: "tier", AssignedBy: "assigned_by", GroupName: "group_name", Status: "status",
		StatusSince: "status_since", LastKnownName: "last_known_name", LastKnownEmail: "last_known_email",
		IdentityConfidence: "identity_confidence", Candidates: []ledger.Candidate{{UserID: "candidates"}}, LastUsed: "last_used",
		LastUsedSource: "last_used_source", WatchedSince: "watched_since", FirstSeen: "first_seen", Department: "department",
		CostCenter: "cost_center", Source: "source", Basis: "basis", AsOf: "as_of", RestorableUntil: "restorable_until",
		TrialEnded: "trial_ended", AlsoPaid: "also_paid", TrialOrigin: "trial_origin",
	}
	for _, col := range allColumns() {
		if col.kind != kindFlag && string(col.text(&r)) != col.key {
			t.Errorf("column %s reads %s", col.key, col.text(&r))
		}
	}
}

func TestWords_EachLanguageHasAWordForEachCode(t *testing.T) {
	for language, in := range map[string]*words{"en": &english, "nl": &dutch} {
		seen := map[string]bool{}
		for _, col := range allColumns() {
			header := in.headers[col.name]
			if header == "" || seen[strings.ToLower(header)] {
				t.Errorf("%s: column %s has the header %q: none, or one that another column has", language, col.name, header)
			}
			seen[strings.ToLower(header)] = true
		}
		need := func(key string, codes ...string) {
			for _, code := range codes {
				if in.codes[key][code] == "" {
					t.Errorf("%s: no word for %s %s", language, key, code)
				}
			}
		}
		for _, s := range ledger.Statuses() {
			need("status", string(s))
		}
		need("identity_confidence", string(ledger.ConfidenceCertain), string(ledger.ConfidenceLikely), string(ledger.ConfidenceOneOfN), string(ledger.ConfidenceNone))
		need("product", string(ledger.ProductPowerApps), string(ledger.ProductPowerAutomate), string(ledger.ProductOther))
		need("origin", string(ledger.OriginOffice365), string(ledger.OriginDynamics365), string(ledger.OriginOtherProduct), string(ledger.OriginStandalone), string(ledger.OriginUnknown))
		need("tier", string(ledger.TierPaid), string(ledger.TierSeeded), string(ledger.TierTrial), string(ledger.TierFree), string(ledger.TierDeveloper))
		for _, b := range []ledger.Basis{ledger.BasisReport, ledger.BasisDirectory, ledger.BasisNone} {
			need("basis", string(b))
			if in.bases[b] == "" {
				t.Errorf("%s: no sentence for basis %s", language, b)
			}
		}
		for _, kind := range ledger.ChangeKinds() {
			need("change", kind)
		}
		for _, kind := range slices.Concat(ledger.PeopleChanges(), ledger.RowChanges()) {
			if strings.Count(in.changed[kind], "%s") != 1 {
				t.Errorf("%s: no sentence of a day for what %s", language, kind)
			}
		}
		for _, op := range ledger.FilterOps() {
			if strings.Count(in.filters[op], "%s") != 2 {
				t.Errorf("%s: no sentence for %s", language, op)
			}
		}
		for _, v := range ledger.ViewKinds() {
			if n := len([]rune(in.sheets[v])); n == 0 || n > 25 || strings.ContainsAny(in.sheets[v], `:\/?*[]'`) {
				t.Errorf("%s: %q cannot name the sheet of %s", language, in.sheets[v], v)
			}
		}
		for _, s := range ledger.Sources() {
			if in.sources[s.Name] == "" {
				t.Errorf("%s: no word for source %s", language, s.Name)
			}
		}
	}
	for name, both := range map[string][2]map[string]string{
		"first sheet": {english.about, dutch.about}, "other sheets": {english.more, dutch.more},
		"changes": {english.codes["change"], dutch.codes["change"]}, "changed": {english.changed, dutch.changed},
	} {
		one, other := slices.Sorted(maps.Keys(both[0])), slices.Sorted(maps.Keys(both[1]))
		if fmt.Sprint(one) != fmt.Sprint(other) {
			t.Errorf("%s: en has %v, nl has %v", name, one, other)
		}
	}
}

// Who exports finds the words of the window in the file. Since when somebody has
// their status is two columns there, and has headers of its own.
func TestWords_AreThoseOfTheWindow(t *testing.T) {
	for language, in := range map[string]*words{"en": &english, "nl": &dutch} {
		text, err := os.ReadFile(filepath.Join("..", "..", "frontend", "src", "i18n", language+".json"))
		if err != nil {
			t.Fatal(err)
		}
		var window struct {
			Columns map[string]string
			Words   map[string]any
		}
		if err := json.Unmarshal(text, &window); err != nil {
			t.Fatal(err)
		}
		for key, header := range in.headers {
			if want := window.Columns[key]; header != want && !strings.HasPrefix(key, "status_since_") {
				t.Errorf("%s: the header of %s is %q, in the window %q", language, key, header, want)
			}
		}
		for key, codes := range in.codes {
			if key == "change" { // which the window says in sentences with numbers
				continue
			}
			shown, _ := window.Words[key].(map[string]any)
			for code, word := range codes {
				if shown[code] != word {
					t.Errorf("%s: %s %s is %q, in the window %q", language, key, code, word, shown[code])
				}
			}
		}
	}
}

func TestColumnWidths_HoldHeadersAndDates(t *testing.T) {
	for _, in := range []*words{&english, &dutch} {
		widths, err := columnWidths(t.Context(), allColumns(), contoso(), in)
		if err != nil {
			t.Fatal(err)
		}
		for i, col := range allColumns() {
			if n := float64(len([]rune(in.headers[col.name]))); widths[i] < n+filterButton {
				t.Errorf("%s: width %.1f for a header of %v characters and its button", in.headers[col.name], widths[i], n)
			}
			if col.key == "assigned_date" && widths[i] < secondsColumn {
				t.Errorf("%s: width %.1f", col.key, widths[i])
			}
		}
	}
}
