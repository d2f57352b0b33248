package cli

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

type coversOptions struct {
	file        string
	add, remove []string
	json        bool
}

func newFreeUpCovers(s *streams) *cobra.Command {
	var o coversOptions
	cmd := &cobra.Command{
		Use:   "covers FILE",
		Short: "Show or change which license brings all that another does",
		Long: "Show or change which license brings all that another does, so that nobody needs both. What is built in follows Microsoft's licensing\n" +
			"guide; what you add or remove is kept in the ledger and goes before it. A license is named by its name, part number or id.",
		Example: "  licensectl free-up covers contoso.ledger\n" +
			"  licensectl free-up covers contoso.ledger --add 'Power Apps Premium=Power Automate per user plan'\n" +
			"  licensectl free-up covers contoso.ledger --remove 'POWERAPPS_PER_USER=POWERAPPS_PER_APP_NEW'",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			return runCovers(cmd.Context(), s, o)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.add, "add", nil, "A=B: license A brings all that B does")
	f.StringArrayVar(&o.remove, "remove", nil, "A=B: it does not")
	f.BoolVar(&o.json, "json", false, "print one JSON object per pair")
	return cmd
}

func runCovers(ctx context.Context, s *streams, o coversOptions) error {
	return open(ctx, o.file, len(o.add)+len(o.remove) == 0, func(l *app.Ledger) error {
		for n, text := range slices.Concat(o.add, o.remove) {
			license, covered, found := strings.Cut(text, "=")
			if !found {
				return usagef("%q does not say what covers what. Write A=B: license A brings all that B does.", text)
			}
			if err := l.SetCover(ctx, license, covered, n < len(o.add)); err != nil {
				return err
			}
		}
		covers, err := l.Covers(ctx)
		if err != nil {
			return err
		}
		t := newCoversTable(s, o.json)
		for _, c := range covers {
			if o.json {
				err = s.printJSON(c)
			} else {
				t.row(string(c.License), string(c.Covers), coverSource(c))
			}
			if err != nil {
				return err
			}
		}
		if o.json {
			return nil
		}
		return t.end()
	})
}

func newCoversTable(s *streams, json bool) *table {
	if json {
		return nil
	}
	return newTable(s, "license", "covers", "said_by")
}

func coverSource(c app.FreeCover) string {
	switch {
	case c.Removed:
		return "built in, removed"
	case c.Own:
		return "you"
	}
	return "built in"
}

type leaveOutOptions struct {
	file, person, note, filter string
	noUseDays, minAge          int
	remove, json               bool
}

func newFreeUpLeaveOut(s *streams) *cobra.Command {
	var o leaveOutOptions
	cmd := &cobra.Command{
		Use:   "leave-out FILE",
		Short: "Show or choose whose licenses are not to be taken back",
		Long: "Show or choose whose licenses are not to be taken back: chosen people, all that a condition finds (service accounts), and accounts\n" +
			"that are new. Also for how many days no use must be seen. What is left out stays counted: see \"licensectl free-up --left-out\".",
		Example: "  licensectl free-up leave-out contoso.ledger\n" +
			"  licensectl free-up leave-out contoso.ledger --person jane@contoso.com --note 'back in May'\n" +
			"  licensectl free-up leave-out contoso.ledger --filter 'user_name~service'\n" +
			"  licensectl free-up leave-out contoso.ledger --filter 'user_name~service' --remove\n" +
			"  licensectl free-up leave-out contoso.ledger --min-age 60 --no-use-days 120",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			if o.remove && o.person == "" && o.filter == "" {
				return usagef("With --remove, say what is no longer left out: --person or --filter.")
			}
			return runLeaveOut(cmd.Context(), s, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.person, "person", "", "a person, by object id or address")
	f.StringVar(&o.note, "note", "", "why, in your words; with --person")
	f.StringVar(&o.filter, "filter", "", "a condition such as department=IT or user_name~service")
	f.IntVar(&o.minAge, "min-age", -1, "leave out accounts made less than so many days before the day")
	f.IntVar(&o.noUseDays, "no-use-days", -1, "for how many days no use must be seen")
	f.BoolVar(&o.remove, "remove", false, "no longer leave out the person, or what the condition finds")
	f.BoolVar(&o.json, "json", false, "print one JSON object")
	return cmd
}

// leftOutAnswer is what is left out, as JSON.
type leftOutAnswer struct {
	ledger.FreeRules
	People []ledger.FreeKept `json:"people"`
}

func runLeaveOut(ctx context.Context, s *streams, o leaveOutOptions) error {
	changes := o.person != "" || o.filter != "" || o.minAge >= 0 || o.noUseDays >= 0
	return open(ctx, o.file, !changes, func(l *app.Ledger) error {
		if changes {
			if err := changeLeftOut(ctx, l, o); err != nil {
				return err
			}
		}
		return tellLeftOut(ctx, s, l, o.json)
	})
}

func changeLeftOut(ctx context.Context, l *app.Ledger, o leaveOutOptions) error {
	rules, err := l.FreeRules(ctx)
	if err != nil {
		return err
	}
	if o.minAge >= 0 {
		rules.MinAge = o.minAge
	}
	if o.noUseDays >= 0 {
		rules.NoUseDays = o.noUseDays
	}
	if o.filter != "" {
		rules.LeaveOut = slices.DeleteFunc(rules.LeaveOut, func(f string) bool { return f == o.filter })
		if !o.remove {
			rules.LeaveOut = append(rules.LeaveOut, o.filter)
		}
	}
	if err := l.SetFreeRules(ctx, rules); err != nil {
		return err
	}
	switch {
	case o.person == "":
		return nil
	case o.remove:
		return l.ReleaseLicenses(ctx, o.person)
	}
	return l.KeepLicenses(ctx, o.person, o.note)
}

func tellLeftOut(ctx context.Context, s *streams, l *app.Ledger, json bool) error {
	rules, err := l.FreeRules(ctx)
	if err != nil {
		return err
	}
	people, err := l.KeptLicenses(ctx, "")
	if err != nil {
		return err
	}
	if json {
		return s.printJSON(leftOutAnswer{rules, people})
	}
	t := newTable(s, "left_out", "value", "since", "note")
	t.row("min_age", strconv.Itoa(rules.MinAge), "", "")
	t.row("no_use_days", strconv.Itoa(rules.NoUseDays), "", "")
	for _, filter := range rules.LeaveOut {
		t.row("filter", filter, "", "")
	}
	for _, p := range people {
		name := string(p.UserName)
		if name == "" {
			name = string(p.UserID)
		}
		t.row("person", name, string(p.KeptAt), string(p.Note))
	}
	return t.end()
}
