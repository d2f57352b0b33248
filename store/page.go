package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"

	"licenseledger/store/ledger"
)

// Put keeps a page and its cursor in one commit; last marks the end. A page
// that could not be kept leaves the staging as it was. A temporary staging takes
// a page in while the next one is read, so the page is the staging's own from
// now on, and the error may be that of a page before.
func (s *Staging) Put(ctx context.Context, page ledger.Page, last bool) error {
	if s.temporary && !last {
		return s.takeBeside(ctx, page)
	}
	if err := s.wait(); err != nil {
		return err
	}
	return s.take(ctx, page, last)
}

func (s *Staging) take(ctx context.Context, page ledger.Page, last bool) error {
	if s.forgot {
		return nil
	}
	err := s.put(ctx, page, last)
	if errors.Is(err, errNoRoom) {
		s.forget()
		return nil
	}
	if isDamaged(err) {
		err = s.giveUp(err)
	}
	return classify("keep page", s.path, err)
}

func (s *Staging) put(ctx context.Context, page ledger.Page, last bool) (err error) {
	if err := s.ready(ctx); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			s.tally, s.owners = nil, nil // they may know of the page; the pages kept do not
		}
	}()
	if err := s.hash(page.Objects); err != nil {
		return err
	}
	b := pageBuilder{staging: s, objects: page.Objects, page: s.newPage()}
	if s.gathers() {
		b.page.number = s.held.number
	}
	if err := b.build(ctx, page.Gone); err != nil {
		return err
	}
	next := s.state
	next.Cursor, next.ReadTo, next.Complete = page.Cursor, page.At, last
	if next.ReadFrom == 0 {
		next.ReadFrom = page.At
	}
	next.Pages++
	next.Rows, next.Sum = s.tally.sum.rows, append([]byte(nil), s.tally.sum.sum[:]...)
	ctx = context.WithoutCancel(ctx) // what was read is worth keeping, also when the run was stopped meanwhile
	switch {
	case s.temporary:
		err = s.gather(ctx, &b, &next)
	case next.Pages == 1 && last:
		s.held = b.page
	default:
		if err = s.spill(ctx); err == nil {
			err = s.keep(ctx, b.page, next)
		}
		if err == nil {
			s.spare = b.page
		}
	}
	if err != nil {
		return err
	}
	s.state = next
	s.counted.Store(next.Rows)
	return nil
}

// newPage begins a page, in the memory of one that is in the file.
func (s *Staging) newPage() *stagedPage {
	p := s.spare
	if s.spare = nil; p == nil {
		p = &stagedPage{}
	}
	p.number, p.gone, p.facts, p.owners = s.state.Pages+1, p.gone[:0], p.facts[:0], p.owners[:0]
	for bucket := range p.fresh {
		p.fresh[bucket] = p.fresh[bucket][:0]
	}
	return p
}

// pageBuilder makes a page of hashed objects and counts it.
type pageBuilder struct {
	staging  *Staging
	objects  []ledger.Object
	page     *stagedPage
	replaced map[int]bool // objects of which the page has a later delivery
}

func (b *pageBuilder) build(ctx context.Context, gone []ledger.Fact) error {
	if err := b.takeOwners(ctx); err != nil {
		return err
	}
	if b.staging.state.Changes {
		if err := b.change(ctx, gone); err != nil {
			return err
		}
	} else if len(gone) > 0 {
		return ledger.Errorf(ledger.CodeInternal, "keep page", "A page of a whole listing says what is gone.")
	}
	b.add()
	return nil
}

// change drops what a page of changes says that the base has no longer.
func (b *pageBuilder) change(ctx context.Context, gone []ledger.Fact) error {
	s, facts := b.staging, wanted{}
	for i := range s.hashers {
		for j := range s.hashers[i].facts {
			facts.add(s.hashers[i].facts[j].code, s.hashers[i].facts[j].hash)
		}
	}
	goneHashes := make([]ledger.Hash, len(gone))
	for i, fact := range gone {
		fact, err := s.erasures.apply(fact)
		if err != nil {
			return err
		}
		goneHashes[i], _ = ledger.HashOf(fact, nil)
		facts.add(kindCode(fact.Kind()), goneHashes[i])
	}
	if err := s.know(ctx, s.tally, facts); err != nil {
		return err
	}
	if err := b.dropOwned(ctx); err != nil {
		return err
	}
	for i, fact := range gone {
		if !b.drop(kindCode(fact.Kind()), goneHashes[i]) {
			return ledger.Errorf(ledger.CodeInvalid, "keep page",
				"%s says that something is gone which its newest listing does not have. Read it whole.", s.info.Name)
		}
	}
	return nil
}

