package app

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"licenseledger/sync/importer"
)

// AsksTenant asks whether a file is of the ledger's tenant:
// FileAnswers.SameTenant answers.
const AsksTenant importer.Asks = "tenant"

// fewStrangers is below how many addresses of unseen domains nothing is asked,
// however large their share is: the first guest or somebody's old address is
// more than half of a list of one.
const fewStrangers = 5

// looksForeign tells whether a file with so many addresses, and so many among
// them of unseen domains, looks like another tenant's.
func looksForeign(strange, addresses int64) bool {
	return strange >= fewStrangers && strange*2 > addresses
}

// domainsOf knows the mail domains that a ledger has seen: those of the
// organization, and then, as far as a file makes it look, those of people. Where
// it has seen none, the largest of the files that come together stands for it.
type domainsOf struct {
	ledger *Ledger // nil where there is none yet
	known  map[string]bool
	whole  bool   // nobody was left out
	beside string // name of the file that stands for the ledger; "" when none does
}

// askTenants asks about the files that look like another tenant's. The domains
// of those that do not, or of which a person said so, are known for the others,
// as if they had been imported before.
func askTenants(ctx context.Context, l *Ledger, lists []*list, question func(d *domainsOf, asked *list) error) error {
	d := &domainsOf{ledger: l}
	if err := d.begin(ctx); err != nil {
		return err
	}
	var open []*list
	for _, list := range lists {
		if list.err == nil && !list.there {
			open = append(open, list)
		}
	}
	d.standIn(open)
	if len(d.known) == 0 {
		return nil // there is nothing to be strange to
	}
	for again := true; again; {
		again = false
		for i := 0; i < len(open); i++ {
			list := open[i]
			strange, addresses, err := d.strangers(ctx, list)
			if err != nil {
				return err
			}
			list.strange, list.addresses = strange, addresses
			if looksForeign(strange, addresses) && !list.answers.SameTenant {
				continue
			}
			d.add(list)
			open = slices.Delete(open, i, i+1)
			i--
			again = true
		}
	}
	for _, list := range open {
		list.beside = d.beside
		list.err = question(d, list)
	}
	return nil
}

// begin knows the domains of the organization; of people at least one, if there
// is any.
func (d *domainsOf) begin(ctx context.Context) error {
	d.known = map[string]bool{}
	if d.ledger == nil {
		d.whole = true
		return nil
	}
	var err error
	if d.known, err = d.ledger.organizationDomains(ctx); err != nil || len(d.known) > 0 {
		return err
	}
	d.whole = true
	return d.ledger.store.EachAddress(ctx, func(address string) bool {
		if domain := domainOf(address); domain != "" {
			d.known[domain] = true
			d.whole = false
		}
		return d.whole
	})
}

// standIn takes the file with most addresses for a ledger that knows nobody.
func (d *domainsOf) standIn(lists []*list) {
	if len(d.known) > 0 {
		return
	}
	var largest *list
	for _, list := range lists {
		if list.answers.Extent != ExtentPart && (largest == nil || list.addressed() > largest.addressed()) {
			largest = list
		}
	}
	if largest != nil {
		d.beside = largest.Name
		d.add(largest)
	}
}

// strangers counts the people of a file whose domains were never seen.
func (d *domainsOf) strangers(ctx context.Context, list *list) (strange, addresses int64, err error) {
	strange, addresses = list.Strangers, list.addressed()
	for domain, people := range list.Domains {
		if !d.known[domain] {
			strange += people
		}
	}
	if !looksForeign(strange, addresses) || d.whole {
		return strange, addresses, nil
	}
	d.whole = true
	err = d.ledger.store.EachAddress(ctx, func(address string) bool {
		if domain := domainOf(address); domain != "" && !d.known[domain] {
			d.known[domain] = true
			strange -= list.Domains[domain]
		}
		d.whole = looksForeign(strange, addresses)
		return d.whole
	})
	return strange, addresses, err
}

// add knows the domains of a file, unless it is a part: that is not kept.
func (d *domainsOf) add(list *list) {
	if list.answers.Extent == ExtentPart {
		return
	}
	for domain := range list.Domains {
		d.known[domain] = true
	}
}

// addressed counts the people of a file who have an address.
func (l *list) addressed() int64 {
	n := l.Strangers
	for _, people := range l.Domains {
		n += people
	}
	return n
}

// importTenant is the question before an import.
func importTenant(d *domainsOf, asked *list) error {
	if d.beside != "" {
		return importer.Ask(AsksTenant, "import",
			"%s looks like another tenant than %s: %d of its %d addresses have mail domains that %s does not have. Import it into a ledger of its own, or say that it is the same tenant; nothing was changed.",
			asked.Name, d.beside, asked.strange, asked.addresses, d.beside)
	}
	return importer.Ask(AsksTenant, "import",
		"%s looks like another tenant: %d of its %d addresses have mail domains that this ledger has never seen. Import it into a ledger of its own, or say that it is the same tenant; nothing was changed.",
		asked.Name, asked.strange, asked.addresses)
}

// compareTenant is the question before a comparison.
func compareTenant(_ *domainsOf, asked *list) error {
	return importer.Ask(AsksTenant, "compare",
		"%s looks like another tenant: %d of its %d addresses have mail domains that this ledger has never seen. Compare it with the ledger of its own tenant, or say that it is the same one; nothing was changed.",
		asked.Name, asked.strange, asked.addresses)
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
