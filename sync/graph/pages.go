package graph

import (
	"cmp"
	"context"
	"encoding/json"

	"licenseledger/store/ledger"
	"licenseledger/sync/rest"
)

// pages reads a collection from cursor to its end. A cursor is the next link
// as Graph gave it, without the host: it is sent back as it came, but only ever
// to the configured host. While a page is kept, the next one is read, and the one
// after that is fetched.
func pages[T any](ctx context.Context, t *Tenant, l listing, cursor string, object func(T) ledger.Object, emit func(ledger.Page) error) error {
	address := t.base + l.path + "?" + l.query.Encode()
	if cursor != "" {
		var err error
		if address, err = t.resume(l.op, cursor); err != nil {
			return err
		}
	}
	reading, stop := context.WithCancel(ctx)
	read := make(chan ledger.Page)
	var err error // of reading, once read is closed
	go func() {
		defer close(read)
		err = walk(reading, t, l, address, object, read)
	}()
	defer func() {
		stop()
		for range read {
		}
	}()
	for page := range read {
		if err := emit(page); err != nil {
			return err
		}
	}
	return err
}

// walk reads pages and hands them over, until the last one or ctx ends.
func walk[T any](ctx context.Context, t *Tenant, l listing, address string, object func(T) ledger.Object, read chan<- ledger.Page) error {
	ctx, stop := context.WithCancel(ctx)
	next, on := t.fetch(ctx, l, address, nil), t.onward(l.op)
	defer func() {
		stop()
		if next != nil {
			<-next.arrived
		}
	}()
	var room []byte // of the page before, as memory for another, and
	var objects []T // what was in it
	for next != nil {
		this := next
		<-this.arrived
		if this.err != nil {
			return this.err
		}
		got := collectionAhead[T]{Value: rest.List[T]{Objects: objects}, NextLink: leading{found: func(link string) error {
			following, err := on.following(this.request.URL, link)
			if err == nil {
				next = t.fetch(ctx, l, following, room)
			}
			return err
		}}}
		err := rest.Decode(this.request, this.answer, &got)
		if got.NextLink.err != nil || err != nil {
			return cmp.Or(got.NextLink.err, err)
		}
		if !got.Value.Given {
			return ledger.Errorf(ledger.CodeInvalid, l.op,
				"Microsoft's answer is not a list. Nothing of it was used; if a newer License Ledger exists, install it.")
		}
		room, objects = this.answer.Body, got.Value.Objects
		page := ledger.Page{At: ledger.InstantOf(this.answer.At), Objects: make([]ledger.Object, 0, len(objects))}
		for _, value := range objects {
			page.Objects = append(page.Objects, object(value))
		}
		if err := on.brought(owners(page.Objects)); err != nil {
			return err
		}
		if next == this {
			next = nil
		} else if page.Cursor, err = t.cursor(l.op, next.request.URL); err != nil {
			return err
		}
		select {
		case read <- page:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func owners(objects []ledger.Object) []string {
	ids := make([]string, len(objects))
	for i, o := range objects {
		ids[i] = o.Owner
	}
	return ids
}

// fetched is a page on its way.
type fetched struct {
	request rest.Request
	arrived chan struct{} // closed when answer and err are there
	answer  rest.Answer
	err     error
}

func (t *Tenant) fetch(ctx context.Context, l listing, address string, room []byte) *fetched {
	f := &fetched{request: rest.Request{Op: l.op, URL: address, Needs: l.needs, Room: room}, arrived: make(chan struct{})}
	go func() {
		defer close(f.arrived)
		f.answer, f.err = t.client.Do(ctx, f.request)
	}()
	return f
}

// collectionAhead is a collection whose next link is told while the objects, which
// Graph writes after it, are still to be decoded.
type collectionAhead[T any] struct {
	Value    rest.List[T] `json:"value"`
	NextLink leading      `json:"@odata.nextLink"`
}

type leading struct {
	found func(link string) error
	err   error // of found
}

// UnmarshalJSON implements json.Unmarshaler.
func (l *leading) UnmarshalJSON(data []byte) error {
	var link string
	if err := json.Unmarshal(data, &link); err != nil || link == "" {
		return err
	}
	l.err = cmp.Or(l.err, l.found(link))
	return nil
}
