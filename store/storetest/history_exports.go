package storetest

import (
	"fmt"
	"slices"
	"time"

	"licenseledger/store/ledger"
)

// readExports imports what the admin center exports: active users, and
// sometimes deleted ones.
func (h *history) readExports() {
	at := h.now.Add(time.Duration(3+h.r.IntN(8)) * time.Hour).Truncate(time.Second)
	file := func(source string, objects []ledger.Object) {
		name := fmt.Sprintf("%s %d.csv", source, h.day)
		h.run++
		h.add(Listing{Source: source, At: at, Objects: objects, FileHash: name, FileName: name})
	}
	file(ledger.SourceFileActiveUsers, h.activeUsers())
	if h.chance(2) {
		deleted := h.deletedUsers()
		for i, object := range deleted {
			fact := object.Facts[0].(ledger.DeletedUser)
			fact.UserPrincipalName, fact.Mail = fact.UserPrincipalName[32:], ""
			deleted[i].Facts = []ledger.Fact{fact}
		}
		file(ledger.SourceFileDeletedUsers, deleted)
	}
}

// activeUsers is the export of active users. Accounts without a name are left
// out, licenses are told by their names, and of how they came it says nothing.
func (h *history) activeUsers() []ledger.Object {
	var all []ledger.Object
	for _, m := range h.people {
		if m.away || m.name == "" {
			continue
		}
		user := m.object().Facts[0].(ledger.User)
		user.Mail, user.CostCenter = "", ""
		facts := []ledger.Fact{user}
		for _, g := range m.grants {
			assignment := ledger.Assignment{UserID: m.id, SkuID: g.sku.name}
			if !g.refused && !slices.Contains(facts, ledger.Fact(assignment)) {
				facts = append(facts, assignment)
			}
		}
		all = append(all, ledger.Object{Owner: m.id, Facts: facts})
	}
	return all
}

// secondLook looks some people up after the directory was read, one of whom has
// just left.
func (h *history) secondLook() []ledger.Evidence {
	if len(h.people) == 0 || !h.chance(3) {
		return nil
	}
	var all []ledger.Evidence
	if m := h.people0(); h.chance(2) && m.id != "" {
		h.leave(m, h.now.Add(70*time.Second))
	}
	for _, m := range h.people {
		if h.chance(3) {
			all = append(all, ledger.Evidence{UserID: m.id, At: ledger.InstantOf(h.now.Add(80 * time.Second)), Found: !m.away, Source: ledger.SourceUsers})
		}
	}
	return all
}
