package graph_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine/enginetest"
)

func TestSubscriptions_KeepTheContract(t *testing.T) {
	s := against(ledger.SourceSubscriptions, 60, 0, "Organization.Read.All")
	s.OnePage = true
	enginetest.Run(t, s)
}

// One bought subscription and one trial of the same license, as Microsoft's
// documentation shows them.
const subscriptionsJSON = `{"value":[
 {"id":"C8C8E4D1-0000-4000-8000-000000000001","skuId":"B30411F5-fea1-4a59-9ad9-3db7c7ead579","skuPartNumber":"POWERAPPS_PER_USER","status":"Enabled","isTrial":false,
  "totalLicenses":25,"createdDateTime":"2023-01-01T00:00:00Z","nextLifecycleDateTime":"2027-01-01T00:00:00Z","commerceSubscriptionId":"A48F1BBD-0000-4000-8000-000000000001"},
 {"id":"c8c8e4d1-0000-4000-8000-000000000002","skuId":"b30411f5-fea1-4a59-9ad9-3db7c7ead579","skuPartNumber":"POWERAPPS_PER_USER","status":"Warning","isTrial":true,
  "totalLicenses":10000,"createdDateTime":null,"nextLifecycleDateTime":null,"commerceSubscriptionId":null}]}`

func TestSubscriptions_ReadWhatGraphSays(t *testing.T) {
	client, base := scripted(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/v1.0/directory/subscriptions" || len(r.URL.Query()) != 1 {
			t.Errorf("%s was asked", r.URL)
		}
		fmt.Fprint(w, subscriptionsJSON)
	})
	var got []ledger.Object
	err := source(t, client, base, ledger.SourceSubscriptions, 0).Pull(t.Context(), "", func(p ledger.Page) error {
		got = append(got, p.Objects...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	yes, no := true, false
	bought := ledger.Subscription{SubscriptionID: "c8c8e4d1-0000-4000-8000-000000000001", SkuID: "b30411f5-fea1-4a59-9ad9-3db7c7ead579",
		SkuPartNumber: "POWERAPPS_PER_USER", Status: "Enabled", IsTrial: &no, Total: 25,
		CreatedAt:  ledger.InstantOf(time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)),
		RenewsAt:   ledger.InstantOf(time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)),
		CommerceID: "a48f1bbd-0000-4000-8000-000000000001"}
	trial := ledger.Subscription{SubscriptionID: "c8c8e4d1-0000-4000-8000-000000000002", SkuID: "b30411f5-fea1-4a59-9ad9-3db7c7ead579",
		SkuPartNumber: "POWERAPPS_PER_USER", Status: "Warning", IsTrial: &yes, Total: 10000}
	want := []ledger.Object{
		{Owner: bought.SubscriptionID, Facts: []ledger.Fact{bought}},
		{Owner: trial.SubscriptionID, Facts: []ledger.Fact{trial}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
