package graph

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// SubscribedSkus reads the licenses that the tenant bought, with their seats
// and services.
// https://learn.microsoft.com/graph/api/subscribedsku-list
// Permission: LicenseAssignment.Read.All.
type SubscribedSkus struct{ tenant *Tenant }

var _ engine.Source = (*SubscribedSkus)(nil)

// The collection has no pages and no filter.
const subscribedSkuFields = "skuId,skuPartNumber,appliesTo,capabilityStatus,consumedUnits,prepaidUnits,servicePlans"

type subscribedSku struct {
	SkuID            string `json:"skuId"`
	SkuPartNumber    string `json:"skuPartNumber"`
	AppliesTo        string `json:"appliesTo"`
	CapabilityStatus string `json:"capabilityStatus"`
	ConsumedUnits    int64  `json:"consumedUnits"`
	PrepaidUnits     struct {
		Enabled   int64 `json:"enabled"`
		Suspended int64 `json:"suspended"`
		Warning   int64 `json:"warning"`
		LockedOut int64 `json:"lockedOut"`
	} `json:"prepaidUnits"`
	ServicePlans []struct {
		ServicePlanID      string `json:"servicePlanId"`
		ServicePlanName    string `json:"servicePlanName"`
		AppliesTo          string `json:"appliesTo"`
		ProvisioningStatus string `json:"provisioningStatus"`
	} `json:"servicePlans"`
}

// Name implements engine.Source.
func (*SubscribedSkus) Name() string { return ledger.SourceSubscribedSkus }

// Pull implements engine.Source.
func (s *SubscribedSkus) Pull(ctx context.Context, cursor string, emit func(ledger.Page) error) error {
	return pages(ctx, s.tenant, listing{
		op:    "read licenses",
		path:  "/subscribedSkus",
		query: url.Values{"$select": {subscribedSkuFields}},
		needs: "LicenseAssignment.Read.All",
	}, cursor, subscribedSkuObject, emit)
}

func subscribedSkuObject(s subscribedSku) ledger.Object {
	id := strings.ToLower(s.SkuID)
	facts := []ledger.Fact{ledger.Seat{
		SkuID: id, SkuPartNumber: s.SkuPartNumber, AppliesTo: s.AppliesTo, CapabilityStatus: s.CapabilityStatus,
		Bought: s.PrepaidUnits.Enabled, Assigned: s.ConsumedUnits, Suspended: s.PrepaidUnits.Suspended,
		Warning: s.PrepaidUnits.Warning, LockedOut: s.PrepaidUnits.LockedOut,
	}}
	for _, p := range s.ServicePlans {
		fact := ledger.LicenseService{SkuID: id, ServicePlanID: strings.ToLower(p.ServicePlanID), ServicePlanName: p.ServicePlanName,
			AppliesTo: p.AppliesTo, ProvisioningStatus: p.ProvisioningStatus}
		if !slices.Contains(facts, ledger.Fact(fact)) {
			facts = append(facts, fact)
		}
	}
	return ledger.Object{Owner: id, Facts: facts}
}
