package store

import (
	"encoding/json"
	"slices"
	"testing"

	"licenseledger/store/ledger"
)

// FuzzAddressesOf compares what is read of plain lists at once with what encoding/json
// reads.
func FuzzAddressesOf(f *testing.F) {
	for _, proxies := range []string{"", "[]", `["a"]`, `["SMTP:Jane@Contoso.com","smtp:jane@contoso.com","x@y"]`, `["a",]`, `[,"a"]`, `["a""b"]`, `["a" ,"b"]`, `["a\u0041"]`, `["Ä"]`, `["a",1]`, `["a"`, `[null]`, "[\"a\tb\"]", `["","b"]`, `[""a"]`, `["1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","1"]`} {
		f.Add("jane@contoso.com", "Jane@contoso.com", proxies)
	}
	f.Fuzz(func(t *testing.T, upn, mail, proxies string) {
		all := []string{upn, mail}
		var more []string
		if json.Unmarshal([]byte(proxies), &more) == nil {
			all = append(all, more...)
		}
		var want []string
		for _, address := range all {
			if folded := ledger.FoldAddress(address); folded != "" && !slices.Contains(want, folded) {
				want = append(want, folded)
			}
		}
		if got := addressesOf(upn, mail, proxies); !slices.Equal(got, want) {
			t.Errorf("addresses %q, want %q", got, want)
		}
	})
}
