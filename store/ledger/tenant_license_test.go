package ledger_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
)

func TestFindLicense(t *testing.T) {
	const (
		e3, basic, basic2 = "6fd2c87f-b296-42f0-b197-1e91e994b900", "3b555118-da6a-4418-894f-7df1e2096870", "dab7782a-93b1-4074-8bb1-0e61318bea0b"
		perUser, unheard  = "b30411f5-fea1-4a59-9ad9-3db7c7ead579", "11111111-1111-1111-1111-111111111111"
	)
	all := []ledger.TenantLicense{ledger.NewTenantLicense(e3, "ENTERPRISEPACK", true), ledger.NewTenantLicense(basic, "O365_BUSINESS_ESSENTIALS", true),
		ledger.NewTenantLicense(basic2, "SMB_BUSINESS_ESSENTIALS", true), ledger.NewTenantLicense(perUser, "POWERAPPS_PER_USER", true), ledger.NewTenantLicense(unheard, "CONTOSO_SPECIAL", false)}
	find := func(words string) []string {
		ids := []string{}
		for _, l := range ledger.FindLicense(words, all) {
			ids = append(ids, l.ID)
		}
		return ids
	}
	for words, want := range map[string][]string{
		e3: {e3}, "6FD2C87F-B296-42F0-B197-1E91E994B900": {e3}, "enterprisepack": {e3}, " Office 365 E3 ": {e3}, "office 365 e3": {e3},
		"PowerApps Premium": {perUser}, "CONTOSO_SPECIAL": {unheard}, // in a spelling of its time, and one that nobody else knows
		"Microsoft 365 Business Basic": {basic, basic2}, "SMB_BUSINESS_ESSENTIALS": {basic2},
		"Office 365 E9": {}, "": {}, " ": {},
	} {
		if d := cmp.Diff(want, find(words)); d != "" {
			t.Errorf("%q, -want +got:\n%s", words, d)
		}
	}
	all[2].Now = false
	if d := cmp.Diff([]string{basic}, find("Microsoft 365 Business Basic")); d != "" {
		t.Errorf("of which one is there now, -want +got:\n%s", d)
	}
	if got := fmt.Sprint(ledger.NearestLicenses("Ofice 365 E4", all, 2)); got != "[Office 365 E3 CONTOSO_SPECIAL]" {
		t.Errorf("the nearest are %s", got)
	}
	if got := ledger.NearestLicenses("PER_USER", all, 9); len(got) != 4 || got[0] != "Office 365 E3" && got[0] != "Power Apps Premium" {
		t.Errorf("every name once: %q", got)
	}
}
