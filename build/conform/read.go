package main

import (
	"context"
	"errors"
	"fmt"

	core "github.com/microsoftgraph/msgraph-sdk-go-core"
	"github.com/microsoftgraph/msgraph-sdk-go/directory"
	"github.com/microsoftgraph/msgraph-sdk-go/models"
	"github.com/microsoftgraph/msgraph-sdk-go/models/odataerrors"
	"github.com/microsoftgraph/msgraph-sdk-go/subscribedskus"
	"github.com/microsoftgraph/msgraph-sdk-go/users"
)

var fields = []string{"id", "displayName", "mail", "userPrincipalName", "department", "accountEnabled", "assignedPlans"}

func (r *reader) read(ctx context.Context, since, signIns string) (got reading, err error) {
	for _, part := range []struct {
		name string
		read func() error
	}{
		{"users", func() (err error) { got.People, err = r.people(ctx); return err }},
		{"deleted users", func() (err error) { got.Deleted, err = r.deleted(ctx); return err }},
		{"licenses", func() (err error) { got.Licenses, err = r.licenses(ctx); return err }},
		{"changes", func() (err error) { got.Changed, got.DeltaLink, err = r.changes(ctx, since); return err }},
		{"sign-ins", func() (err error) { got.SignIns, err = r.signIns(ctx, signIns); return err }},
	} {
		if err := part.read(); err != nil {
			return got, fmt.Errorf("%s: %w", part.name, said(err))
		}
	}
	return got, nil
}

// said is what Microsoft's error tells: its own text is the status alone.
func said(err error) error {
	var known *odataerrors.ODataError
	if errors.As(err, &known) && known.GetErrorEscaped() != nil {
		return fmt.Errorf("%w: %s: %s", err, text(known.GetErrorEscaped().GetCode()), text(known.GetErrorEscaped().GetMessage()))
	}
	return err
}

// eachUser goes through a list of users by the SDK's own iterator.
func (r *reader) eachUser(ctx context.Context, first models.UserCollectionResponseable, f func(models.Userable)) error {
	iterator, err := core.NewPageIterator[models.Userable](first, r.adapter, models.CreateUserCollectionResponseFromDiscriminatorValue)
	if err != nil {
		return err
	}
	return iterator.Iterate(ctx, func(u models.Userable) bool { f(u); return true })
}

// everyField is what a sync of the ledger asks for.
var everyField = []string{"id", "displayName", "userPrincipalName", "mail", "proxyAddresses", "accountEnabled", "userType", "createdDateTime", "department",
	"companyName", "jobTitle", "country", "officeLocation", "usageLocation", "employeeOrgData", "assignedLicenses", "assignedPlans", "licenseAssignmentStates"}

func (r *reader) firstPeople(ctx context.Context, fields []string) (models.UserCollectionResponseable, error) {
	top := int32(999)
	return users.NewUsersRequestBuilderInternal(map[string]string{}, r.adapter).Get(ctx, &users.UsersRequestBuilderGetRequestConfiguration{
		QueryParameters: &users.UsersRequestBuilderGetQueryParameters{Select: fields, Top: &top}})
}

func (r *reader) people(ctx context.Context) (all []person, err error) {
	first, err := r.firstPeople(ctx, fields)
	if err != nil {
		return nil, err
	}
	return all, r.eachUser(ctx, first, func(u models.Userable) { all = append(all, personOf(u)) })
}

// count reads every page and keeps nothing.
func (r *reader) count(ctx context.Context) (n int, err error) {
	first, err := r.firstPeople(ctx, everyField)
	if err != nil {
		return 0, said(err)
	}
	return n, r.eachUser(ctx, first, func(models.Userable) { n++ })
}

func (r *reader) deleted(ctx context.Context) (ids []string, err error) {
	first, err := directory.NewDeletedItemsGraphUserRequestBuilderInternal(map[string]string{}, r.adapter).Get(ctx, nil)
	if err != nil {
		return nil, err
	}
	return ids, r.eachUser(ctx, first, func(u models.Userable) { ids = append(ids, text(u.GetId())) })
}

func (r *reader) licenses(ctx context.Context) (all []license, err error) {
	got, err := subscribedskus.NewSubscribedSkusRequestBuilderInternal(map[string]string{}, r.adapter).Get(ctx, nil)
	if err != nil {
		return nil, err
	}
	for _, sku := range got.GetValue() {
		l := license{}
		if id := sku.GetSkuId(); id != nil {
			l.ID = id.String()
		}
		if units := sku.GetPrepaidUnits(); units != nil && units.GetEnabled() != nil {
			l.Bought = *units.GetEnabled()
		}
		if used := sku.GetConsumedUnits(); used != nil {
			l.Assigned = *used
		}
		all = append(all, l)
	}
	return all, nil
}

// changes goes through a round of changes, page by page.
func (r *reader) changes(ctx context.Context, since string) (all []person, link string, err error) {
	builder := users.NewDeltaRequestBuilderInternal(map[string]string{}, r.adapter)
	options := &users.DeltaRequestBuilderGetRequestConfiguration{QueryParameters: &users.DeltaRequestBuilderGetQueryParameters{Select: fields}}
	if since != "" {
		builder, options = builder.WithUrl(since), nil
	}
	for {
		page, err := builder.GetAsDeltaGetResponse(ctx, options)
		if err != nil {
			return nil, "", err
		}
		for _, u := range page.GetValue() {
			all = append(all, personOf(u))
		}
		if link := text(page.GetOdataDeltaLink()); link != "" {
			return all, link, nil
		}
		next := text(page.GetOdataNextLink())
		if next == "" {
			return nil, "", errors.New("a page leads neither on nor to the end")
		}
		builder, options = builder.WithUrl(next), nil
	}
}

func personOf(u models.Userable) person {
	p := person{ID: text(u.GetId()), Name: text(u.GetDisplayName()), Mail: text(u.GetMail()), UPN: text(u.GetUserPrincipalName()),
		Department: text(u.GetDepartment()), Plans: []string{}}
	p.Enabled = u.GetAccountEnabled() != nil && *u.GetAccountEnabled()
	for _, plan := range u.GetAssignedPlans() {
		if id := plan.GetServicePlanId(); id != nil && text(plan.GetCapabilityStatus()) == "Enabled" {
			p.Plans = append(p.Plans, id.String())
		}
	}
	if _, removed := u.GetAdditionalData()["@removed"]; removed {
		p.Removed = "removed"
	}
	return p
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
