package rest

import (
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"licenseledger/store/ledger"
)

// fault is what a network, or somebody in between, does to a call.
type fault struct {
	// serve answers; nil where the fault lies before the answer.
	serve http.HandlerFunc
	// start makes the server, where it differs; nil for the usual.
	start func(s *httptest.Server)
	// way is how the client gets there; nil for the usual.
	way func(t *testing.T, b *bench, cfg *Config)
}

const people = `{"value":[{"id":"a","displayName":"Jane CANARY"}]}`

// says answers with a text.
func says(text string, header ...string) fault {
	return fault{serve: func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		_, _ = io.WriteString(w, text)
	}}
}

// moves answers with a redirect.
func moves(status int, to string) fault {
	return fault{serve: func(w http.ResponseWriter, r *http.Request) {
		if r.Host == "elsewhere.example" {
			panic("the redirect was followed")
		}
		w.Header().Set("Location", to)
		w.WriteHeader(status)
	}}
}

// raw answers with bytes of one's own, and goes on with more until the other end
// is gone.
func raw(head string, more string, every time.Duration) fault {
	return fault{serve: func(w http.ResponseWriter, _ *http.Request) {
		connection, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		defer connection.Close()
		_, err = io.WriteString(connection, head)
		for err == nil && more != "" {
			time.Sleep(every)
			_, err = io.WriteString(connection, more)
		}
	}}
}

// waits answers 429 with Retry-After, the first time without.
func waits(retryAfter string) fault {
	calls := 0
	return fault{serve: func(w http.ResponseWriter, _ *http.Request) {
		if calls++; calls > 1 {
			w.Header().Set("Retry-After", retryAfter)
		}
		errorBody(w, http.StatusTooManyRequests, "TooManyRequests")
	}}
}

// faults are the rows of the table in docs/reliability.md.
func faults() map[string]fault {
	all := map[string]fault{
		"web page":                      says("<!doctype html><title>Hotel</title>", "Content-Type", "text/html"),
		"web page called JSON":          says(" \n<html>Hotel", "Content-Type", "application/json"),
		"moved in a circle":             moves(302, "/v1.0/users"),
		"moved to HTTP":                 moves(302, "http://127.0.0.1/v1.0/users"),
		"moved to a mailbox":            moves(302, "/v1.0/me/messages"),
		"one endless text":              raw("HTTP/1.1 200 OK\r\n\r\n{\"value\":[{\"id\":\"", strings.Repeat("x", 1<<16), 0),
		"a million lists in each other": says(`{"value":` + strings.Repeat("[", 1_000_000) + strings.Repeat("]", 1_000_000) + `}`),
		"a number of a million digits":  says(`{"value":[{"id":` + strings.Repeat("7", 1_000_000) + `}]}`),
		"a number for a text":           says(`{"value":[{"id":7}]}`),
		"a text for a list":             says(`{"value":"CANARY"}`),
		"text of another width":         says("\xff\xfe{\x00}\x00"),
		"less than was told":            raw("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"+people, "", 0),
		"more than was told":            raw("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n"+people, "", 0),
		"a byte now and then":           raw("HTTP/1.1 200 OK\r\n\r\n{", " ", 20*time.Millisecond),
		"headers without end":           raw("HTTP/1.1 200 OK\r\n", "X-More: and more\r\n", 5*time.Millisecond),
		"no answer":                     fault{serve: neverAnswers},
		"wait of minus a minute":        waits("-60"),
		"wait of 30,000 years":          waits("1000000000000"),
		"wait until 1970":               waits("Thu, 01 Jan 1970 00:00:00 GMT"),
		"wait until 2999":               waits("Tue, 01 Jan 2999 00:00:00 GMT"),
		"wait of garbage":               waits("soon\u00a0"),
		"wait of NaN":                   waits("NaN"),
		"mark of UTF-8":                 says("\ufeff" + people),
		"names twice":                   says(`{"value":[],"value":[{"id":"b","id":"a"}]}`),
		"date of 1970":                  says(people, "Date", "Thu, 01 Jan 1970 00:00:00 GMT"),
		"date of 9999":                  says(people, "Date", "Fri, 31 Dec 9999 23:59:59 GMT"),
		"date that is none":             says(people, "Date", "yesterday"),
		"no date":                       raw("HTTP/1.1 200 OK\r\nContent-Length: "+strconv.Itoa(len(people))+"\r\n\r\n"+people, "", 0),
	}
	for _, status := range []int{301, 302, 303, 307, 308} {
		all[fmt.Sprintf("moved elsewhere with %d", status)] = moves(status, "https://elsewhere.example/v1.0/users")
	}
	for _, more := range []map[string]fault{wayFaults(), packedFaults(), goneFaults()} {
		maps.Copy(all, more)
	}
	return all
}

