package cli

import (
	"context"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

type doctorOptions struct {
	file string
	json bool
}

// findingAnswer is how it stands with reading one source, as JSON.
type findingAnswer struct {
	Set        ledger.AccessSet `json:"set"`
	Source     string           `json:"source"`
	State      app.AccessState  `json:"state"`
	Sure       bool             `json:"sure"` // false: reading may still be refused
	Optional   bool             `json:"optional"`
	Permission string           `json:"permission"`
	Role       ledger.Text      `json:"role"`      // the least, for a person who signs in; null = none
	Freshness  ledger.Freshness `json:"freshness"` // how old at most what it says is
	Premium    bool             `json:"premium"`   // needs Entra ID P1
	Alone      app.Alone        `json:"alone"`     // when nobody is there: always, while_kept or no
	Link       ledger.Text      `json:"link"`      // where it is mended
	Message    string           `json:"message"`
	RequestID  ledger.Text      `json:"request_id"`
}

func newDoctor(s *streams) *cobra.Command {
	var o doctorOptions
	cmd := &cobra.Command{
		Use:   "doctor FILE",
		Short: "Tell what each source may read, and how to grant what is missing",
		Long: "Ask the connected tenant, with one small reading call per source, what may be read, and tell which permission, role or\n" +
			"license is missing and where it is given. Nothing is started at Microsoft and nothing is kept.\n" +
			"The column alone tells what a sync reads when nobody is there; see \"licensectl schedule\".\n" +
			"It exits with 3 when the sign-in, a permission or a role is missing that the list needs; what is optional does not count.",
		Example: "  licensectl doctor contoso.ledger\n" +
			"  licensectl doctor contoso.ledger --json | jq 'select(.state != \"ok\")'",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			return runDoctor(cmd.Context(), s, o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON object per source")
	return cmd
}

func runDoctor(ctx context.Context, s *streams, o doctorOptions) error {
	return open(ctx, o.file, true, func(l *app.Ledger) error {
		d, err := l.Doctor(ctx, nil)
		if err != nil {
			return err
		}
		unwatched, err := l.Unwatched(ctx)
		if err != nil {
			return err
		}
		alone := map[string]app.Alone{}
		for _, one := range unwatched {
			alone[one.Source] = one.Alone
		}
		if err := printFindings(s, o, d, alone); err != nil {
			return err
		}
		return d.Outcome()
	})
}

// aloneOf is how a source fares when nobody is there: one that may not be read does
// not, whoever signs in.
func aloneOf(f app.Finding, alone map[string]app.Alone) app.Alone {
	if f.State != app.AccessAllowed || alone[f.Source] == "" {
		return app.AloneNo
	}
	return alone[f.Source]
}

func printFindings(s *streams, o doctorOptions, d app.Diagnosis, alone map[string]app.Alone) error {
	if o.json {
		for _, f := range d.Findings {
			if err := s.printJSON(findingAnswer{Set: f.Set, Source: f.Source, State: f.State, Sure: f.Sure, Optional: f.Set.Optional(),
				Permission: f.Permission.Name, Role: ledger.Text(f.Role), Alone: aloneOf(f, alone), Freshness: f.Fresh, Premium: f.Premium,
				Link: ledger.Text(f.Link), Message: f.Message, RequestID: ledger.Text(f.RequestID)}); err != nil {
				return err
			}
		}
		return nil
	}
	t := newTable(s, "set", "source", "state", "permission", "role", "alone")
	for _, f := range d.Findings {
		t.row(string(f.Set), f.Source, string(f.State), f.Permission.Name, string(f.Role), string(aloneOf(f, alone)))
	}
	if err := t.end(); err != nil {
		return err
	}
	told := map[string]bool{}
	for _, f := range d.Findings {
		if f.State == app.AccessAllowed && f.Sure {
			continue
		}
		s.note("%s: %s%s", f.Source, f.Message, where(f.Link, told))
	}
	return nil
}

// where says a link once: most of what is missing is mended in one place.
func where(link string, told map[string]bool) string {
	if link == "" || told[link] {
		return ""
	}
	told[link] = true
	return " " + link
}
