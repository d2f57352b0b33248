package store

import (
	"math"
	"slices"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// firstKind is the facts of one kind of a first image.
type firstKind struct {
	kind    ledger.Kind
	member  uint32 // place of the source among those of the image
	several bool   // there are several
	facts   *facts
	adder   *adder
	values  []func(texts [][]byte) []byte // of the columns
	texts   [][]byte                      // of one fact
	hashes  []byte                        // in the order of ids
	carried [3]int                        // of accounts: the columns that hold addresses
	noted   []notedAddress                // of accounts
}

// addKind makes room for so many facts of a kind.
func (i *firstImage) addKind(kind ledger.Kind, n int) {
	m := i.image
	f := &facts{ids: make([]uint32, 0, n), from: column.NewCodes(n, 0), to: column.NewCodes(n, 0), member: column.NewCodes(0, 0), columns: map[string]column.Codes{}}
	m.kinds[kind] = f
	k := &firstKind{kind: kind, facts: f, adder: &adder{image: m, facts: f, columns: imageColumns[kind]}, hashes: make([]byte, 0, n*len(ledger.Hash{}))}
	if kind == ledger.KindUser {
		f.lists = &lists{}
		m.dicts["address"] = column.NewDict()
		k.adder.address = m.dicts["address"]
		for n, name := range []string{"user_principal_name", "mail", "proxy_addresses"} {
			k.carried[n] = slices.Index(ledger.Columns(kind), name)
		}
	}
	if k.several = len(m.members) > 1; k.several {
		k.member = uint32(m.listedBy[0])
	}
	for _, c := range imageColumns[kind] {
		if m.dicts[c.dict] == nil {
			m.dicts[c.dict] = column.NewDict()
		}
		k.adder.codes, k.adder.dicts = append(k.adder.codes, column.NewCodes(n, 0)), append(k.adder.dicts, m.dicts[c.dict])
		k.values = append(k.values, valueOf(kind, c))
	}
	i.kinds[kindCode(kind)] = k
}

// valueOf finds what the expression of an image column says among the texts of a
// fact's columns.
func valueOf(kind ledger.Kind, c imageColumn) func(texts [][]byte) []byte {
	at := func(name string) int { return slices.Index(ledger.Columns(kind), name) }
	switch {
	case kind == ledger.KindUser && c.name == "flags":
		enabled := at("account_enabled")
		return func(texts [][]byte) []byte {
			if string(texts[enabled]) == "0" {
				return []byte("blocked")
			}
			return nil
		}
	case kind == ledger.KindUser && c.name == "email":
		mail, upn := at("mail"), at("user_principal_name")
		return func(texts [][]byte) []byte {
			if texts[mail] != nil {
				return texts[mail]
			}
			return texts[upn]
		}
	}
	n := at(c.expression)
	if n < 0 {
		panic("store: no column " + c.expression + " of " + string(kind))
	}
	return func(texts [][]byte) []byte { return texts[n] }
}

// add adds the next fact.
func (k *firstKind) add(hash ledger.Hash, content []byte) (err error) {
	f := k.facts
	id := f.after + int64(f.n) + 1
	if id > math.MaxUint32 {
		return errImage
	}
	if k.texts, err = ledger.AppendValueTexts(k.texts[:0], k.kind, content); err != nil {
		return err
	}
	for n, value := range k.values {
		k.adder.codes[n].Append(k.adder.dicts[n].Add(value(k.texts)))
	}
	if f.lists != nil {
		addresses := addressesOf(string(k.texts[k.carried[0]]), string(k.texts[k.carried[1]]), string(k.texts[k.carried[2]]))
		k.adder.carry(addresses)
		for _, address := range addresses {
			k.noted = append(k.noted, notedAddress{address, id})
		}
	}
	f.ids = append(f.ids, uint32(id))
	f.from.Append(1)
	f.to.Append(0)
	if k.several {
		f.member.Append(k.member)
	}
	f.n++
	k.hashes = append(k.hashes, hash[:]...)
	return nil
}
