package graph_test

import (
	"strings"
	"testing"

	"licenseledger/store/ledger"
	"licenseledger/sync/graph"
)

func TestCheckCostCenter(t *testing.T) {
	app := "extension_" + strings.Repeat("0a", 16)
	for property, good := range map[string]bool{
		"": true, "employeeOrgData": true, "extensionAttribute1": true, "extensionAttribute15": true, app + "_costCenter": true,
		"extensionAttribute0": false, "extensionAttribute16": false, "extensionattribute7": false, "department": false, app: false, app + "_": false,
		app + "_a,b": false, "extension_x_costCenter": false, "employeeOrgData,department": false, app + "_a&$filter=x": false,
	} {
		if err := graph.CheckCostCenter(property); (err == nil) != good || !good && ledger.CodeOf(err) != ledger.CodeUsage {
			t.Errorf("%q: err = %v", property, err)
		}
	}
}
