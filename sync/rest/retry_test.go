package rest

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
	"testing"
	"time"

	"licenseledger/store/ledger"
)

func TestDo_WaitsAsAskedWithAFreshToken(t *testing.T) {
	at := time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)
	for name, c := range map[string]struct {
		header string
		want   time.Duration
	}{
		"whole seconds": {"17", 17 * time.Second},
		"a fraction":    {"2.5", 2500 * time.Millisecond},
		"a date":        {at.Add(90 * time.Second).Format(http.TimeFormat), 90 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			var sent []string
			b := newBench(t, func(w http.ResponseWriter, r *http.Request) {
				sent = append(sent, r.Header.Get("Authorization"))
				if len(sent) <= 2 {
					w.Header().Set("Date", at.Format(http.TimeFormat))
					w.Header().Set("Retry-After", c.header)
					errorBody(w, http.StatusTooManyRequests, "TooManyRequests")
					return
				}
				fmt.Fprint(w, `{}`)
			})
			if _, err := b.get(t, "/v1.0/users"); err != nil {
				t.Fatal(err)
			}
			if len(b.clock.slept) != 2 || b.clock.slept[0] != c.want || b.clock.slept[1] != c.want {
				t.Errorf("slept %v, want twice %v", b.clock.slept, c.want)
			}
			if len(sent) != 3 || sent[0] == sent[2] {
				t.Errorf("tokens sent: %v", sent)
			}
			if len(b.waits) != 2 || b.waits[0].Reason != ReasonThrottled {
				t.Errorf("waits told: %v", b.waits)
			}
		})
	}
}

func TestDo_GivesUpInBoundedTime(t *testing.T) {
	b := newBench(t, func(w http.ResponseWriter, _ *http.Request) {
		errorBody(w, http.StatusServiceUnavailable, "serviceNotAvailable")
	})
	_, err := b.get(t, "/v1.0/users")
	wantCode(t, err, ledger.CodeOffline)
	if b.calls != 6 {
		t.Errorf("made %d attempts, want 6", b.calls)
	}

	b = newBench(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "400")
		errorBody(w, http.StatusTooManyRequests, "TooManyRequests")
	})
	_, err = b.get(t, "/v1.0/users")
	if e := wantCode(t, err, ledger.CodeThrottled); e.RetryAfter != 400*time.Second {
		t.Errorf("RetryAfter is %v", e.RetryAfter)
	}
	if b.calls != 2 || len(b.clock.slept) != 1 {
		t.Errorf("%d attempts, slept %v: a second wait of 400 s passes the limit of 10 minutes", b.calls, b.clock.slept)
	}
}

func TestDo_PowerPlatformThrottleWaitsAMinute(t *testing.T) {
	b := newBench(t, nil)
	b.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if b.calls++; b.calls == 1 {
			errorBody(w, http.StatusConflict, "BurstRequestsThrottled") // the status is not documented
			return
		}
		fmt.Fprint(w, `{}`)
	})
	if _, err := b.get(t, "/v1.0/users"); err != nil {
		t.Fatal(err)
	}
	if len(b.clock.slept) != 1 || b.clock.slept[0] != time.Minute {
		t.Errorf("slept %v, want one minute", b.clock.slept)
	}
}

func TestDo_TriesALostConnectionAgainButNotAPostThatMayHaveArrived(t *testing.T) {
	b := newBench(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	_, err := b.get(t, "/v1.0/users")
	wantCode(t, err, ledger.CodeOffline)
	if b.calls != networkAttempts {
		t.Errorf("a GET was tried %d times, want %d", b.calls, networkAttempts)
	}
	b.calls = 0
	_, err = b.client.Do(t.Context(), Request{Op: "ask", Method: http.MethodPost,
		URL: b.URL + "/v1.0/security/auditLog/queries"})
	wantCode(t, err, ledger.CodeOffline)
	if b.calls != 1 {
		t.Errorf("the search was begun %d times", b.calls)
	}
}

func TestDo_AnUntrustedServiceIsTriedOnce(t *testing.T) {
	b := newBench(t, func(http.ResponseWriter, *http.Request) { t.Error("a call arrived") }, func(cfg *Config) { cfg.HTTP = nil })
	b.Config.ErrorLog = log.New(io.Discard, "", 0)
	_, err := b.get(t, "/v1.0/users")
	if e := wantCode(t, err, ledger.CodeOffline); !strings.Contains(e.Message, "not trusted") || b.tokens != 1 {
		t.Errorf("after %d attempts: %v", b.tokens, err)
	}
}

func TestBackoff_DoublesToAMinute(t *testing.T) {
	for attempt, want := range map[int]time.Duration{1: time.Second, 2: 2 * time.Second, 4: 8 * time.Second, 7: time.Minute, 60: time.Minute} {
		if got := backoff(attempt, 1); got != want {
			t.Errorf("backoff(%d, 1) = %v, want %v", attempt, got, want)
		}
		if got := backoff(attempt, 0); got != 500*time.Millisecond {
			t.Errorf("backoff(%d, 0) = %v", attempt, got)
		}
	}
}

// TestDo_AWaitUntilTheYear9999IsNone: added to a wait before, it would be less than
// nothing, and the call would sleep for centuries.
func TestDo_AWaitUntilTheYear9999IsNone(t *testing.T) {
	asked := []string{"1", "Fri, 31 Dec 9999 23:59:59 GMT"}
	b := newBench(t, nil)
	b.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		b.calls++
		w.Header().Set("Retry-After", asked[min(b.calls, len(asked))-1])
		errorBody(w, http.StatusTooManyRequests, "TooManyRequests")
	})
	_, err := b.get(t, "/v1.0/users")
	wantCode(t, err, ledger.CodeThrottled)
	for _, slept := range b.clock.slept {
		if slept > time.Minute {
			t.Errorf("it slept for %s", slept)
		}
	}
}
