package request

import (
	"fmt"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// manifest is requiredResourceAccess of the app registration: what is asked for,
// by the ids that a manifest names it with, a line each; and what the ids stand for.
// https://learn.microsoft.com/entra/identity-platform/reference-microsoft-graph-app-manifest
func manifest(way Way, sets []ledger.AccessSet) (fragment, names string) {
	type resource struct {
		api    string
		access []string
	}
	var all []resource
	var named []string
	add := func(p ledger.Permission) {
		id, kind := p.Delegated, "Scope"
		if way == Certificate {
			id, kind = p.Application, "Role"
		}
		if id == "" {
			return
		}
		i := slices.IndexFunc(all, func(r resource) bool { return r.api == p.API })
		if i < 0 {
			i, all = len(all), append(all, resource{api: p.API})
		}
		if one := fmt.Sprintf(`    { "id": %q, "type": %q }`, id, kind); !slices.Contains(all[i].access, one) {
			all[i].access = append(all[i].access, one)
			named = append(named, id+"  "+p.Name)
		}
	}
	for _, set := range ledger.AccessSets() {
		if slices.Contains(sets, set) {
			for _, p := range set.Permissions() {
				add(p)
			}
		}
	}
	add(ledger.PermissionStay)
	apis := make([]string, len(all))
	for i, r := range all {
		apis[i] = fmt.Sprintf("  { \"resourceAppId\": %q, \"resourceAccess\": [\n%s\n  ] }", r.api, strings.Join(r.access, ",\n"))
	}
	return "[\n" + strings.Join(apis, ",\n") + "\n]", strings.Join(named, "\n")
}
