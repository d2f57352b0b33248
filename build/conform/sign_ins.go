package main

import (
	"context"

	core "github.com/microsoftgraph/msgraph-sdk-go-core"
	"github.com/microsoftgraph/msgraph-sdk-go/auditlogs"
	"github.com/microsoftgraph/msgraph-sdk-go/models"
)

// signIns reads who signed in to which program since an instant; nothing without one.
func (r *reader) signIns(ctx context.Context, since string) ([]signIn, error) {
	if since == "" {
		return nil, nil
	}
	top, filter := int32(1000), "createdDateTime ge "+since
	first, err := auditlogs.NewSignInsRequestBuilderInternal(map[string]string{}, r.adapter).Get(ctx, &auditlogs.SignInsRequestBuilderGetRequestConfiguration{
		QueryParameters: &auditlogs.SignInsRequestBuilderGetQueryParameters{Filter: &filter, Top: &top}})
	if err != nil {
		return nil, err
	}
	iterator, err := core.NewPageIterator[models.SignInable](first, r.adapter, models.CreateSignInCollectionResponseFromDiscriminatorValue)
	if err != nil {
		return nil, err
	}
	seen := map[signIn]bool{}
	err = iterator.Iterate(ctx, func(s models.SignInable) bool {
		if status := s.GetStatus(); status != nil && status.GetErrorCode() != nil && *status.GetErrorCode() == 0 {
			seen[signIn{text(s.GetUserId()), text(s.GetUserPrincipalName()), text(s.GetAppId()), text(s.GetResourceId())}] = true
		}
		return true
	})
	all := make([]signIn, 0, len(seen))
	for s := range seen {
		all = append(all, s)
	}
	return all, err
}
