package graph

import (
	"context"
	"net/url"
	"strings"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// Subscriptions reads what the tenant's licenses come from: bought or tried,
// how many units each, and when it ends. It is the only place of Graph that
// says what is a trial.
// https://learn.microsoft.com/graph/api/directory-list-subscriptions
// Permission: Organization.Read.All.
type Subscriptions struct{ tenant *Tenant }

var _ engine.Source = (*Subscriptions)(nil)

// The collection is asked without $top; it is as short as a tenant's bill.
const subscriptionFields = "id,skuId,skuPartNumber,status,isTrial,totalLicenses,createdDateTime,nextLifecycleDateTime,commerceSubscriptionId"

type subscription struct {
	ID                     string  `json:"id"`
	SkuID                  string  `json:"skuId"`
	SkuPartNumber          string  `json:"skuPartNumber"`
	Status                 string  `json:"status"`
	IsTrial                *bool   `json:"isTrial"`
	TotalLicenses          int64   `json:"totalLicenses"`
	CreatedDateTime        instant `json:"createdDateTime"`
	NextLifecycleDateTime  instant `json:"nextLifecycleDateTime"`
	CommerceSubscriptionID string  `json:"commerceSubscriptionId"`
}

// Name implements engine.Source.
func (*Subscriptions) Name() string { return ledger.SourceSubscriptions }

// Pull implements engine.Source.
func (s *Subscriptions) Pull(ctx context.Context, cursor string, emit func(ledger.Page) error) error {
	return pages(ctx, s.tenant, listing{
		op:    "read subscriptions",
		path:  "/directory/subscriptions",
		query: url.Values{"$select": {subscriptionFields}},
		needs: "Organization.Read.All",
	}, cursor, subscriptionObject, emit)
}

func subscriptionObject(s subscription) ledger.Object {
	id := strings.ToLower(s.ID)
	return ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.Subscription{
		SubscriptionID: id, SkuID: strings.ToLower(s.SkuID), SkuPartNumber: s.SkuPartNumber, Status: s.Status,
		IsTrial: s.IsTrial, Total: s.TotalLicenses, CreatedAt: ledger.Instant(s.CreatedDateTime),
		RenewsAt: ledger.Instant(s.NextLifecycleDateTime), CommerceID: strings.ToLower(s.CommerceSubscriptionID),
	}}}
}
