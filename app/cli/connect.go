package cli

import (
	"context"

	"github.com/spf13/cobra"

	"licenseledger/app"
)

type connectOptions struct {
	file       string
	connection app.Connection
	noSignIn   bool
	groupNames bool
	useMinutes int
	signIn     signInOptions
}

func newConnect(s *streams) *cobra.Command {
	var o connectOptions
	cmd := &cobra.Command{
		Use:   "connect FILE --tenant ID --client-id ID --auth browser|device|certificate",
		Short: "Tell a ledger how to reach its tenant, and sign in",
		Long: "Tell a ledger how to reach its tenant, and sign in; a ledger that does not exist is made. The app\n" +
			"registration is your own. With --auth browser or device a person signs in, here or on another device;\n" +
			"with --auth certificate the app does so by itself. No secret is kept in the ledger: the certificate and\n" +
			"its key stay in their file, and what a person signed in with is kept encrypted with your settings, under a\n" +
			"key in the keychain of the system. The password of a key is read from " + app.CertificatePassword + ".",
		Example: "  licensectl connect contoso.ledger --tenant contoso.onmicrosoft.com --client-id 11111111-2222-3333-4444-555555555555 --auth browser\n" +
			"  licensectl connect contoso.ledger --tenant contoso.onmicrosoft.com --client-id 11111111-2222-3333-4444-555555555555 --auth certificate --certificate client.pem",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			o.connection.NoGroupNames = !o.groupNames
			if o.connection.UseMinutes = o.useMinutes; o.useMinutes <= 0 {
				o.connection.UseMinutes = app.NoUseLimit
			}
			return runConnect(cmd.Context(), s, o)
		},
	}
	f, c := cmd.Flags(), &o.connection
	f.StringVar(&c.TenantID, "tenant", "", "the tenant: its object id or a verified domain name")
	f.StringVar(&c.ClientID, "client-id", "", "the app registration to sign in as")
	f.StringVar(&c.Cloud, "cloud", app.CloudPublic, "the cloud that the tenant is in")
	f.StringVar(&c.Auth, "auth", app.AuthCertificate, "how to sign in: browser, device or certificate")
	f.BoolVar(&o.noSignIn, "no-sign-in", false, "keep the settings only, and sign in later")
	o.signIn.flags(f)
	f.StringVar(&c.CertificatePath, "certificate", "", "the PEM or PFX file with the certificate and its private key")
	f.StringVar(&c.Authority, "authority", "", "address of the sign-in service in place of the cloud's")
	f.StringVar(&c.Graph, "graph", "", "address of Microsoft Graph in place of the cloud's")
	f.StringVar(&c.PowerPlatform, "power-platform", "", "address of the Power Platform in place of the cloud's")
	f.StringVar(&c.GraphAudience, "graph-audience", "", "audience of tokens for Microsoft Graph in place of the cloud's")
	f.StringVar(&c.PowerPlatformAudience, "power-platform-audience", "", "audience of tokens for the Power Platform in place of the cloud's")
	f.BoolVar(&c.Managers, "managers", false, "read who manages whom too; Microsoft then sends people in pages a tenth as long")
	f.StringVar(&c.CostCenter, "cost-center", app.EmployeeOrgData, "the property of accounts that tells cost centers: "+app.EmployeeOrgData+", extensionAttribute1 to extensionAttribute15,\nor the whole name of a directory extension; with another one than before the next sync reads everybody")
	f.BoolVar(&c.ChangesTellLicenses, "changes-tell-licenses", false, "take changes of licenses from what Microsoft tells between whole readings; not confirmed that it tells all of them")
	f.BoolVar(&c.Launches, "launches", false, "search the audit log for apps that were opened too; Microsoft takes minutes to hours for it")
	f.BoolVar(&o.groupNames, "group-names", true, "read the names of the groups that licenses come through, where that is permitted")
	f.IntVar(&o.useMinutes, "use-minutes", app.DefaultUseMinutes, "how many minutes of a sync go into reading who used what; the rest is read by the next one; 0 for no limit")
	f.StringVar(&c.SignInAppsPath, "sign-in-apps", "", "a CSV file (app_id,product) of the programs whose sign-ins are use of a product, in place of the built-in one")
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
	if err == nil && created {
		s.note("Made %s.", o.file)
	}
	stays := true
	if err == nil && o.connection.Auth != app.AuthCertificate && !o.noSignIn {
		if stays, err = signIn(ctx, s, l, o.signIn); err != nil {
			s.note("The settings are kept in %s. To sign in with them: licensectl signin %s", o.file, o.file)
		}
	}
	info, unknown := l.Info(ctx)
	if closeErr := l.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	if unknown == nil {
		noteKnown(s, info)
	}
	if !stays {
		s.note("%s is connected.", o.file)
		return nil
	}
	next := "sync"
	if o.noSignIn && o.connection.Auth != app.AuthCertificate {
		next = "signin"
	}
	s.note("%s is connected. Next: licensectl %s %s", o.file, next, o.file)
	return nil
}
