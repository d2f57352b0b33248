package cli

import (
	"fmt"
	"strings"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// rejectedShown is how many bad rows are printed for each file.
const rejectedShown = 20

// printFile prints what a file is on one line, and what a person should know of
// it beside that.
func printFile(s *streams, f app.FilePreview, what string) error {
	_, err := fmt.Fprintf(s.out, "%s: %s, %s of %s (%s), layout %s\n", printable(f.Name), what, ledger.Counted(f.Rows, "row", "rows"), f.At, f.AtRule, f.Source)
	aboutFile(s, &f)
	return err
}

// aboutFile tells what a person should know of how a file was read: its dates,
// and the rows that were kept out.
func aboutFile(s *streams, f *app.FilePreview) {
	if f.DatesSaid != "" {
		s.note("%s: %s", printable(f.Name), f.DatesSaid)
	}
	if f.Deleted > 0 {
		s.note("%s: %s deleted. Import the export of deleted users to know since when.", f.Name,
			ledger.Counted(f.Deleted, "account in it is", "accounts in it are"))
	}
	if f.RejectedN > 0 {
		s.note("%s: %s kept out:", f.Name, ledger.Counted(f.RejectedN, "row could not be read and was", "rows could not be read and were"))
	} else if len(f.Rejected) > 0 {
		s.note("%s: cells that could not be read say nothing:", printable(f.Name))
	}
	for i, bad := range f.Rejected {
		if i == rejectedShown {
			s.note("  and more")
			break
		}
		s.note("  line %d: %s", bad.Line, printable(strings.TrimPrefix(bad.Column+": "+bad.Reason, ": ")))
	}
}

func printPreview(s *streams, p app.FilePreview, asJSON bool) error {
	if asJSON {
		return s.printJSON(p)
	}
	what := "can be added"
	switch {
	case p.Refusal != nil:
		_, err := fmt.Fprintf(s.out, "%s: cannot be added\n", printable(p.Name))
		s.note("%s", asSentence(p.Refusal.Message))
		return err
	case p.Question != nil && p.Source == "":
		_, err := fmt.Fprintf(s.out, "%s: needs an answer first\n", printable(p.Name))
		s.note("%s %s", asSentence(p.Question.Message), flagsFor(p.Question.Asks))
		return err
	case p.Question != nil:
		what = "needs an answer first"
	case p.AlreadyHad:
		what = "is already there"
	}
	err := printFile(s, p, what)
	fmt.Fprintf(s.out, "  %s, separated by %s, recognized by %s\n", p.Encoding, p.Separator, p.RecognizedBy)
	fmt.Fprintf(s.out, "  %s, %s of unknown people, %s kept out\n", ledger.Counted(p.People, "person", "people"),
		ledger.Counted(p.Unknown, "row", "rows"), ledger.Counted(p.RejectedN, "row", "rows"))
	if p.DateOrder != "" {
		fmt.Fprintf(s.out, "  dates are read %s (%s)\n", strings.ReplaceAll(string(p.DateOrder), "_", " "), p.DateRule)
	}
	if len(p.Ignored) > 0 {
		fmt.Fprintf(s.out, "  not used: %s\n", printable(strings.Join(p.Ignored, ", ")))
	}
	if p.Question != nil {
		s.note("%s %s", asSentence(p.Question.Message), flagsFor(p.Question.Asks))
	}
	return err
}
