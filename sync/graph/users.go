package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// Users reads every account with its licenses. Pages may repeat an account or
// miss one while the directory changes, hence Confirm.
// https://learn.microsoft.com/graph/api/user-list
// Permission: User.Read.All.
type Users struct{ tenant *Tenant }

var (
	_ engine.Source    = (*Users)(nil)
	_ engine.Confirmer = (*Users)(nil)
)

const (
	userFields = "id,displayName,userPrincipalName,mail,proxyAddresses,accountEnabled,userType,createdDateTime," +
		"department,companyName,jobTitle,country,officeLocation,usageLocation,employeeOrgData," +
		"assignedLicenses,assignedPlans,licenseAssignmentStates"
	// The manager is a relation, so $select cannot name it.
	// https://learn.microsoft.com/graph/api/user-list-manager
	expandManager = "manager($select=id)"
	usersNeed     = "User.Read.All"
)

// Name implements engine.Source.
func (*Users) Name() string { return ledger.SourceUsers }

// Pull implements engine.Source.
func (s *Users) Pull(ctx context.Context, cursor string, emit func(ledger.Page) error) error {
	center := s.tenant.costCenter
	query := s.tenant.paged(center.in(userFields))
	if s.tenant.managers {
		query.Set("$expand", expandManager)
	}
	cursor, ok := center.noted(cursor)
	if !ok {
		return ledger.Errorf(ledger.CodeCursorExpired, "read users", "Another property tells cost centers now. The list is read from the beginning.")
	}
	list := listing{
		op:    "read users",
		path:  "/users",
		query: query,
		needs: usersNeed,
	}
	noting := func(page ledger.Page) error {
		page.Cursor = center.note(page.Cursor)
		return emit(page)
	}
	if center.isExtension() {
		return center.explain(pages(ctx, s.tenant, list, cursor, func(e extendedUser) ledger.Object { return s.tenant.userObject(e.user) }, noting))
	}
	return pages(ctx, s.tenant, list, cursor, s.tenant.userObject, noting)
}

// Confirm looks accounts up by their object ids.
// https://learn.microsoft.com/graph/api/user-get
func (s *Users) Confirm(ctx context.Context, owners []string) (found []ledger.Object, evidence []ledger.Evidence, err error) {
	options := "?$select=" + s.tenant.costCenter.in(userFields)
	if s.tenant.managers {
		options += "&$expand=" + expandManager
	}
	paths := make([]string, len(owners))
	for i, id := range owners {
		paths[i] = "/users/" + url.PathEscape(id) + options
	}
	answers, err := s.tenant.client.Batch(ctx, "look up users", s.tenant.base, usersNeed, paths)
	if err != nil {
		return nil, nil, err
	}
	for i, answer := range answers {
		e := ledger.Evidence{UserID: owners[i], At: ledger.InstantOf(answer.At), Source: ledger.SourceUsers}
		if answer.Status == http.StatusOK {
			var u extendedUser
			if err := json.Unmarshal(answer.Body, &u); err != nil || !strings.EqualFold(u.ID, owners[i]) {
				return nil, nil, fmt.Errorf("look up users: %w", ledger.Errorf(ledger.CodeInvalid, "read account",
					"Microsoft's answer about an account does not have the expected shape. The list of users was not used."))
			}
			e.Found = true
			found = append(found, s.tenant.userObject(u.user))
		}
		evidence = append(evidence, e)
	}
	return found, evidence, nil
}
