package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

type userOptions struct {
	file, key string
	json      bool
}

// userEvent is one line of the timeline as JSON: the event, who it is about, and
// how it is known how they stand.
type userEvent struct {
	ledger.Person
	ledger.Event
	Evidence []ledger.Sentence `json:"evidence"`
}

func newUser(s *streams) *cobra.Command {
	var o userOptions
	cmd := &cobra.Command{
		Use:   "user FILE ID|EMAIL",
		Short: "Tell one person's history",
		Example: "  licensectl user contoso.ledger someone@contoso.com\n" +
			"  licensectl user contoso.ledger someone@contoso.com --json",
		Args: needs("FILE", "ID|EMAIL"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file, o.key = args[0], args[1]
			return runUser(cmd.Context(), s, o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON object per event")
	return cmd
}

func runUser(ctx context.Context, s *streams, o userOptions) error {
	return open(ctx, o.file, true, func(l *app.Ledger) error {
		person, events, err := l.Person(ctx, o.key)
		if err != nil {
			return err
		}
		evidence, err := l.Evidence(ctx, o.key)
		if err != nil {
			return err
		}
		if o.json {
			for _, event := range events {
				if err := s.printJSON(userEvent{person, event, evidence}); err != nil {
					return err
				}
			}
			return nil
		}
		var about []string
		for _, part := range []string{string(person.Name), string(person.Email), string(person.UserID), statusText(person)} {
			if part != "" {
				about = append(about, printable(part))
			}
		}
		s.note("%s", strings.Join(about, ", "))
		for _, e := range evidence {
			s.note("%s", evidenceText(e, l.Zone()))
		}
		t := newTable(s, "at", "event", "service", "license", "detail", "source")
		for _, e := range events {
			t.row(when(e), string(e.Event), string(e.Service), string(e.License), string(e.Detail), e.Source)
		}
		return t.end()
	})
}

func statusText(p ledger.Person) string {
	if p.StatusSince == "" {
		return string(p.Status)
	}
	return string(p.Status) + " since " + string(p.StatusSince)
}

// when shows an exact instant, or the interval in which the event fell.
func when(e ledger.Event) string {
	if e.At == e.AtUntil || e.AtUntil == "" {
		return string(e.At)
	}
	return string(e.At) + "/" + string(e.AtUntil)
}
