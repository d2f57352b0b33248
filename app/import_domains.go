package app

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
)

// domainsOf knows the mail domains that a ledger has seen: those of the
// organization, and then, as far as a file makes it look, those of people.
type domainsOf struct {
	ledger *Ledger
	known  map[string]bool
	whole  bool // nobody was left out
}

// strangers counts the people of a file whose domains the ledger has never
// seen. A ledger that knows none takes everybody.
func (d *domainsOf) strangers(ctx context.Context, list *list) (strange, total int64, err error) {
	if d.known == nil {
		if d.known, err = d.ledger.organizationDomains(ctx); err != nil {
			return 0, 0, err
		}
	}
	strange = list.Strangers
	total = strange
	for domain, people := range list.Domains {
		total += people
		if !d.known[domain] {
			strange += people
		}
	}
	if strange*2 > total && !d.whole {
		d.whole = true
		err = d.ledger.store.EachAddress(ctx, func(address string) bool {
			if domain := domainOf(address); domain != "" && !d.known[domain] {
				d.known[domain] = true
				strange -= list.Domains[domain]
			}
			d.whole = strange*2 > total
			return d.whole
		})
	}
	if len(d.known) == 0 {
		strange = 0
	}
	return strange, total, err
}

func (l *Ledger) organizationDomains(ctx context.Context) (map[string]bool, error) {
	known := map[string]bool{}
	organization, ok, err := l.store.Organization(ctx)
	if err != nil || !ok || organization.Domains == "" {
		return known, err
	}
	var domains []string
	if err := json.Unmarshal([]byte(organization.Domains), &domains); err != nil {
		return nil, fmt.Errorf("read the tenant's domains: %w", err)
	}
	for _, domain := range domains {
		known[strings.ToLower(domain)] = true
	}
	return known, nil
}

func domainOf(address string) string {
	_, domain, _ := strings.Cut(address, "@")
	return strings.ToLower(domain)
}
