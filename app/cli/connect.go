package cli

import (
	"context"

	"github.com/spf13/cobra"

	"licenseledger/app"
)

type connectOptions struct {
	file       string
	connection app.Connection
}

func newConnect(s *streams) *cobra.Command {
	var o connectOptions
	cmd := &cobra.Command{
		Use:   "connect FILE --tenant ID --client-id ID --certificate PEM",
		Short: "Tell a ledger how to reach its tenant",
		Long: "Tell a ledger how to reach its tenant; a ledger that does not exist is made. No secret is kept in\n" +
			"the ledger: the certificate and its key stay in their file.",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			return runConnect(cmd.Context(), s, o)
		},
	}
	f, c := cmd.Flags(), &o.connection
	f.StringVar(&c.TenantID, "tenant", "", "the tenant: its object id or a verified domain name")
	f.StringVar(&c.ClientID, "client-id", "", "the app registration to sign in as")
	f.StringVar(&c.Cloud, "cloud", app.CloudPublic, "the cloud that the tenant is in")
	f.StringVar(&c.Auth, "auth", app.AuthCertificate, "how to sign in; this version knows certificate")
	f.StringVar(&c.CertificatePath, "certificate", "", "the PEM file with the certificate and its private key")
	f.StringVar(&c.Authority, "authority", "", "address of the sign-in service in place of the cloud's")
	f.StringVar(&c.Graph, "graph", "", "address of Microsoft Graph in place of the cloud's")
	f.StringVar(&c.PowerPlatform, "power-platform", "", "address of the Power Platform in place of the cloud's")
	f.StringVar(&c.GraphAudience, "graph-audience", "", "audience of tokens for Microsoft Graph in place of the cloud's")
	f.StringVar(&c.PowerPlatformAudience, "power-platform-audience", "", "audience of tokens for the Power Platform in place of the cloud's")
	f.BoolVar(&c.Managers, "managers", false, "read who manages whom too; Microsoft then sends people in pages a tenth as long")
	f.StringVar(&c.CAPath, "ca", "", "a PEM file of authorities to trust beside the system's")
	return cmd
}

func runConnect(ctx context.Context, s *streams, o connectOptions) error {
	// A mistake in the flags must not leave an empty ledger behind.
	if err := o.connection.Check(); err != nil {
		return err
	}
	l, created, err := app.OpenOrCreate(ctx, o.file, app.OpenOptions{})
	if err != nil {
		return err
	}
	noteCopy(s, o.file, l.KeptCopy())
	err = l.Connect(ctx, o.connection)
	if closeErr := l.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	if created {
		s.note("Made %s.", o.file)
	}
	s.note("%s is connected. Next: licensectl sync %s", o.file, o.file)
	return nil
}
