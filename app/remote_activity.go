package app

import (
	"slices"

	"licenseledger/store"
	"licenseledger/sync/engine"
	"licenseledger/sync/graph"
)

// activity are the sources that tell who was seen using what. They are read
// wherever use is kept; see Privacy.
func (r *remote) activity(kept *store.Ledger) ([]engine.ActivitySource, error) {
	apps, err := r.where.signInApps()
	if err != nil {
		return nil, err
	}
	tenant := graph.New(r.client, graph.Config{Base: r.where.Graph})
	sources := []engine.ActivitySource{tenant.SignIns(graph.SignInsConfig{
		Apps: apps, Government: slices.Contains(governmentClouds, r.where.Cloud), Memory: kept, Guests: kept.Guests,
	})}
	if r.where.Launches {
		sources = append(sources, tenant.AuditLaunches(graph.AuditLaunchesConfig{
			Jobs: kept, Accounts: kept.AccountsNamed, Elsewhere: !isGlobal(r.where.Cloud),
		}))
	}
	return sources, nil
}

// signInApps is the table of programs whose sign-ins are use of a product.
func (c Connection) signInApps() (graph.SignInApps, error) {
	if c.SignInAppsPath == "" {
		return graph.ReadSignInApps(graph.BuiltInApps())
	}
	table, err := readConnectionFile(c.SignInAppsPath)
	if err != nil {
		return nil, err
	}
	return graph.ReadSignInApps(table)
}

// governmentClouds are those in which programs have ids of their own.
var governmentClouds = []string{"gcc", "gcc-high", "dod"}
