package graph

import (
	"context"
	"strings"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// DeletedUsers reads the accounts that were deleted in the last 30 days.
// https://learn.microsoft.com/graph/api/directory-deleteditems-list
// Permission: User.Read.All; a person who signs in also needs a role such as
// User Administrator.
type DeletedUsers struct{ tenant *Tenant }

var _ engine.Source = (*DeletedUsers)(nil)

const deletedUserFields = "id,displayName,userPrincipalName,mail,deletedDateTime"

type deletedUser struct {
	ID                string  `json:"id"`
	DisplayName       string  `json:"displayName"`
	UserPrincipalName string  `json:"userPrincipalName"`
	Mail              string  `json:"mail"`
	DeletedDateTime   instant `json:"deletedDateTime"`
}

// Name implements engine.Source.
func (*DeletedUsers) Name() string { return ledger.SourceDeletedUsers }

// Pull implements engine.Source.
func (s *DeletedUsers) Pull(ctx context.Context, cursor string, emit func(ledger.Page) error) error {
	return pages(ctx, s.tenant, listing{
		op:    "read deleted users",
		path:  "/directory/deletedItems/microsoft.graph.user", // without the type it is not supported
		query: s.tenant.paged(deletedUserFields),
		needs: "User.Read.All",
	}, cursor, deletedUserObject, emit)
}

func deletedUserObject(d deletedUser) ledger.Object {
	id := strings.ToLower(d.ID)
	return ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.DeletedUser{
		UserID: id, DisplayName: d.DisplayName, UserPrincipalName: d.UserPrincipalName, Mail: d.Mail,
		DeletedAt: ledger.Instant(d.DeletedDateTime),
	}}}
}
