package importer

import (
	"bytes"
	"encoding/csv"
	"slices"
	"testing"

	"licenseledger/store/ledger"
)

// FuzzReadCostCenters: an address has one cost center, every line is accounted for at
// most once, and the same list written plainly is the same.
func FuzzReadCostCenters(f *testing.F) {
	for _, seed := range []string{"email,cost center\njane@contoso.com,12\nJANE@contoso.com,13\n", "sep=;\nmail;upn;kostenplaats\n a@b ;;\"x\ny\"\n;c@d;\n", "\xff\xfee\x00", "email,cost_center\n@,@\n@,@\n", "email\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		read, err := readCostCenters(bytes.NewReader(data), "centers.csv")
		if err != nil {
			if code := ledger.CodeOf(err); code != ledger.CodeInvalid && code != ledger.CodeNeedsAnswer {
				t.Fatalf("%q: %v", data, err)
			}
			return
		}
		var again bytes.Buffer
		plain := csv.NewWriter(&again)
		plain.Write([]string{"email", "cost_center"})
		seen := map[string]bool{}
		for _, line := range read.Lines {
			if seen[line.Address] || line.CostCenter == "" || line.Address != ledger.FoldAddress(line.Address) {
				t.Fatalf("%q gives %+v", data, line)
			}
			seen[line.Address] = true
			plain.Write([]string{line.Address, line.CostCenter})
		}
		for _, problem := range read.Problems {
			if problem.Text() == "" || !slices.Contains(CostCenterReasons(), problem.Reason) {
				t.Fatalf("%q: the problem %+v", data, problem)
			}
		}
		plain.Flush()
		if len(read.Lines) == 0 {
			return
		}
		second, err := readCostCenters(&again, "again.csv")
		if err != nil || len(second.Problems) > 0 || len(second.Lines) != len(read.Lines) {
			t.Fatalf("%q: written again: %+v, %v", data, second, err)
		}
		for n, line := range second.Lines {
			if line.CostCenterOf != read.Lines[n].CostCenterOf {
				t.Fatalf("written again, %+v is %+v", read.Lines[n], line)
			}
		}
	})
}
