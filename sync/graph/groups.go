package graph

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/rest"
)

// Groups reads the names of the groups that licenses are assigned by: assignments
// tell their ids alone. No other group is asked for.
// https://learn.microsoft.com/graph/api/group-get
// Permission: GroupMember.Read.All, which is optional. Where it was not granted
// nothing is read, and nothing is said in every sync: doctor tells.
type Groups struct{ tenant *Tenant }

var _ engine.Source = (*Groups)(nil)

type group struct {
	ID          string `json:"id"`
	DisplayName string `json:"displayName"`
}

const opGroups = "read names of groups"

// Name implements engine.Source.
func (*Groups) Name() string { return ledger.SourceGroups }

// Pull implements engine.Source. A group that is gone is left out.
func (s *Groups) Pull(ctx context.Context, cursor string, emit func(ledger.Page) error) error {
	ids, err := s.tenant.groups(ctx)
	if err != nil {
		return err
	}
	slices.Sort(ids)
	if len(ids) == 0 {
		return engine.ErrNothing
	}
	for ids = after(ids, cursor); ; {
		some := ids[:min(len(ids), rest.AtOnce)]
		ids = ids[len(some):]
		page, err := s.read(ctx, some)
		switch ledger.CodeOf(err) {
		case ledger.CodeConsentRequired, ledger.CodeForbidden:
			return engine.ErrNothing
		}
		if err != nil {
			return err
		}
		if len(ids) > 0 {
			page.Cursor = some[len(some)-1]
		}
		if err := emit(page); err != nil || len(ids) == 0 {
			return err
		}
	}
}

// after leaves out the ids up to a cursor; at least one stays, so that there is
// a last page.
func after(ids []string, cursor string) []string {
	n, found := slices.BinarySearch(ids, cursor)
	if found && n < len(ids)-1 {
		n++
	}
	return ids[min(n, len(ids)-1):]
}

func (s *Groups) read(ctx context.Context, ids []string) (ledger.Page, error) {
	paths := make([]string, len(ids))
	for i, id := range ids {
		paths[i] = "/groups/" + url.PathEscape(id) + "?$select=id,displayName"
	}
	answers, err := s.tenant.client.Batch(ctx, opGroups, s.tenant.base, ledger.PermissionGroups.Name, paths)
	if err != nil {
		return ledger.Page{}, err
	}
	var page ledger.Page
	for i, answer := range answers {
		page.At = ledger.InstantOf(answer.At)
		if answer.Status != http.StatusOK {
			continue
		}
		var g group
		if err := json.Unmarshal(answer.Body, &g); err != nil || !strings.EqualFold(g.ID, ids[i]) {
			return page, ledger.Errorf(ledger.CodeInvalid, opGroups, "Microsoft's answer about a group does not have the expected shape. The names of groups were not used.")
		}
		id := strings.ToLower(g.ID)
		page.Objects = append(page.Objects, ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.LicenseGroup{GroupID: id, DisplayName: g.DisplayName}}})
	}
	return page, nil
}
