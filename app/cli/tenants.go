package cli

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/app/tenants"
	"licenseledger/store/ledger"
)

func newTenants(s *streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "tenants list|add|remove",
		Short: "List the ledgers of this computer with how each stands, add one, or take one off the list",
		Example: "  licensectl tenants list\n" +
			"  licensectl tenants add contoso.ledger other.ledger\n" +
			"  licensectl tenants list --json | jq 'select(.error_code != null) | .path'\n" +
			"  licensectl export --all --out all.xlsx",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("There is no command %q. Did you mean %q?", "tenants "+args[0], "tenants "+ledger.Nearest(args[0], []string{"list", "add", "remove"}))
			}
			return usagef("Something is missing. It is: licensectl tenants list, tenants add FILE..., or tenants remove FILE...")
		},
	}
	cmd.AddCommand(newTenantsList(s), newTenantsAdd(s), newTenantsRemove(s))
	return cmd
}

func newTenantsList(s *streams) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "list",
		Short: "Show how every tenant stands",
		Example: "  licensectl tenants list\n" +
			"  licensectl tenants list --json | jq 'select(.needs != []) | {tenant, needs}'",
		Long: "Show how every tenant stands: when its list was read last, people, free seats, how much waits for a person\n" +
			"and what first, and how its last sync ended. A ledger that cannot be read has the reason. The window's page\n" +
			"All tenants is the same list.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runTenantsList(cmd.Context(), s, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object per tenant")
	return cmd
}

// knownLedgers gives the list and what is on it. Code not_found when that is
// nothing.
func knownLedgers() (tenants.List, []tenants.Known, error) {
	list, err := tenants.Usual()
	if err != nil {
		return list, nil, err
	}
	all, err := list.All()
	if err == nil && len(all) == 0 {
		err = ledger.Errorf(ledger.CodeNotFound, "", "No ledger is on the list of tenants yet. Add one: licensectl tenants add FILE. Those that are connected, or opened in the window, come by themselves.")
	}
	return list, all, err
}

// noteKnown puts a ledger that was connected on the list. That this failed is told:
// "sync --all" would leave it out.
func noteKnown(s *streams, info app.Info) {
	list, err := tenants.Usual()
	if err == nil {
		err = list.Note(tenants.Known{Path: info.Path, TenantName: info.TenantName, TenantID: info.TenantID, IsSample: info.Sample})
	}
	if err != nil {
		s.note("It could not be put on the list of tenants. %s", sentence(err))
	}
}

// tenantAnswer is how a tenant stands as JSON.
type tenantAnswer struct {
	Path      string         `json:"path"`
	Tenant    ledger.Text    `json:"tenant"` // null before the first reading
	TenantID  ledger.Text    `json:"tenant_id"`
	IsSample  bool           `json:"is_sample"`
	At        ledger.Text    `json:"at"`        // of the newest reading
	ListRead  ledger.Text    `json:"list_read"` // when a license list was read last
	People    *int           `json:"people"`    // null when the directory was not read
	Seats     *app.PaidSeats `json:"seats"`     // of licenses that are paid for; null when licenses were not read
	Needs     []needAnswer   `json:"needs"`     // the worst first
	LastSync  *syncEndAnswer `json:"last_sync"` // null before the first
	ErrorCode ledger.Text    `json:"error_code"`
	Error     ledger.Text    `json:"error"` // why it could not be read; null when it was
}

type needAnswer struct {
	Code   app.NeedCode `json:"code"`
	Rows   *int         `json:"rows"` // null where nothing is counted
	People *int         `json:"people"`
	Source ledger.Text  `json:"source"`
	Days   *int         `json:"days"`
}

type syncEndAnswer struct {
	State ledger.RunState `json:"state"`
	At    string          `json:"at"`
	Code  ledger.Text     `json:"code"` // of the warning that tells why; null when all was read
	Why   ledger.Text     `json:"why"`
}

