package graph

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// Organization reads the tenant itself.
// https://learn.microsoft.com/graph/api/organization-list
// Permission: Organization.Read.All.
type Organization struct{ tenant *Tenant }

var _ engine.Source = (*Organization)(nil)

const organizationFields = "id,displayName,verifiedDomains,countryLetterCode"

type organization struct {
	ID              string `json:"id"`
	DisplayName     string `json:"displayName"`
	Country         string `json:"countryLetterCode"`
	VerifiedDomains []struct {
		Name      string `json:"name"`
		IsDefault bool   `json:"isDefault"`
	} `json:"verifiedDomains"`
}

// Name implements engine.Source.
func (*Organization) Name() string { return ledger.SourceOrganization }

// Pull implements engine.Source.
func (s *Organization) Pull(ctx context.Context, cursor string, emit func(ledger.Page) error) error {
	return pages(ctx, s.tenant, listing{
		op:    "read organization",
		path:  "/organization",
		query: url.Values{"$select": {organizationFields}},
		needs: "Organization.Read.All",
	}, cursor, organizationObject, emit)
}

func organizationObject(o organization) ledger.Object {
	fact := ledger.Organization{TenantID: strings.ToLower(o.ID), DisplayName: o.DisplayName, Country: o.Country}
	var domains []string
	for _, d := range o.VerifiedDomains {
		domains = append(domains, d.Name)
		if d.IsDefault {
			fact.DefaultDomain = d.Name
		}
	}
	if len(domains) > 0 {
		slices.Sort(domains)
		fact.Domains = list(domains)
	}
	return ledger.Object{Owner: fact.TenantID, Facts: []ledger.Fact{fact}}
}
