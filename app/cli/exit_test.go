package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"testing"

	"licenseledger/store/ledger"
)

func TestExitCodeOf_EveryCode(t *testing.T) {
	want := map[ledger.Code]int{
		ledger.CodeUsage:           2,
		ledger.CodeSignInRequired:  3,
		ledger.CodeConsentRequired: 3,
		ledger.CodeForbidden:       3,
		ledger.CodePartial:         4,
		ledger.CodePending:         4,
		ledger.CodeHeld:            4,
		ledger.CodeDue:             4,
		ledger.CodeNeedsAnswer:     4,
		ledger.CodeCanceled:        130,
	}
	for _, code := range ledger.Codes() {
		expect, ok := want[code]
		if !ok {
			expect = 1
		}
		err := fmt.Errorf("read users: %w", ledger.Errorf(code, "read", "Something happened."))
		if got := exitCodeOf(err); got != expect {
			t.Errorf("%s: exit code %d, want %d", code, got, expect)
		}
	}
	if got := exitCodeOf(nil); got != 0 {
		t.Errorf("no error: exit code %d, want 0", got)
	}
	if got := exitCodeOf(fmt.Errorf("read page: %w", context.Canceled)); got != 130 {
		t.Errorf("a cancelled context: exit code %d, want 130", got)
	}
}

func TestSentence(t *testing.T) {
	for _, c := range []struct {
		name string
		in   error
		want string
	}{
		{"a whole sentence stays", ledger.Errorf(ledger.CodeBusy, "sync", "Another sync runs. Wait for it."), "Another sync runs. Wait for it. [busy]"},
		{"a part of one is completed", ledger.Errorf(ledger.CodeNotFound, "open", "there is no file x; check the name"), "There is no file x; check the name. [not_found]"},
		{"a file name keeps its letters", ledger.Errorf(ledger.CodeNotALedger, "open", "x.csv is not a ledger"), "x.csv is not a ledger. [not_a_ledger]"},
		{"and so does one of several words", ledger.Errorf(ledger.CodeInvalid, "read", "half a list.csv is empty. Download it again."), "half a list.csv is empty. Download it again. [invalid]"},
		{"the request id is told", &ledger.Error{Code: ledger.CodeForbidden, Message: "Not allowed.", RequestID: "7b"}, "Not allowed. Request id for support: 7b. [forbidden]"},
		{"wrapping is left out", fmt.Errorf("publish: %w", ledger.Errorf(ledger.CodeDiskFull, "", "The disk is full.")), "The disk is full. [disk_full]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := sentence(c.in); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestPrintable_KeepsANameFromSteeringTheTerminal(t *testing.T) {
	if got, want := printable("Ann\x1b[2J\tRoe\u009b1m\n"), "Ann [2J Roe 1m "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// An answer that could not be written is a failure.
func TestRun_AnswerNotWritten(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skipf("this system has no file that is always full: %v", err)
	}
	defer full.Close()
	if code := Run(t.Context(), []string{"version"}, nil, full, io.Discard); code != 1 {
		t.Errorf("an answer that could not be written ended with %d, want 1", code)
	}
}
