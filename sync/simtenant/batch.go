package simtenant

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
)

// mostBatched is how many requests Graph takes in one batch.
const mostBatched = 20

// batch answers several GETs in one request, in any order, each with a status
// of its own. https://learn.microsoft.com/graph/json-batching
func (c *call) batch() {
	if c.r.Method != http.MethodPost {
		c.graphError(http.StatusMethodNotAllowed, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
		return
	}
	data, err := io.ReadAll(io.LimitReader(c.r.Body, 4<<20))
	if err != nil {
		c.graphError(http.StatusBadRequest, "BadRequest", "The batch could not be read.")
		return
	}
	var body struct {
		Requests []batchItem `json:"requests"`
	}
	if err := json.Unmarshal(data, &body); err != nil {
		c.graphError(http.StatusBadRequest, "BadRequest", "Invalid batch payload format.")
		return
	}
	if problem := batchProblem(body.Requests); problem != "" {
		c.graphError(http.StatusBadRequest, "BadRequest", problem)
		return
	}
	responses := make([]any, len(body.Requests))
	for i, item := range body.Requests {
		responses[i] = c.answerItem(item)
	}
	if c.waits {
		c.tenant.counters.next(&c.tenant.counters.served.Throttled)
	}
	n := c.tenant.counters.next(&c.tenant.counters.requests)
	shuffle := stream(c.tenant.cfg.Seed, forKeys, n)
	shuffle.Shuffle(len(responses), func(i, j int) { responses[i], responses[j] = responses[j], responses[i] })
	c.reply(http.StatusOK, map[string]any{"responses": responses})
}

type batchItem struct {
	ID        string            `json:"id"`
	Method    string            `json:"method"`
	URL       string            `json:"url"`
	Headers   map[string]string `json:"headers"`
	Body      json.RawMessage   `json:"body"`
	DependsOn []string          `json:"dependsOn"`
}

func batchProblem(items []batchItem) string {
	if len(items) == 0 {
		return "A batch must hold at least one request."
	}
	if len(items) > mostBatched {
		return "Number of batch request steps exceeds the maximum value of 20."
	}
	seen := map[string]bool{}
	for _, item := range items {
		switch {
		case item.ID == "" || seen[item.ID]:
			return "Every request of a batch must have an id of its own."
		case !strings.HasPrefix(item.URL, "/") || strings.HasPrefix(item.URL, "/v1.0"):
			return "The URL of a request in a batch must be relative to the version."
		case len(item.DependsOn) > 0:
			return "Dependent requests are not served here: reads do not depend on each other."
		}
		seen[item.ID] = true
	}
	return ""
}

func (c *call) answerItem(item batchItem) any {
	recorder := &recorder{header: http.Header{}, status: http.StatusOK}
	r, err := http.NewRequestWithContext(c.r.Context(), item.Method, "/v1.0"+item.URL, http.NoBody)
	if err != nil {
		return map[string]any{"id": item.ID, "status": http.StatusBadRequest, "body": c.graphErrorBody("BadRequest", "Invalid request.")}
	}
	r.Host, r.TLS, r.URL.Scheme = c.r.Host, c.r.TLS, c.r.URL.Scheme
	for name, value := range item.Headers {
		r.Header.Set(name, value)
	}
	r.Header.Set("Authorization", c.r.Header.Get("Authorization"))
	c.tenant.asked.add(graphService, r)
	one := c.newCall(recorder, r)
	one.inBatch = true
	one.graph()
	c.waits = c.waits || one.waits
	headers := map[string]string{}
	for _, name := range []string{"Content-Type", "Retry-After", "request-id"} {
		if v := recorder.header.Get(name); v != "" {
			headers[name] = v
		}
	}
	return map[string]any{"id": item.ID, "status": recorder.status, "headers": headers, "body": json.RawMessage(recorder.body.Bytes())}
}

// recorder keeps an item's answer for the batch.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(b []byte) (int, error) { return r.body.Write(b) }
