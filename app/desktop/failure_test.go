package desktop

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
)

func TestFormatError_IsOneJSONString(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		want AppError
	}{
		"a known failure, wrapped": {
			fmt.Errorf("read users page: %w", &ledger.Error{Code: ledger.CodeThrottled, Op: "read users", Message: "Wait a minute.", RetryAfter: time.Minute, RequestID: "r-1", Err: errors.New("429")}),
			AppError{Code: ledger.CodeThrottled, Op: "read users", Message: "Wait a minute.", RetryAfter: 60, RequestID: "r-1", Args: []string{}},
		},
		"a failure with what was put into its sentence": {
			ledger.Errorf(ledger.CodeNotFound, "read", "There is no file %s.", "a.ledger").Because(errors.New("ENOENT")),
			AppError{Code: ledger.CodeNotFound, Op: "read", Message: "There is no file a.ledger.", Format: "There is no file %s.", Args: []string{"a.ledger"}},
		},
		"a defect, told with its causes": {
			ledger.Errorf(ledger.CodeInternal, "read", "A sheet has no place %s.", "here").Because(errors.New("boom")),
			AppError{Code: ledger.CodeInternal, Op: "read", Message: "read: A sheet has no place here.: boom", Args: []string{}},
		},
		"an unforeseen failure keeps its text": {
			errors.New("boom"), AppError{Code: ledger.CodeInternal, Message: "boom", Args: []string{}},
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
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
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