func tenantAnswerOf(s tenants.Standing) tenantAnswer {
	f := s.Figures
	a := tenantAnswer{Path: s.Path, Tenant: ledger.Text(s.TenantName), TenantID: ledger.Text(s.TenantID), IsSample: s.IsSample, At: ledger.Text(f.At),
		ListRead: ledger.Text(f.ListRead), People: f.People, Seats: f.Seats, Needs: []needAnswer{}}
	for _, n := range f.Needs {
		need := needAnswer{Code: n.Code, Source: ledger.Text(n.Source)}
		if n.Figure != nil {
			need.Rows, need.People = &n.Figure.Rows, &n.Figure.People
		}
		if n.Code == app.NeedOld {
			need.Days = &n.Days
		}
		a.Needs = append(a.Needs, need)
	}
	if end := f.LastSync; end != nil {
		a.LastSync = &syncEndAnswer{State: end.State, At: end.At}
		if end.Why != nil {
			a.LastSync.Code, a.LastSync.Why = ledger.Text(end.Why.Code), ledger.Text(end.Why.Text)
		}
	}
	if s.Err != nil {
		a.ErrorCode, a.Error = ledger.Text(codeOf(s.Err)), ledger.Text(sentence(s.Err))
	}
	return a
}

func runTenantsList(ctx context.Context, s *streams, asJSON bool) error {
	list, all, err := knownLedgers()
	if err != nil {
		return err
	}
	var rows []tenants.Standing
	for _, k := range all {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		one := list.Read(ctx, k, tenants.OpenFile)
		if asJSON {
			if err := s.printJSON(tenantAnswerOf(one)); err != nil {
				return err
			}
			continue
		}
		rows = append(rows, one)
	}
	if asJSON {
		return nil
	}
	return printTenants(s, rows)
}

func printTenants(s *streams, rows []tenants.Standing) error {
	tenants.ByUrgency(rows)
	t := newTable(s, "tenant", "list_read", "people", "free", "needs", "worst", "last_sync", "why", "path")
	for _, one := range rows {
		a := tenantAnswerOf(one)
		free, needs, sync, why := "", "", "", string(a.Error)
		if a.Seats != nil {
			free = strconv.FormatInt(a.Seats.Free, 10)
		}
		if one.Err == nil {
			needs = strconv.Itoa(len(a.Needs))
		}
		if a.LastSync != nil {
			sync, why = string(a.LastSync.State), string(a.LastSync.Why)
		}
		t.row(one.Name(), string(a.ListRead), countText(a.People), free, needs, string(one.Worst()), sync, why, one.Path)
	}
	return t.end()
}

func newTenantsAdd(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:   "add FILE...",
		Short: "Put ledgers on the list",
		Example: "  licensectl tenants add contoso.ledger\n" +
			"  licensectl tenants add contoso.ledger other.ledger",
		Args: someFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			list, err := tenants.Usual()
			if err != nil {
				return err
			}
			return eachFile(s, args, func(path string) error {
				k, err := list.Add(cmd.Context(), path, tenants.OpenFile)
				if err == nil {
					_, err = fmt.Fprintf(s.out, "%s is on the list: %s\n", printable(k.Name()), printable(k.Path))
				}
				return err
			})
		},
	}
}

func newTenantsRemove(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:     "remove FILE...",
		Short:   "Take ledgers off the list; the files stay",
		Example: "  licensectl tenants remove other.ledger",
		Args:    someFiles,
		RunE: func(_ *cobra.Command, args []string) error {
			list, err := tenants.Usual()
			if err != nil {
				return err
			}
			return eachFile(s, args, func(path string) error {
				if err := list.Remove(path); err != nil {
					return err
				}
				_, err := fmt.Fprintf(s.out, "%s is off the list. The file stays where it is.\n", printable(path))
				return err
			})
		},
	}
}

func someFiles(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return wrongArguments(cmd, args, 1)
	}
	return nil
}

// eachFile does something with every file; one that fails is told and keeps none
// of the others from it. The answer is the first failure.
func eachFile(s *streams, paths []string, do func(path string) error) (first error) {
	for _, path := range paths {
		err := do(path)
		if first != nil && err != nil {
			s.note("%s", sentence(first))
		}
		if err != nil {
			first = err
		}
	}
	return first
}
