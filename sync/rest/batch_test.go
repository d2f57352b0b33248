package rest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"licenseledger/store/ledger"
)

// answerBatch answers each path with what status gives, last first.
func answerBatch(t *testing.T, w http.ResponseWriter, r *http.Request, status func(path string) (int, string)) (asked []string) {
	t.Helper()
	var body struct {
		Requests []batchRequest `json:"requests"`
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		t.Error(err)
	}
	var responses []string
	for _, item := range body.Requests {
		asked = append(asked, item.URL)
		code, headers := status(item.URL)
		responses = append([]string{fmt.Sprintf(`{"id":%q,"status":%d,"headers":{%s},"body":{"path":%q}}`, item.ID, code, headers, item.URL)}, responses...)
	}
	fmt.Fprintf(w, `{"responses":[%s]}`, strings.Join(responses, ","))
	return asked
}

func TestBatch_AsksThrottledItemsAgainAlone(t *testing.T) {
	var rounds [][]string
	b := newBench(t, func(w http.ResponseWriter, r *http.Request) {
		first := len(rounds) == 0
		rounds = append(rounds, answerBatch(t, w, r, func(path string) (int, string) {
			switch {
			case path == "/users/b" && first:
				return 429, `"retry-after":"9"`
			case path == "/users/c":
				return 404, ""
			}
			return 200, ""
		}))
	})
	answers, err := b.client.Batch(t.Context(), "look up", b.URL+"/v1.0", "", []string{"/users/a", "/users/b", "/users/c"})
	if err != nil {
		t.Fatal(err)
	}
	if len(rounds) != 2 || len(rounds[1]) != 1 || rounds[1][0] != "/users/b" {
		t.Errorf("asked for %v", rounds)
	}
	if len(b.clock.slept) != 1 || b.clock.slept[0] != 9*time.Second {
		t.Errorf("slept %v", b.clock.slept)
	}
	for i, want := range []int{200, 200, 404} {
		if answers[i].Status != want || answers[i].At.IsZero() {
			t.Errorf("answer %d is %+v", i, answers[i])
		}
	}
	if !strings.Contains(string(answers[0].Body), "/users/a") {
		t.Errorf("answers are out of order: %s", answers[0].Body)
	}
}

func TestBatch_ARefusedItemIsARefusal(t *testing.T) {
	b := newBench(t, func(w http.ResponseWriter, r *http.Request) {
		answerBatch(t, w, r, func(string) (int, string) { return 403, "" })
	})
	_, err := b.client.Batch(t.Context(), "look up", b.URL+"/v1.0", "User.Read.All", []string{"/users/a"})
	if e := wantCode(t, err, ledger.CodeForbidden); !strings.Contains(e.Message, "User.Read.All") {
		t.Errorf("message is %q", e.Message)
	}
}

func TestBatch_AnItemWithoutAnAnswerIsNoAbsence(t *testing.T) {
	b := newBench(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, `{"responses":[]}`) })
	_, err := b.client.Batch(t.Context(), "look up", b.URL+"/v1.0", "", []string{"/users/a"})
	wantCode(t, err, ledger.CodeOffline)
}
