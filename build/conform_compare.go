package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// sdkReading is what Microsoft's SDK read; see build/conform.
type sdkReading struct {
	People    []sdkPerson
	Deleted   []string
	Licenses  []seats
	Changed   []sdkPerson
	DeltaLink string                                       `json:"delta_link"`
	SignIns   []struct{ User, Name, App, Resource string } `json:"sign_ins"`
}

type sdkPerson struct {
	ID, Name, Mail, UPN, Department, Removed string
	Enabled                                  bool
	Plans                                    []string
}

type seats struct {
	ID               string
	Bought, Assigned int
}

// ownReading is what this program's ledger says, one line of text for each thing, as
// lineOf writes them of what the SDK read.
type ownReading struct {
	people, services, deleted, licenses []string
	used                                []string        // who used which product since a day
	known                               map[string]bool // service plans that have rows
	holds                               map[string]bool // whether somebody holds a product
}

// row is a line of `licensectl list --json`.
type row struct {
	UserID     string `json:"user_id"`
	Name       string `json:"user_name"`
	Email      string `json:"email_address"`
	Department string `json:"department"`
	ServiceID  string `json:"service_id"`
	Status     string `json:"status"`
	Product    string `json:"product"`
	LastUsed   string `json:"last_used"`
}

func (o *ownReading) person(line []byte) error {
	var r row
	err := json.Unmarshal(line, &r)
	o.people = append(o.people, fmt.Sprintf("%s %q %q %q enabled %v", r.UserID, r.Name, r.Email, r.Department, r.Status == "present"))
	return err
}

// lineOf shows an account: its address is the mail address, or the sign-in name without a mailbox.
func lineOf(p sdkPerson) string {
	return fmt.Sprintf("%s %q %q %q enabled %v", p.ID, p.Name, cmp.Or(p.Mail, p.UPN), p.Department, p.Enabled)
}

func (o *ownReading) assigned(line []byte, since string) error {
	var r row
	err := json.Unmarshal(line, &r)
	if o.known == nil {
		o.known, o.holds = map[string]bool{}, map[string]bool{}
	}
	o.known[r.ServiceID] = true
	o.holds[r.UserID+" uses "+r.Product] = true
	if r.LastUsed >= since {
		o.used = append(o.used, r.UserID+" uses "+r.Product)
	}
	o.services = append(o.services, r.UserID+" has "+r.ServiceID)
	return err
}

// departed takes those who can be restored: the others are not in the deleted users any more.
func (o *ownReading) departed(line []byte) error {
	var r row
	err := json.Unmarshal(line, &r)
	if r.Status == "soft_deleted" {
		o.deleted = append(o.deleted, r.UserID)
	}
	return err
}

func (o *ownReading) license(line []byte) error {
	var l struct {
		ID       string `json:"license_id"`
		Bought   int
		Assigned int
	}
	err := json.Unmarshal(line, &l)
	o.licenses = append(o.licenses, fmt.Sprintf("%s bought %d assigned %d", l.ID, l.Bought, l.Assigned))
	return err
}

// compare holds what the ledger says against what the SDK read. products are those of
// programs and of the services behind them.
func (o *ownReading) compare(sdk *sdkReading, products map[string]string) error {
	var people, services, licenses, used []string
	guests := map[string]string{} // by the address that they sign in with: the log has the id of their own tenant
	for _, p := range sdk.People {
		if strings.Contains(p.UPN, "#EXT#") {
			guests[strings.ToLower(p.Mail)] = p.ID
		}
	}
	for _, s := range sdk.SignIns {
		s.User = cmp.Or(guests[strings.ToLower(s.Name)], s.User)
		product, known := products[s.App]
		if !known { // then what it signed in to tells
			product = products[s.Resource]
		}
		if use := s.User + " uses " + product; o.holds[use] { // rows are of what somebody holds
			used = append(used, use)
		}
	}
	for _, p := range sdk.People {
		people = append(people, lineOf(p))
		for _, plan := range p.Plans {
			if o.known[plan] { // other plans than those of the two products make no rows
				services = append(services, p.ID+" has "+plan)
			}
		}
	}
	for _, l := range sdk.Licenses {
		licenses = append(licenses, fmt.Sprintf("%s bought %d assigned %d", l.ID, l.Bought, l.Assigned))
	}
	return errors.Join(same("people", people, o.people), same("services that people hold", services, o.services),
		same("deleted people", sdk.Deleted, o.deleted), same("licenses", licenses, o.licenses), same("use", used, o.used))
}

// changesLeadHere lays what changed onto an earlier reading, as any client would: the last
// word on somebody counts.
func (r sdkReading) changesLeadHere(from sdkReading) error {
	there := map[string]sdkPerson{}
	for _, p := range from.People {
		there[p.ID] = p
	}
	removed := 0
	for _, p := range r.Changed {
		if delete(there, p.ID); p.Removed == "" {
			there[p.ID] = p
			continue
		}
		removed++
	}
	var led, now []string
	for _, p := range there {
		led = append(led, lineOf(p))
	}
	for _, p := range r.People {
		now = append(now, lineOf(p))
	}
	if len(r.Changed) < 10 || removed == 0 {
		return fmt.Errorf("%d changes, of which %d removals: that proves nothing", len(r.Changed), removed)
	}
	return same("people", now, led)
}

// same compares two sets and names what only one has.
func same(what string, sdk, own []string) error {
	if len(sdk) == 0 {
		return fmt.Errorf("%s: Microsoft's SDK read none, which proves nothing", what)
	}
	only := func(a, b []string) (rest []string) {
		has := map[string]bool{}
		for _, line := range b {
			has[line] = true
		}
		for _, line := range a {
			if !has[line] {
				rest = append(rest, line)
			}
		}
		slices.Sort(rest)
		return slices.Compact(rest)
	}
	missing, more := only(sdk, own), only(own, sdk)
	if len(missing)+len(more) == 0 {
		return nil
	}
	return fmt.Errorf("%s: %d only by Microsoft's SDK (%q), %d only in the ledger (%q)", what, len(missing), missing[:min(3, len(missing))], len(more), more[:min(3, len(more))])
}
