package cli

import (
	"context"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/app/request"
	"licenseledger/store/ledger"
)

type requestOptions struct {
	app.RequestOptions
	file    string
	sets    []string
	privacy bool
}

func newRequest(s *streams) *cobra.Command {
	var o requestOptions
	cmd := &cobra.Command{
		Use:   "request [FILE] --out request.html",
		Short: "Write the page to send to whoever registers the app and consents",
		Long: "Write the page to send to whoever registers the app in the tenant and consents: each permission with why and what is missing\n" +
			"without it, what is stored where, the steps in the portal, a script, the fragment of the manifest and the link for consent.\n" +
			"With --privacy, write the page for the works council and the data protection officer: what is kept of people, how long, who can\n" +
			"see it and how it is erased. FILE, if there is one, tells the tenant, the app and the settings. Nothing is sent.",
		Example: "  licensectl request --tenant contoso.onmicrosoft.com --out request.html\n" +
			"  licensectl request contoso.ledger --privacy --language nl --out privacy.html",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return wrongArguments(cmd, args, 1)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				o.file = args[0]
			}
			if o.Out == "" {
				return usagef("Say where to write the page, for example with --out request.html.")
			}
			return runRequest(cmd.Context(), s, o)
		},
	}
	f, c := cmd.Flags(), &o.Connection
	f.StringVar(&o.Out, "out", "", "the file to write; one that is there is replaced")
	f.StringVar(&o.Language, "language", "en", "en or nl")
	f.BoolVar(&o.privacy, "privacy", false, "write the page about what is kept of people")
	f.StringVar(&c.TenantID, "tenant", "", "the tenant: its object id or a verified domain name")
	f.StringVar(&c.ClientID, "client-id", "", "the app registration, once there is one")
	f.StringVar(&c.Cloud, "cloud", "", "the cloud that the tenant is in; left out, that of FILE or public")
	f.StringVar(&c.Auth, "auth", "", "how License Ledger will sign in: browser, device or certificate")
	f.StringSliceVar(&o.sets, "sets", nil, "what to ask for: people, list, sign_ins, launches, group_names; left out, the first three")
	return cmd
}

func runRequest(ctx context.Context, s *streams, o requestOptions) error {
	o.Kind = request.Permissions
	if o.privacy {
		o.Kind = request.Privacy
	}
	for _, set := range o.sets {
		o.Sets = append(o.Sets, ledger.AccessSet(set))
	}
	if o.file == "" {
		return writeRequest(ctx, s, o, app.WriteRequest)
	}
	return open(ctx, o.file, true, func(l *app.Ledger) error { return writeRequest(ctx, s, o, l.WriteRequest) })
}

func writeRequest(ctx context.Context, s *streams, o requestOptions, write func(context.Context, app.RequestOptions) (string, error)) error {
	path, err := write(ctx, o.RequestOptions)
	if err != nil {
		return err
	}
	s.note("Wrote %s. Open it, read it, and send it yourself: nothing was sent.", path)
	return nil
}
