package graph_test

import (
	"testing"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/graph"
	"licenseledger/sync/simtenant"
)

// TestUsers_ReadManagersWhenAsked reads a tenant of more than one expanded page
// both ways: the option adds managers and changes nothing else.
func TestUsers_ReadManagersWhenAsked(t *testing.T) {
	tenant := enginetest.Serve(t, simtenant.Config{Users: 250, Seed: 7})
	read := func(managers bool) (users map[string]ledger.User, pages int, of engine.Source) {
		of = graph.New(tenant.Client, graph.Config{Base: tenant.GraphBase(), Managers: managers}).Sources()[3]
		users = map[string]ledger.User{}
		err := of.Pull(t.Context(), "", func(p ledger.Page) error {
			pages++
			for _, o := range p.Objects {
				users[o.Owner] = o.Facts[0].(ledger.User)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return users, pages, of
	}
	plain, onePage, _ := read(false)
	managed, pages, source := read(true)
	if onePage != 1 || pages != 3 {
		t.Errorf("%d pages without and %d with managers, want 1 and 3", onePage, pages)
	}
	with := 0
	var one string
	for id, user := range managed {
		if user.ManagerID != "" {
			with++
			one = id
			if _, ok := managed[user.ManagerID]; !ok || user.ManagerID == id {
				t.Errorf("%s is managed by %s", id, user.ManagerID)
			}
		}
		user.ManagerID = ""
		if !sameUser(plain[id], user) {
			t.Errorf("with managers %s is %+v, without %+v", id, user, plain[id])
		}
	}
	if len(plain) != len(managed) || with < len(managed)/2 || with == len(managed) {
		t.Errorf("%d of %d have a manager; without managers there are %d", with, len(managed), len(plain))
	}
	found, _, err := source.(engine.Confirmer).Confirm(t.Context(), []string{one})
	if err != nil || len(found) != 1 || found[0].Facts[0].(ledger.User).ManagerID != managed[one].ManagerID {
		t.Errorf("the look-up of %s gives %+v (%v)", one, found, err)
	}
}

// sameUser compares by content: the flags are pointers.
func sameUser(a, b ledger.User) bool {
	hashA, _ := ledger.HashOf(a, nil)
	hashB, _ := ledger.HashOf(b, nil)
	return hashA == hashB
}
