package desktop

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	"licenseledger/store/ledger"
)

// guard runs the work of a bound method. A panic becomes an internal failure:
// Wails recovers from it, but would never answer the call.
func guard[T any](op string, work func() (T, error)) (out T, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			slog.Error("a bound method panicked", "op", op, "stack", string(debug.Stack()))
			err = ledger.Errorf(ledger.CodeInternal, op, "License Ledger stumbled over itself (%T). Try again; if it happens again, please report it.", cause)
		}
	}()
	return work()
}

// do is guard for methods that only succeed or fail.
func do(op string, work func() error) error {
	_, err := guard(op, func() (struct{}, error) { return struct{}{}, work() })
	return err
}

// appErrorOf puts a failure into the words that cross to the page. The message
// names the cause only for internal failures, where nothing else helps.
func appErrorOf(err error) *AppError {
	out := &AppError{Code: ledger.CodeOf(err), Args: []string{}}
	if out.Code == ledger.CodeInternal && errors.Is(err, context.Canceled) {
		out.Code = ledger.CodeCanceled
	}
	var known *ledger.Error
	if errors.As(err, &known) {
		out.Op, out.Message, out.RequestID, out.Link = known.Op, known.Message, known.RequestID, known.Link
		out.RetryAfter = int(known.RetryAfter.Seconds())
		if out.Format = known.Format; known.Args != nil {
			out.Args = known.Args
		}
	}
	if out.Message == "" || out.Code == ledger.CodeInternal {
		out.Message, out.Format, out.Args = err.Error(), "", []string{}
	}
	return out
}

// formatError makes the one string that a rejected call carries.
func formatError(err error) any {
	text, marshalErr := json.Marshal(appErrorOf(err))
	if marshalErr != nil {
		return fmt.Sprintf(`{"code":%q}`, ledger.CodeInternal)
	}
	return string(text)
}
