package simtenant

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"sync"
)

// keys sign what the tenant hands out and expects back. They come from the
// seed, so that links and tokens of paging are the same bytes each time.
type keys struct{ paging, sas, access []byte }

func newKeys(seed int64) keys {
	derive := func(purpose string) []byte {
		sum := sha256.Sum256([]byte("simtenant " + purpose + " " + strconv.FormatInt(seed, 10)))
		return sum[:]
	}
	return keys{paging: derive("paging"), sas: derive("sas"), access: derive("access")}
}

func sign(key []byte, parts ...string) []byte {
	mac := hmac.New(sha256.New, key)
	for _, p := range parts {
		mac.Write([]byte(strconv.Itoa(len(p)) + ":" + p))
	}
	return mac.Sum(nil)
}

var urlBase64 = base64.RawURLEncoding

// counters number the requests and decide which of them meet a fault.
type counters struct {
	mu                                 sync.Mutex
	requests, metered, listed, premium uint64
	served                             Served
}

// Served is what a tenant did since it was made.
type Served struct {
	UserPages uint64 `json:"user_pages"` // pages of the list of users
	Throttled uint64 `json:"throttled"`  // answers that asked the client to wait; of a batch, one for all its items
}

func (c *counters) now() Served {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.served
}

func (c *counters) reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.metered, c.listed, c.premium = 0, 0, 0
}

func (c *counters) next(which *uint64) uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	*which++
	return *which
}
