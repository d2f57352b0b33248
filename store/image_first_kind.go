package store

import (
	"cmp"
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

// sort finds the order of people, where the kind has one.
func (k *firstKind) sort(recode map[string][]uint32) {
	names := imageOrder[k.kind]
	if names == nil || k.facts.n == 0 {
		return
	}
	var codes []column.Codes
	var places [][]uint32
	for _, name := range names {
		for _, c := range imageColumns[k.kind] {
			if c.name == name {
				codes, places = append(codes, k.facts.columns[name]), append(places, recode[c.dict])
			}
		}
	}
	place := func(n int, fact uint32) uint32 { return places[n][codes[n].At(fact)] - 1 } // "" comes last
	type placed struct {
		first uint64
		fact  uint32
	}
	all := make([]placed, k.facts.n)
	for fact := range k.facts.n {
		all[fact] = placed{uint64(place(0, fact))<<32 | uint64(place(1, fact)), fact}
	}
	slices.SortFunc(all, func(a, b placed) int {
		if a.first != b.first {
			return cmp.Compare(a.first, b.first)
		}
		for n := 2; n < len(codes); n++ {
			if x, y := place(n, a.fact), place(n, b.fact); x != y {
				return cmp.Compare(x, y)
			}
		}
		return 0
	})
	k.facts.later = make([]later, len(all))
	for n := range all {
		k.facts.later[n].fact = all[n].fact
	}
}
