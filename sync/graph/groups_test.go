package graph_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/graph"
	"licenseledger/sync/rest"
	"licenseledger/sync/simtenant"
)

// licenseGroups gives the groups that licenses of a tenant come by.
func licenseGroups(t *testing.T, tenant *enginetest.Tenant) (ids []string) {
	t.Helper()
	err := source(t, tenant.Client, tenant.GraphBase(), ledger.SourceUsers, 0).Pull(t.Context(), "", func(p ledger.Page) error {
		for _, o := range p.Objects {
			for _, fact := range o.Facts {
				if a, ok := fact.(ledger.Assignment); ok && a.AssignedByGroup != "" && !slices.Contains(ids, a.AssignedByGroup) {
					ids = append(ids, a.AssignedByGroup)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// namesOf reads the names of groups, from a cursor.
func namesOf(t *testing.T, tenant *enginetest.Tenant, cursor string, ids ...string) (names map[string]string, pages int, err error) {
	t.Helper()
	names = map[string]string{}
	for _, s := range graph.New(tenant.Client, graph.Config{Base: tenant.GraphBase(), Groups: func(context.Context) ([]string, error) { return ids, nil }}).Sources() {
		if s.Name() != ledger.SourceGroups {
			continue
		}
		err = s.Pull(t.Context(), cursor, func(p ledger.Page) error {
			pages++
			for _, o := range p.Objects {
				g := o.Facts[0].(ledger.LicenseGroup)
				names[g.GroupID] = g.DisplayName
			}
			return nil
		})
	}
	return names, pages, err
}

func TestGroups_AreNamedWhereLicensesComeByThem(t *testing.T) {
	tenant := enginetest.Serve(t, simtenant.Config{Users: 300, Seed: 7})
	tenant.Clock().Advance(20 * 24 * time.Hour)
	ids := licenseGroups(t, tenant)
	names, pages, err := namesOf(t, tenant, "", ids...)
	if err != nil || len(ids) < 5 || len(names) != len(ids) || pages != (len(ids)+rest.AtOnce-1)/rest.AtOnce {
		t.Fatalf("%d of %d groups are named in %d pages (%v)", len(names), len(ids), pages, err)
	}
	for id, name := range names {
		if name == "" {
			t.Errorf("%s has no name", id)
		}
	}
	// More than a call takes, and groups that are gone: they are left out.
	gone := slices.Clone(ids)
	for n := range 90 {
		gone = append(gone, "00000000-0000-0000-0000-0000000000"+string(rune('a'+n/10))+string(rune('0'+n%10)))
	}
	again, pages, err := namesOf(t, tenant, "", gone...)
	if err != nil || len(again) != len(names) || pages != (len(gone)+rest.AtOnce-1)/rest.AtOnce {
		t.Errorf("%d groups are named in %d pages (%v)", len(again), pages, err)
	}
	slices.Sort(gone)
	if left, _, err := namesOf(t, tenant, gone[rest.AtOnce-1], gone...); err != nil || left[gone[rest.AtOnce-1]] != "" || len(left) >= len(names)+1 {
		t.Errorf("from the second page on, %d are named (%v)", len(left), err)
	}
}

// Without groups, or without the permission that is optional, nothing is read
// and nothing is said.
func TestGroups_AreOptional(t *testing.T) {
	tenant := enginetest.Serve(t, simtenant.Config{Users: 120, Seed: 7})
	ids := licenseGroups(t, tenant)
	if _, pages, err := namesOf(t, tenant, ""); !errors.Is(err, engine.ErrNothing) || pages != 0 {
		t.Errorf("no groups: %d pages, %v", pages, err)
	}
	tenant.SetKnobs(simtenant.Knobs{Forbid: []string{"GroupMember.Read.All"}})
	if _, pages, err := namesOf(t, tenant, "", ids...); !errors.Is(err, engine.ErrNothing) || pages != 0 {
		t.Errorf("not granted: %d pages, %v", pages, err)
	}
	tenant.SetKnobs(simtenant.Knobs{ThrottleEvery: 3})
	if names, _, err := namesOf(t, tenant, "", ids...); err != nil || len(names) != len(ids) {
		t.Errorf("throttled: %d of %d, %v", len(names), len(ids), err)
	}
}