var faultRow = regexp.MustCompile(`(?m)^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$`)

// neverAnswers says nothing, also when the other side has hung up: an answer without a
// body could still arrive between its goodbye and the end of the connection.
func neverAnswers(_ http.ResponseWriter, r *http.Request) {
	<-r.Context().Done()
	panic(http.ErrAbortHandler)
}

// TestFaults_AreToldAsInTheTable does every fault of the table to a call, and checks
// what the person reads; that it takes bounded tries, waits and memory; that no secret
// and nobody's name is told; and that the next call goes well.
func TestFaults_AreToldAsInTheTable(t *testing.T) {
	page, err := os.ReadFile("../../docs/reliability.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(page), "\n## What the network does to an answer")
	table, _, _ = strings.Cut(table, "\n## ")
	_, table, _ = strings.Cut(table, "|---|")
	told := map[string]string{}
	for _, row := range faultRow.FindAllStringSubmatch(table, -1) {
		told[row[1]] = row[3]
	}
	all := faults()
	for name := range told {
		if _, ok := all[name]; !ok {
			t.Errorf("the fault %q of the table has no test", name)
		}
	}
	for name, f := range all {
		t.Run(name, func(t *testing.T) {
			reads, ok := told[name]
			if !ok {
				t.Errorf("docs/reliability.md does not tell the fault")
			}
			tryFault(t, f, reads)
		})
	}
	t.Attr("network-faults-tried", strconv.Itoa(len(all)))
	if !t.Failed() {
		t.Attr("network-faults-survived", strconv.Itoa(len(all)))
	}
}

func tryFault(t *testing.T, f fault, reads string) {
	b := &bench{clock: newStepClock()}
	var mu sync.Mutex // of what a handler that still runs looks at
	over := false
	b.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		b.calls++
		well := over || f.serve == nil
		mu.Unlock()
		if well {
			_, _ = io.WriteString(w, people)
			return
		}
		f.serve(w, r)
	}))
	b.Config.ErrorLog = log.New(io.Discard, "", 0)
	if f.start != nil {
		f.start(b.Server)
	}
	b.StartTLS()
	defer b.Close()
	client := func(way func(*testing.T, *bench, *Config)) *Client {
		cfg := Config{Services: []Service{{Base: b.URL + "/v1.0", Audience: testAudience}}, Token: fixed("SECRET-TOKEN"),
			HTTP: b.Client(), Clock: b.clock, Limits: Limits{Stall: 300 * time.Millisecond, Body: 4 << 20}}
		if way != nil {
			way(t, b, &cfg)
		}
		c, err := New(cfg)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	ask := func(c *Client) ([]string, Answer, error) {
		var out struct {
			Value []struct {
				ID string `json:"id"`
			} `json:"value"`
		}
		answer, err := c.JSON(t.Context(), Request{Op: "read things", URL: c.services[0].origin + "/v1.0/users"}, &out)
		var ids []string
		for _, one := range out.Value {
			ids = append(ids, one.ID)
		}
		return ids, answer, err
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	ids, answer, err := ask(client(f.way))
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 96<<20 {
		t.Errorf("it took %d MiB", took>>20)
	}
	var slept time.Duration
	for _, d := range b.clock.slept {
		if slept += d; d < 0 || d > 10*time.Minute {
			t.Errorf("slept %v", d)
		}
	}
	mu.Lock()
	calls := b.calls
	mu.Unlock()
	if calls > 6 || slept > 10*time.Minute {
		t.Errorf("%d calls, waits of %v", calls, slept)
	}
	if reads == "nothing" {
		if err != nil || len(ids) != 1 || ids[0] != "a" || answer.At.Year() != b.clock.now.Year() && answer.At.Year() != time.Now().Year() {
			t.Errorf("read %v at %v, %v", ids, answer.At, err)
		}
	} else {
		var known *ledger.Error
		pattern := "^" + strings.ReplaceAll(regexp.QuoteMeta(reads), "…", ".+") + "$"
		if !errors.As(err, &known) || !regexp.MustCompile(pattern).MatchString(known.Message) {
			t.Errorf("the person reads %v,\nthe table says %q", err, reads)
		}
		for _, secret := range []string{"SECRET", "CANARY", "Jane"} {
			if err != nil && strings.Contains(err.Error(), secret) {
				t.Errorf("the error tells %s: %v", secret, err)
			}
		}
	}
	mu.Lock()
	over = true
	mu.Unlock()
	if ids, _, err := ask(client(nil)); err != nil || len(ids) != 1 {
		t.Errorf("after the fault: %v, %v", ids, err)
	}
}
