package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"licenseledger/store/ledger"
)

// The exit codes of the contract.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitSignIn      = 3   // sign-in, consent or a role is needed
	exitPartial     = 4   // partial, pending, held, due, or a question is open
	exitInterrupted = 130 // stopped by a person
)

// exitCodeOf maps a failure to the exit code that scripts act on.
func exitCodeOf(err error) int {
	if err == nil {
		return exitDone
	}
	return ExitCode(codeOf(err))
}

// ExitCode is how a command ends whose failure has this code.
func ExitCode(code ledger.Code) int {
	switch code {
	case ledger.CodeUsage:
		return exitUsage
	case ledger.CodeSignInRequired, ledger.CodeConsentRequired, ledger.CodeForbidden:
		return exitSignIn
	case ledger.CodePartial, ledger.CodePending, ledger.CodeHeld, ledger.CodeDue, ledger.CodeNeedsAnswer:
		return exitPartial
	case ledger.CodeCanceled:
		return exitInterrupted
	default:
		return exitFailed
	}
}

// codeOf is ledger.CodeOf, which knows nothing of contexts.
func codeOf(err error) ledger.Code {
	code := ledger.CodeOf(err)
	if code == ledger.CodeInternal && errors.Is(err, context.Canceled) {
		return ledger.CodeCanceled
	}
	return code
}

// sentence tells a person what happened and what to do, with the code in
// brackets.
func sentence(err error) string {
	text := message(err)
	var known *ledger.Error
	if errors.As(err, &known) {
		if known.Link != "" {
			text += " That is done at: " + known.Link
		}
		if known.RequestID != "" {
			text += " Request id for support: " + known.RequestID + "."
		}
	}
	return fmt.Sprintf("%s [%s]", text, codeOf(err))
}

// message is what happened and what to do, in whole sentences.
func message(err error) string {
	code := codeOf(err)
	var known *ledger.Error
	if !errors.As(err, &known) {
		if code == ledger.CodeCanceled {
			return "Stopped. What was published stays; the next run goes on from there."
		}
		return fmt.Sprintf("Something went wrong that License Ledger did not expect: %v. Run the command again; if it stays, report it.", err)
	}
	text := asSentence(known.Message)
	if text == "" {
		text = asSentence(err.Error())
	}
	if code == ledger.CodeInternal && known.Err != nil {
		text += " (" + known.Err.Error() + ")"
	}
	return text
}

// asSentence gives a message that is a part of a sentence its capital letter,
// unless it begins with a name, and its full stop. A whole one stays: what it
// begins with in small letters is the name of a file.
func asSentence(text string) string {
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?") {
		return text
	}
	first, _, _ := strings.Cut(text, " ")
	if strings.IndexFunc(first, func(r rune) bool { return r < 'a' || r > 'z' }) < 0 {
		text = strings.ToUpper(text[:1]) + text[1:]
	}
	return text + "."
}

func usagef(format string, args ...any) error {
	return ledger.Errorf(ledger.CodeUsage, "", format, args...)
}
