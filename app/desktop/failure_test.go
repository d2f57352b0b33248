package desktop

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"licenseledger/store/ledger"
)

func TestFormatError_IsOneJSONString(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		want AppError
	}{
		"a known failure, wrapped": {
			fmt.Errorf("read users page: %w", &ledger.Error{Code: ledger.CodeThrottled, Op: "read users", Message: "Wait a minute.", RetryAfter: time.Minute, RequestID: "r-1", Err: errors.New("429")}),
			AppError{Code: ledger.CodeThrottled, Op: "read users", Message: "Wait a minute.", RetryAfter: 60, RequestID: "r-1"},
		},
		"an unforeseen failure keeps its text": {
			errors.New("boom"), AppError{Code: ledger.CodeInternal, Message: "boom"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			text, ok := formatError(c.err).(string)
			if !ok {
				t.Fatalf("%T, want a string", formatError(c.err))
			}
			var got AppError
			if err := json.Unmarshal([]byte(text), &got); err != nil {
				t.Fatal(err)
			}
			if got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestGuard_TurnsAPanicIntoAFailure(t *testing.T) {
	_, err := guard("read rows", func() (RowPage, error) {
		var none []Row
		return RowPage{Rows: none[:1]}, nil
	})
	if ledger.CodeOf(err) != ledger.CodeInternal {
		t.Fatalf("err = %v, want internal", err)
	}
}