// takeOwners notes the owners of the page. A service may deliver an object
// twice while it changes: the later delivery replaces the earlier.
func (b *pageBuilder) takeOwners(ctx context.Context) error {
	s := b.staging
	for i := range b.objects {
		owner := b.objects[i].Owner
		if owner == "" {
			continue
		}
		key := maphash.String(s.seed, owner)
		if before, again := s.owners[key]; again {
			if err := b.replace(ctx, i, before); err != nil {
				return err
			}
		}
		s.owners[key] = delivery{uint32(b.page.number), len(b.objects[i].Facts) > 0}
	}
	return nil
}

// replace takes back the last delivery of an object's owner.
func (b *pageBuilder) replace(ctx context.Context, object int, before delivery) error {
	owner, number := b.objects[object].Owner, int64(before.page)
	found := false
	if number == b.page.number {
		for i := object - 1; i >= 0 && !found; i-- {
			if found = b.objects[i].Owner == owner; found {
				b.markReplaced(i)
			}
		}
	} else {
		var err error
		if found, err = b.dropDelivery(ctx, number, number, owner); err != nil {
			return err
		}
	}
	if !found { // another owner with the same key hides it, or it is in the page that this one is gathered with, or there is none
		_, err := b.dropDelivery(ctx, 1, b.page.number, owner)
		return err
	}
	return nil
}

func (b *pageBuilder) markReplaced(object int) {
	if b.replaced == nil {
		b.replaced = map[int]bool{}
	}
	b.replaced[object] = true
}

// dropDelivery drops what some pages say of an owner.
func (b *pageBuilder) dropDelivery(ctx context.Context, first, last int64, owner string) (found bool, err error) {
	err = b.staging.eachPageOf(ctx, first, last, func(p *stagedPage) error {
		var facts []byte
		if err := eachOwner(p.owners, len(p.facts)/factSize, func(name []byte, first, count int) {
			if string(name) == owner {
				found = true
				facts = append(facts, p.facts[first*factSize:(first+count)*factSize]...)
			}
		}); err != nil {
			return err
		}
		return eachFact(facts, func(code byte, hash ledger.Hash) { b.drop(code, hash) })
	})
	return found, err
}

// dropOwned drops what the base says of the page's owners.
func (b *pageBuilder) dropOwned(ctx context.Context) error {
	var owners []string
	for i := range b.objects {
		if b.objects[i].Owner != "" {
			owners = append(owners, b.objects[i].Owner)
		}
	}
	if len(owners) == 0 {
		return nil
	}
	list, err := json.Marshal(owners)
	if err != nil {
		return err
	}
	s := b.staging
	for _, kind := range s.info.Kinds {
		// Owners stand in the first column of every kind, and its index knows no source.
		which := fmt.Sprintf(`f.%s IN (SELECT value FROM json_each(?4)) AND +f.source_id = c.source_id`, ledger.Columns(kind)[0])
		err := s.knowOf(ctx, s.tally, kind, which, string(list), func(hash ledger.Hash) { b.drop(kindCode(kind), hash) })
		if err != nil {
			return err
		}
	}
	return nil
}

// drop takes a fact out of the listing and tells whether it was in it.
func (b *pageBuilder) drop(code byte, hash ledger.Hash) bool {
	if !b.staging.tally.drop(hash) {
		return false
	}
	b.page.gone = appendFact(b.page.gone, code, hash)
	return true
}

// add adds the hashed facts to the listing, and to the page.
func (b *pageBuilder) add() {
	p, object := b.page, 0
	p.facts = slices.Grow(p.facts, (len(b.staging.hashers[0].facts)+len(b.staging.hashers[1].facts))*factSize+4)
	unowned := 0
	flush := func() {
		if unowned > 0 {
			p.owners = appendOwner(p.owners, "", unowned)
			unowned = 0
		}
	}
	for i := range b.staging.hashers {
		h := &b.staging.hashers[i]
		next := 0
		for _, o := range h.objects {
			facts := h.facts[next : next+len(o.Facts)]
			next += len(o.Facts)
			if replaced := b.replaced[object]; !replaced {
				for j := range facts {
					b.addFact(h, &facts[j])
				}
				if o.Owner == "" {
					unowned += len(facts)
				} else {
					flush()
					p.owners = appendOwner(p.owners, o.Owner, len(facts))
				}
			}
			object++
		}
	}
	flush()
}

func (b *pageBuilder) addFact(h *pageHasher, f *hashedFact) {
	b.page.facts = appendFact(b.page.facts, f.code, f.hash)
	if f.known >= 0 {
		b.staging.tally.addKnown(f.known)
		return
	}
	if b.staging.tally.add(f.code, f.hash) {
		bucket := contentBucket(f.hash)
		b.page.fresh[bucket] = appendFresh(b.page.fresh[bucket], f.code, f.hash, h.content[f.begin:f.end])
	}
}
