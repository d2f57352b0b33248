package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

type heldOptions struct {
	file    string
	apply   int64
	discard int64
	json    bool
}

// heldAnswer is what became of a sync that waited, as JSON.
type heldAnswer struct {
	Sync      int64          `json:"sync"`
	Done      string         `json:"done"`      // applied or discarded
	Published []sourceAnswer `json:"published"` // of applied
}

func newHeld(s *streams) *cobra.Command {
	var o heldOptions
	cmd := &cobra.Command{
		Use:   "held FILE",
		Short: "Tell which sync waits for an OK, let it in or set it aside",
		Long: "Tell which sync waits for an OK. When far more people, licenses or values would end with a sync than usual, it is not taken into the\n" +
			"history until somebody says that it is right: often a permission or a filter changed, and nobody left.\n" +
			"--apply lets it in, at the day it was read. --discard throws it away. A newer sync takes its place.",
		Example: "  licensectl held contoso.ledger\n" +
			"  licensectl held contoso.ledger --apply 61\n" +
			"  licensectl held contoso.ledger --discard 61",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			if cmd.Flags().Changed("apply") && cmd.Flags().Changed("discard") {
				return usagef("A sync is let in or set aside. Give --apply or --discard, not both.")
			}
			return runHeld(cmd.Context(), s, o)
		},
	}
	cmd.Flags().Int64Var(&o.apply, "apply", 0, "let in what waits of the sync with this number")
	cmd.Flags().Int64Var(&o.discard, "discard", 0, "throw away what waits of the sync with this number: it was a filter or a permission")
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON object per source that waits, or one for what was done")
	return cmd
}

func runHeld(ctx context.Context, s *streams, o heldOptions) error {
	if o.apply == 0 && o.discard == 0 {
		return open(ctx, o.file, true, func(l *app.Ledger) error { return listHeld(ctx, s, o, l) })
	}
	warnOfPlace(s, o.file)
	return open(ctx, o.file, false, func(l *app.Ledger) error {
		noteCopy(s, o.file, l.KeptCopy())
		if o.discard != 0 {
			if err := l.DiscardHeld(ctx, o.discard); err != nil {
				return err
			}
			if o.json {
				return s.printJSON(heldAnswer{o.discard, "discarded", []sourceAnswer{}})
			}
			s.note("Sync %d was set aside. The next sync reads everything anew; it waits again while the filter or permission is as it was.", o.discard)
			return nil
		}
		bar := newBar(s)
		done, err := l.ApplyHeld(ctx, o.apply, bar.show)
		bar.end()
		if err != nil {
			return err
		}
		if o.json {
			return s.printJSON(heldAnswer{o.apply, "applied", publishedAnswers(done)})
		}
		if err := printPublished(s, done); err != nil {
			return err
		}
		s.note("Sync %d was let in.", o.apply)
		return nil
	})
}

func listHeld(ctx context.Context, s *streams, o heldOptions, l *app.Ledger) error {
	syncs, err := l.Held(ctx)
	if err != nil {
		return err
	}
	if o.json {
		for _, sync := range syncs {
			for _, h := range sync.Listings {
				if err := s.printJSON(h); err != nil {
					return err
				}
			}
		}
		return nil
	}
	t := newTable(s, "sync", "source", "at", "of", "property", "count", "total", "usual_per_day", "largest", "most")
	for _, sync := range syncs {
		for _, h := range sync.Listings {
			for _, e := range h.Ends {
				t.row(fmt.Sprint(h.RunID), h.Source, h.At, string(e.Of), string(e.Property), fmt.Sprint(e.Count), fmt.Sprint(e.Total), usualText(e), fmt.Sprint(e.Largest), mostText(e))
			}
		}
	}
	if err := t.end(); err != nil {
		return err
	}
	for _, sync := range syncs {
		noteHeld(s, o.file, sync.Listings)
	}
	if len(syncs) == 0 {
		s.note("No sync waits for an OK.")
	}
	return nil
}

// noteHeld says why a sync waits, and how to judge it.
func noteHeld(s *streams, file string, listings []ledger.Held) {
	for _, h := range listings {
		s.note("Sync %d, %s: %s", h.RunID, h.Source, h.Say())
	}
	if len(listings) > 0 {
		n := listings[0].RunID
		s.note("Let it in with \"licensectl held %s --apply %d\". If it was a filter or permission change, mend that and use --discard %d.", file, n, n)
	}
}

func usualText(e ledger.Ending) string {
	if e.Usual == nil {
		return ""
	}
	return fmt.Sprint(*e.Usual)
}

func mostText(e ledger.Ending) string {
	parts := make([]string, len(e.Most))
	for i, g := range e.Most {
		parts[i] = fmt.Sprintf("%s (%d)", g.Department, g.Count)
	}
	return strings.Join(parts, ", ")
}
