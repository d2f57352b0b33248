package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/rest"
)

// MaxPageSize is the most that Graph gives in one page of users.
const MaxPageSize = 999

// Config says where Graph is.
type Config struct {
	Base     string // https://graph.microsoft.com/v1.0; a configured service of the rest client
	PageSize int    // accounts in a page, 1 to MaxPageSize; MaxPageSize when 0
	Managers bool   // read who manages whom too: Graph then gives about a tenth of the accounts in a page
	// ChangesTellLicenses says that /users/delta tells changes of licenses, which
	// Microsoft neither promises nor denies. Without it they are those of the last
	// whole reading.
	ChangesTellLicenses bool
	// CostCenter is the property that tells cost centers, see CheckCostCenter.
	CostCenter string
	// Groups gives the ids of groups whose names are wanted, in lower case, when
	// the people were read; nil for none.
	Groups func(ctx context.Context) ([]string, error)
}

// Tenant reads one tenant's directory.
type Tenant struct {
	client   *rest.Client
	base     string
	top      int
	managers bool
	licenses bool // see Config.ChangesTellLicenses
	// costCenter is which property tells it.
	costCenter costCenter
	groups     func(ctx context.Context) ([]string, error)
}

// New reads through client, which must have cfg.Base among its services.
func New(client *rest.Client, cfg Config) *Tenant {
	if cfg.PageSize <= 0 || cfg.PageSize > MaxPageSize {
		cfg.PageSize = MaxPageSize
	}
	if cfg.Groups == nil {
		cfg.Groups = func(context.Context) ([]string, error) { return nil, nil }
	}
	return &Tenant{client: client, base: strings.TrimSuffix(cfg.Base, "/"), top: cfg.PageSize, managers: cfg.Managers, licenses: cfg.ChangesTellLicenses,
		costCenter: costCenterOf(cfg.CostCenter), groups: cfg.Groups}
}

// Sources gives the sources in the order a run reads them.
func (t *Tenant) Sources() []engine.Source {
	return []engine.Source{
		&Organization{t},
		&SubscribedSkus{t},
		&Subscriptions{t},
		&Users{t},
		&DeletedUsers{t},
		&Groups{t},
	}
}

// listing is what differs between the collections of Graph.
type listing struct {
	op    string // for errors: "read users"
	path  string
	query url.Values // $select, and $top where the collection has pages
	needs string     // permission
}

// collection is the envelope of every collection.
// https://learn.microsoft.com/graph/paging
type collection[T any] struct {
	Value    *[]T   `json:"value"`
	NextLink string `json:"@odata.nextLink"`
}

// cursor is a link without its host: it is sent back as it came, but only ever to
// the configured one. One that may not be asked is refused here, before anybody
// keeps it as the place to go on from.
func (t *Tenant) cursor(op, link string) (string, error) {
	if !rest.SameOrigin(t.base, link) {
		return "", ledger.Errorf(ledger.CodeInvalid, op,
			"The list goes on at a host that is not Microsoft Graph's. That was refused, and no token went there. Check proxy and hosts.")
	}
	if err := t.client.Allows(op, link); err != nil {
		return "", err
	}
	u, err := url.Parse(link)
	if err != nil {
		return "", fmt.Errorf("read next link: %w", err)
	}
	return u.RequestURI(), nil
}

// resume makes a link of a cursor.
func (t *Tenant) resume(op, cursor string) (string, error) {
	base, err := url.Parse(t.base)
	if err != nil {
		return "", fmt.Errorf("read base address: %w", err)
	}
	if !strings.HasPrefix(cursor, "/") || strings.HasPrefix(cursor, "//") {
		return "", ledger.Errorf(ledger.CodeCursorExpired, op, "The place where reading stopped cannot be read. It is read from the beginning.")
	}
	return base.Scheme + "://" + base.Host + cursor, nil
}

// paged is the query of a collection that comes in pages.
func (t *Tenant) paged(fields string) url.Values {
	return url.Values{"$select": {fields}, "$top": {strconv.Itoa(t.top)}}
}

// instant reads Graph's times, RFC 3339 with up to seven decimals; null and
// what cannot be read are 0.
type instant ledger.Instant

// UnmarshalJSON implements json.Unmarshaler.
func (i *instant) UnmarshalJSON(data []byte) error {
	text, err := plainText(data)
	if err != nil || text == "" {
		*i = 0
		return err
	}
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		*i = 0
		return nil
	}
	*i = instant(ledger.InstantOf(at))
	return nil
}

// plainText reads a JSON text, or null as "". Times come by the million, without
// anything that is written otherwise than it reads.
func plainText(data []byte) (text string, err error) {
	if n := len(data); n >= 2 && data[0] == '"' && bytes.IndexByte(data, '\\') < 0 {
		return string(data[1 : n-1]), nil
	}
	return text, json.Unmarshal(data, &text)
}

// list writes strings as a JSON array, in the order they have.
func list(values []string) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(values) != nil { // strings always encode
		return ""
	}
	return strings.TrimSuffix(b.String(), "\n")
}
