package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"licenseledger/app"
	"licenseledger/sync/simtenant"
)

type simulateOptions struct{ app.SimulateOptions }

func newSimulate(s *streams) *cobra.Command {
	var o simulateOptions
	cmd := &cobra.Command{
		Use:   "simulate",
		Short: "Serve a simulated tenant on this computer until interrupted",
		Long: "Serve a simulated tenant on this computer until interrupted: sign-in, Microsoft Graph, Power Platform\n" +
			"and downloads. Its clock stands still until it is moved through the admin address, or with --clock-runs.",
		Example: "  licensectl simulate\n" +
			"  licensectl simulate --users 2000 --seed 7 --premium --write tenant\n" +
			"  licensectl simulate --throttle-every 50 --unresolved-every 20 --unresolved-for 2m",
		Args: needs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.check(); err != nil {
				return err
			}
			return runSimulate(cmd.Context(), s, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Listen, "listen", "127.0.0.1:0", "loopback address and first port; 0 takes any free ports")
	f.IntVar(&o.Users, "users", 500, "people at the start")
	f.StringVar(&o.Name, "name", "Contoso", "what the tenant is called")
	f.Int64Var(&o.Seed, "seed", 1, "the same seed gives the same tenant")
	f.BoolVar(&o.PublicHosts, "public-hosts", false, "serve under the public cloud's names, on one port, with a proxy on the next that leads there")
	f.BoolVar(&o.Running, "clock-runs", false, "let the tenant's clock go on as this computer's does, instead of standing still")
	f.StringVar(&o.Dir, "write", "", "a folder for ca.pem, client.pem and connection.json; left out, one that goes away at the end")
	f.BoolVar(&o.Premium, "premium", false, "a tenant with Microsoft Entra ID P1, whose sign-ins and audit log can be read")
	f.BoolVar(&o.Hostile, "hostile", false, "call people, departments, groups, licenses and the tenant by markup, formulas, paths, escapes and bytes that are no text")
	knobFlags(f, &o.Knobs)
	signInKnobFlags(f, &o.Knobs.SignIn)
	activityFlags(f, &o.Knobs.ActivityKnobs)
	return cmd
}

// knobFlags are the faults and variants that the tenant starts with.
func knobFlags(f *pflag.FlagSet, k *simtenant.Knobs) {
	f.DurationVar(&k.ReportHold, "report-hold", 0, "keep the report unfinished for this much virtual time")
	f.IntVar(&k.ReportPolls, "report-polls", 0, "how many polls answer \"not yet\"; 0 is 2, -1 is none")
	f.BoolVar(&k.ReportLost, "report-lost", false, "forget the running report job")
	f.StringVar(&k.ReportHeader, "report-header", "2022", "layout of the report: 2022 or 2017")
	f.BoolVar(&k.ReportBOM, "report-bom", false, "put a byte order mark in front of the report")
	f.StringVar(&k.UnknownWord, "unknown-word", "", "filler for a leaver's name; left out, Unknown")
	unresolvedFlags(f, k)
	deltaFlags(f, k)
	f.DurationVar(&k.SASLifetime, "sas-lifetime", 0, "how long a download link works in virtual time; 0 is 1h")
	f.IntVar(&k.ThrottleEvery, "throttle-every", 0, "answer every Nth request with 429")
	f.DurationVar(&k.ThrottleRetryAfter, "throttle-retry-after", 0, "how long those answers ask to wait; 0 is 1s")
	faultFlags(f, k)
	f.StringSliceVar(&k.Forbid, "forbid", nil, "permissions or calls to refuse, such as User.Read.All or exportServicePlans")
	f.IntVar(&k.PageSize, "page-size", 0, "the most users in a page; 0 is Microsoft's limit")
	f.IntVar(&k.DropConnectionAt, "drop-connection-at", 0, "cut the connection in the Nth page of users, once")
	f.IntVar(&k.MissEvery, "miss-every", 0, "leave every Nth user out of the list although a look-up finds them")
	f.StringVar(&k.HideDepartment, "hide-department", "", "neither list nor find the people of a department, such as Sales")
	f.BoolVar(&k.RepeatLast, "repeat-last", false, "begin each page of users with the last user of the page before")
	f.StringSliceVar(&k.NullProperties, "null-properties", nil, "user properties that come as null for everybody")
	f.DurationVar(&k.PageDelay, "page-delay", 0, "hold each page of users back for this much real time")
}

// faultFlags are about services that cannot answer.
func faultFlags(f *pflag.FlagSet, k *simtenant.Knobs) {
	f.DurationVar(&k.ThrottleFor, "throttle-for", 0, "answer every request with 429 for this much virtual time")
	f.BoolVar(&k.ThrottleSilent, "throttle-silent", false, "leave Retry-After out of 429")
	f.StringSliceVar(&k.Unreachable, "unreachable", nil, "cut every connection to these services: sign_in, graph, power_platform, download")
	f.BoolVar(&k.RetireConnections, "retire-connections", false, "end every connection after an answer")
	f.IntVar(&k.FailPagesFrom, "fail-pages-from", 0, "fail every page of users that begins after this many accounts")
	f.IntVar(&k.FailStatus, "fail-status", 0, "the status of those failures; 0 is 500")
	f.StringSliceVar(&k.Empty, "empty", nil, "lists that come with nothing in them: users, deletedItems, subscribedSkus, subscriptions")
	f.BoolVar(&k.NoPowerPlatform, "no-power-platform", false, "a tenant in which nobody ever used Power Apps")
	f.IntVar(&k.ExpireLinks, "expire-links", 0, "let this many downloads of the report find their link expired")
	f.IntVar(&k.DropDownloads, "drop-downloads", 0, "cut this many downloads of the report in the middle")
}

// unresolvedFlags are about people whom the report does not name although they
// are there.
func unresolvedFlags(f *pflag.FlagSet, k *simtenant.Knobs) {
	f.IntVar(&k.UnresolvedEvery, "unresolved-every", 0, "show every Nth listed person as Unknown although nobody left")
	f.DurationVar(&k.UnresolvedFor, "unresolved-for", 0, "name those people this much virtual time later, and begin again every 24h; 0 is never")
}

func (o simulateOptions) check() error {
	if o.Users < 1 {
		return usagef("%d is no value for the flag --users. Give a number of one or more.", o.Users)
	}
	if err := o.Knobs.SignIn.Check(); err != nil {
		return usagef("The flags --not-consented, --challenge and --sign-in-frequency-of name services: %v.", err)
	}
	if h := o.Knobs.ReportHeader; h != "2022" && h != "2017" {
		return usagef("%q is no value for the flag --report-header. Give 2022 or 2017.", h)
	}
	if form := o.Knobs.DeltaExpired; form != "410" && form != "410-bare" && form != "400" {
		return usagef("%q is no value for the flag --delta-expired. Give 410, 410-bare or 400.", form)
	}
	return nil
}

func runSimulate(ctx context.Context, s *streams, o simulateOptions) (err error) {
	if o.Dir == "" {
		if o.Dir, err = os.MkdirTemp("", "licensectl-simulate-"); err != nil {
			return fmt.Errorf("make a folder for the client's files: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(o.Dir)) }()
	}
	tenant, err := app.Simulate(o.SimulateOptions)
	if err != nil {
		return err
	}
	if err := s.printJSON(tenant.Endpoints); err != nil {
		return errors.Join(err, tenant.Close())
	}
	if err := s.out.Flush(); err != nil {
		return errors.Join(err, tenant.Close())
	}
	if o.PublicHosts {
		tellPublicHosts(s, tenant)
	} else {
		s.note("The tenant is served until this program is interrupted. To sync with it:")
		s.note("  %s", connectCommand(tenant.Connection))
	}
	s.note("People can sign in too: with --auth browser or --auth device in place of --auth certificate.")
	<-ctx.Done()
	return tenant.Close()
}

// connectCommand is ready to be pasted.
func connectCommand(c app.Connection) string {
	words := []string{"licensectl", "connect", "contoso.ledger"}
	for _, pair := range [][2]string{{"--tenant", c.TenantID}, {"--client-id", c.ClientID}, {"--auth", c.Auth},
		{"--certificate", c.CertificatePath}, {"--authority", c.Authority}, {"--graph", c.Graph},
		{"--power-platform", c.PowerPlatform}, {"--graph-audience", c.GraphAudience},
		{"--power-platform-audience", c.PowerPlatformAudience}, {"--ca", c.CAPath}} {
		words = append(words, pair[0], quoted(pair[1]))
	}
	return strings.Join(words, " ")
}

// quoted keeps a path with spaces one word in the shells of all systems.
func quoted(s string) string {
	if strings.ContainsAny(s, " ()&;'") {
		return `"` + s + `"`
	}
	return s
}
