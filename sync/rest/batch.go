package rest

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"licenseledger/store/ledger"
)

// AtOnce is how many GETs Batch has on their way at once: so many as one batch may hold, in
// a few batches, since most of the time of one is spent waiting.
const (
	AtOnce        = batchSize * batchesAtOnce
	batchSize     = 20
	batchesAtOnce = 4
)

// Inner is the answer to one call of a batch.
type Inner struct {
	Status int
	Body   json.RawMessage
	At     time.Time // when the batch that answered it was answered
}

type batchRequest struct {
	ID     string `json:"id"`
	Method string `json:"method"`
	URL    string `json:"url"`
}

type batchResponse struct {
	Responses []struct {
		ID      string            `json:"id"`
		Status  int               `json:"status"`
		Headers map[string]string `json:"headers"`
		Body    json.RawMessage   `json:"body"`
	} `json:"responses"`
}

// Batch makes GETs, twenty in a call and a few calls at once, and gives their answers in
// the order of paths, which are relative to base. Answers that ask to wait (429,
// 5xx) are asked again, alone, within the client's limits. Statuses other than
// 200 and 404 are errors, classified as if the call had been made by itself; the first
// one ends the other calls.
// https://learn.microsoft.com/graph/json-batching
func (c *Client) Batch(ctx context.Context, op, base, needs string, paths []string) ([]Inner, error) {
	answers := make([]Inner, len(paths))
	calls, calling := errgroup.WithContext(ctx)
	calls.SetLimit(batchesAtOnce)
	for first := 0; first < len(paths); first += batchSize {
		end := min(first+batchSize, len(paths))
		calls.Go(func() error {
			return c.batch(calling, Request{Op: op, URL: base + "/$batch", Method: http.MethodPost, Needs: needs}, paths[first:end], answers[first:end])
		})
	}
	return answers, calls.Wait()
}

// batch makes one call, and again for what was not answered.
func (c *Client) batch(ctx context.Context, r Request, paths []string, answers []Inner) error {
	open := make([]int, len(paths))
	for i := range open {
		open[i] = i
	}
	return c.retry(ctx, r.Op, true, func(ctx context.Context, _ *refused) *failure {
		var fail *failure
		open, fail = c.batchOnce(ctx, r, paths, open, answers)
		return fail
	})
}

// batchOnce asks for the open paths and gives those that must be asked again.
func (c *Client) batchOnce(ctx context.Context, r Request, paths []string, open []int, answers []Inner) ([]int, *failure) {
	requests := make([]batchRequest, 0, len(open))
	for _, i := range open {
		requests = append(requests, batchRequest{ID: strconv.Itoa(i), Method: http.MethodGet, URL: paths[i]})
	}
	body, err := json.Marshal(map[string]any{"requests": requests})
	if err != nil {
		return open, &failure{err: ledger.Errorf(ledger.CodeInternal, r.Op, "The batch could not be written.")}
	}
	r.Body = body
	var got batchResponse
	answer, err := c.JSON(ctx, r, &got)
	if err != nil {
		// The outer call has been retried already.
		return open, &failure{err: asLedgerError(err, r.Op)}
	}
	answered := make(map[int]bool, len(got.Responses))
	var again *failure
	for _, inner := range got.Responses {
		i, err := strconv.Atoi(inner.ID)
		if err != nil || i < 0 || i >= len(paths) {
			continue
		}
		if inner.Status == http.StatusOK || inner.Status == http.StatusNotFound {
			answers[i] = Inner{Status: inner.Status, Body: inner.Body, At: answer.At}
			answered[i] = true
			continue
		}
		fail := c.innerRefusal(r, inner.Status, inner.Headers, inner.Body, answer)
		if !fail.again {
			return open, fail
		}
		if again == nil || fail.after > again.after {
			again = fail
		}
	}
	var rest []int
	for _, i := range open {
		if !answered[i] {
			rest = append(rest, i)
		}
	}
	if len(rest) > 0 && again == nil {
		again = &failure{again: true, reason: ReasonUnavailable, err: ledger.Errorf(ledger.CodeOffline, r.Op,
			"Microsoft left out answers of a batch. Sync again later.")}
	}
	if again != nil {
		again.partly = len(rest) < len(open)
	}
	return rest, again
}

func (c *Client) innerRefusal(r Request, status int, headers map[string]string, body []byte, outer Answer) *failure {
	header := http.Header{}
	for name, value := range headers {
		header.Set(name, value)
	}
	header.Set("Date", outer.At.Format(http.TimeFormat))
	resp := &http.Response{StatusCode: status, Header: header, Body: http.NoBody}
	request, err := http.NewRequest(http.MethodGet, r.URL, nil)
	if err != nil {
		return &failure{err: ledger.Errorf(ledger.CodeInvalid, r.Op, "The address of the call is not valid.")}
	}
	resp.Request = request
	code := errorCode(body)
	fail := classify(r, resp, code, retryAfter(header.Get("Retry-After"), outer.At))
	if status == http.StatusUnauthorized {
		fail.again = false
	}
	if fail.again && fail.after == 0 {
		fail.after = backoff(2, rand.Float64())
	}
	fail.err.Op, fail.err.RequestID = r.Op, strings.TrimSpace(outer.RequestID)
	fail.err.Err = &StatusError{Status: status, Code: code}
	return fail
}
