package ledger

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// Code names a kind of failure. The list is closed: window and console map
// every code to a sentence and a remedy, and a test fails on one without text.
type Code string

// The closed list of codes.
const (
	CodeSignInRequired  Code = "sign_in_required" // no valid sign-in; a person must sign in
	CodeConsentRequired Code = "consent_required" // signed in, but a permission was never granted
	CodeForbidden       Code = "forbidden"        // granted, but role or policy refuses
	CodeThrottled       Code = "throttled"        // the service asked to wait longer than a run may wait
	CodeOffline         Code = "offline"          // the service could not be reached
	CodeNotFound        Code = "not_found"        // the thing asked for does not exist
	CodePartial         Code = "partial"          // some sources were read, some were not
	CodePending         Code = "pending"          // a job at Microsoft is still being prepared
	CodeHeld            Code = "held"             // a listing waits for a person's OK
	CodeDue             Code = "due"              // all was read but what waits for a person to sign in
	CodeNeedsAnswer     Code = "needs_answer"     // a file needs a decision (date order, whole or part)
	CodeBusy            Code = "busy"             // another program or run holds the ledger
	CodeCanceled        Code = "canceled"         // a person stopped it
	CodeInvalid         Code = "invalid"          // input that cannot be used; nothing was changed
	CodeUsage           Code = "usage"            // a command, flag or filter that does not exist
	CodeStale           Code = "stale"            // the view is older than the ledger; open it again
	CodeReadOnly        Code = "read_only"        // the place cannot be written
	CodeNotALedger      Code = "not_a_ledger"     // the file is not a ledger
	CodeLost            Code = "lost"             // the ledger is no longer where it was opened
	CodeSchemaTooNew    Code = "schema_too_new"   // written by a newer version of License Ledger
	CodeCursorExpired   Code = "cursor_expired"   // the place where reading stopped is no longer accepted
	CodeDiskFull        Code = "disk_full"        // no room to write
	CodeNoDisplay       Code = "no_display"       // no screen to open a window on
	CodeInternal        Code = "internal"         // a defect of License Ledger
)

// Codes lists every code once, in the order of the declarations.
func Codes() []Code {
	return []Code{CodeSignInRequired, CodeConsentRequired, CodeForbidden, CodeThrottled, CodeOffline,
		CodeNotFound, CodePartial, CodePending, CodeHeld, CodeDue, CodeNeedsAnswer, CodeBusy, CodeCanceled,
		CodeInvalid, CodeUsage, CodeStale, CodeReadOnly, CodeNotALedger, CodeLost, CodeSchemaTooNew,
		CodeCursorExpired, CodeDiskFull, CodeNoDisplay, CodeInternal}
}

// OpSignIn is what is being done when no token could be had.
const OpSignIn = "sign in"

// Error is a failure that a person will read. Message is whole sentences that
// say what happened and what to do next, without secrets and without names of
// people.
type Error struct {
	Code       Code
	Op         string        // what was being done, two or three words: "read users"
	Message    string        // a sentence for people
	Format     string        // what Message was made of, by which a window finds it in its language; empty when it was made otherwise
	Args       []string      // what was put into Format, in the order of its verbs' places
	RetryAfter time.Duration // how long the service asked to wait; 0 when it did not say
	RequestID  string        // Microsoft's request-id, for support; empty when there is none
	Link       string        // the page on which it is put right, without secrets; empty when there is none
	Err        error         // the cause, for logs
}

// Error gives the message, then the cause.
func (e *Error) Error() string {
	text := e.Message
	if text == "" {
		text = string(e.Code)
	}
	if e.Op != "" {
		text = e.Op + ": " + text
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an Error with a formatted message.
func Errorf(code Code, op, format string, args ...any) *Error {
	return &Error{Code: code, Op: op, Message: fmt.Sprintf(format, args...), Format: format, Args: formatted(format, args)}
}

// Because adds the cause, for logs.
func (e *Error) Because(cause error) *Error {
	e.Err = cause
	return e
}

// verb is a place of a format: its flags, the argument that it names, and how it is written.
var verb = regexp.MustCompile(`%([-+# 0-9.]*)(?:\[(\d+)\])?([a-zA-Z%])`)

// formatted gives each argument as the first place of the format that tells it writes it.
func formatted(format string, args []any) []string {
	if len(args) == 0 {
		return nil
	}
	out, told := make([]string, len(args)), make([]bool, len(args))
	next := 0
	for _, found := range verb.FindAllStringSubmatch(format, -1) {
		if found[3] == "%" {
			continue
		}
		if found[2] != "" {
			n, _ := strconv.Atoi(found[2]) // digits alone
			next = n - 1
		}
		if next >= 0 && next < len(args) && !told[next] {
			out[next], told[next] = fmt.Sprintf("%"+found[1]+found[3], args[next]), true
		}
		next++
	}
	return out
}

// CodeOf finds the code of the first Error in the chain; CodeInternal when
// there is none, and "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}
