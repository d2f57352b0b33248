package rest

import (
	"fmt"
	"net/http"
	"testing"
	"time"
)

// TestDo_KeepsThePaceOfOnePath: five calls at once, the next when the first is
// long enough ago, and no other path waits.
func TestDo_KeepsThePaceOfOnePath(t *testing.T) {
	var made []time.Time
	var b *bench
	b = newBench(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1.0/AuditLogs/signIns" {
			made = append(made, b.clock.Now())
		}
		fmt.Fprint(w, `{}`)
	}, func(c *Config) { c.Paces = []Pace{{Path: "/auditLogs/", Calls: 5, Per: 10 * time.Second}} })
	for range 12 {
		for _, path := range []string{"/v1.0/AuditLogs/signIns", "/v1.0/users"} {
			if _, err := b.get(t, path); err != nil {
				t.Fatal(err)
			}
		}
	}
	for i := 5; i < len(made); i++ {
		if gap := made[i].Sub(made[i-5]); gap <= 10*time.Second {
			t.Errorf("call %d was made %v after the fifth before it", i, gap)
		}
	}
	if len(b.waits) != 2 || b.waits[0].Reason != ReasonPaced {
		t.Errorf("waits told: %v, want two", b.waits)
	}
}

// TestDo_LeavesAWideQuestionToItsCaller: a gateway that gives up is not asked
// the same again, unless nobody can ask for less.
func TestDo_LeavesAWideQuestionToItsCaller(t *testing.T) {
	b := newBench(t, func(w http.ResponseWriter, _ *http.Request) {
		errorBody(w, http.StatusGatewayTimeout, "UnknownError")
	})
	_, err := b.client.Do(t.Context(), Request{Op: "read things", URL: b.URL + "/v1.0/users", Shrinks: true})
	if !TooMuch(err) || b.calls != 1 {
		t.Errorf("%v after %d calls, want one call and that it asked for too much", err, b.calls)
	}
	if ErrorCode(err) != "UnknownError" {
		t.Errorf("Microsoft's code is %q", ErrorCode(err))
	}
	b.calls = 0
	if _, err = b.get(t, "/v1.0/users"); b.calls != 6 {
		t.Errorf("%v after %d calls, want six", err, b.calls)
	}
}
