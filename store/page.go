package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"

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
	b := pageBuilder{staging: s, objects: page.Objects, page: &stagedPage{number: s.state.Pages + 1}}
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
	}
	if err != nil {
		return err
	}
	s.state = next
	s.counted.Store(next.Rows)
	return nil
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
		if err := b.dropOwned(ctx); err != nil {
			return err
		}
	} else if len(gone) > 0 {
		return ledger.Errorf(ledger.CodeInternal, "keep page", "A page of a whole listing says what is gone.")
	}
	for _, fact := range gone {
		fact, err := b.staging.erasures.apply(fact)
		if err != nil {
			return err
		}
		hash, _ := ledger.HashOf(fact, nil)
		if !b.drop(kindCode(fact.Kind()), hash) {
			return ledger.Errorf(ledger.CodeInvalid, "keep page",
				"%s says that something is gone which its newest listing does not have. Read it whole.", b.staging.info.Name)
		}
	}
	b.add()
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
		query := fmt.Sprintf(`SELECT f.hash FROM %[1]s f JOIN %[1]s_span s USING (fact_id) WHERE f.%[2]s IN (SELECT value FROM json_each(?))
			AND +s.source_id = (SELECT source_id FROM source WHERE name = ?) AND s.to_pos > ? AND s.from_pos <= ?`, kind, ledger.Columns(kind)[0])
		err := each(ctx, s.ledger.read, query, []any{string(list), s.info.Name, int64(s.base.at), int64(s.base.at)}, func(rows *sql.Rows) error {
			var hash scannedHash
			err := rows.Scan(&hash)
			if err == nil {
				b.drop(kindCode(kind), ledger.Hash(hash))
			}
			return err
		})
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
	p.facts = make([]byte, 0, (len(b.staging.hashers[0].facts)+len(b.staging.hashers[1].facts))*factSize+4)
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
