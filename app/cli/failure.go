package cli

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"licenseledger/store/ledger"
)

// failure is what went wrong as JSON, for who asked for the answer so.
type failure struct {
	Code       ledger.Code `json:"code"`
	Message    string      `json:"message"`
	Link       ledger.Text `json:"link"`       // where it is put right; null when there is no such page
	RequestID  ledger.Text `json:"request_id"` // Microsoft's, for support; null when it said none
	RetryAfter *int64      `json:"retry_after_seconds"`
	ExitCode   int         `json:"exit_code"`
}

func failureOf(err error) failure {
	f := failure{Code: codeOf(err), Message: message(err), ExitCode: exitCodeOf(err)}
	var known *ledger.Error
	if errors.As(err, &known) {
		f.Link, f.RequestID = ledger.Text(known.Link), ledger.Text(known.RequestID)
		if known.RetryAfter > 0 {
			seconds := int64(known.RetryAfter.Round(time.Second) / time.Second)
			f.RetryAfter = &seconds
		}
	}
	return f
}

// fail tells why a command ended: in a sentence, or as the last line of what
// stands beside the answer.
func (s *streams) fail(err error, asJSON bool) {
	if !asJSON {
		s.trouble(err)
		return
	}
	_ = writeJSON(s.err, failureOf(err)) // where it cannot be told, the exit code tells
}

// wants tells whether a switch was given. A command that could not read its flags
// does not know, and its arguments are looked at.
func wants(command *cobra.Command, args []string, name string) bool {
	if command != nil {
		if flag := command.Flags().Lookup(name); flag != nil && flag.Changed {
			on, err := strconv.ParseBool(flag.Value.String())
			return err == nil && on
		}
	}
	if end := slices.Index(args, "--"); end >= 0 {
		args = args[:end]
	}
	return slices.Contains(args, "--"+name) || slices.Contains(args, "--"+name+"=true")
}
