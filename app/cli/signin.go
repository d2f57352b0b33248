package cli

import (
	"context"
	"runtime"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"licenseledger/app"
	"licenseledger/sync/auth"
)

type signInOptions struct {
	noBrowser bool
}

func (o *signInOptions) flags(f *pflag.FlagSet) {
	f.BoolVar(&o.noBrowser, "no-browser", false, "print the address of the sign-in and open no browser")
}

func newSignIn(s *streams) *cobra.Command {
	var o signInOptions
	cmd := &cobra.Command{
		Use:   "signin FILE",
		Short: "Sign in to the tenant of a ledger",
		Long: "Sign in to the tenant of a ledger, as it was connected: in the browser or with a code on another device. A\n" +
			"certificate is tried. From then on sync asks nobody, until the tenant wants a person again: then it ends with\n" +
			"exit code 3.",
		Example: "  licensectl signin contoso.ledger\n" +
			"  licensectl signin contoso.ledger --no-browser",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return open(cmd.Context(), args[0], false, func(l *app.Ledger) error {
				noteCopy(s, args[0], l.KeptCopy())
				_, err := signIn(cmd.Context(), s, l, o)
				return err
			})
		},
	}
	o.flags(cmd.Flags())
	return cmd
}

func newSignOut(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:     "signout FILE",
		Short:   "Forget who signed in to the tenant of a ledger",
		Long:    "Forget who signed in to the tenant of a ledger, with everything kept of it on this computer. What was read stays.",
		Example: "  licensectl signout contoso.ledger",
		Args:    needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return open(cmd.Context(), args[0], false, func(l *app.Ledger) error {
				noteCopy(s, args[0], l.KeptCopy())
				if err := l.SignOut(cmd.Context()); err != nil {
					return err
				}
				s.note("Signed out. Next: licensectl signin %s", args[0])
				return nil
			})
		},
	}
}

// signIn asks a person on the console, and tells whether that outlives the command.
func signIn(ctx context.Context, s *streams, l *app.Ledger, o signInOptions) (kept bool, err error) {
	who, err := l.SignIn(ctx, app.SignInOptions{
		Open: func(address string) error {
			s.ask("Sign in in the browser. If none opens, open this address in one on this computer:")
			s.ask("  %s", address)
			if o.noBrowser {
				return nil
			}
			if err := auth.OpenBrowser(address); err != nil {
				s.trouble(err) // the address is there to be opened by hand
			}
			return nil
		},
		Show: func(c auth.Code) {
			s.ask("To sign in, open %s on any device and type the code %s, until %s.", c.Address, c.Code, c.Until.In(time.Local).Format("15:04"))
		},
	})
	if err == nil || who.UserName != "" {
		noteSignedIn(s, who)
	}
	return who.Kept, err
}

func noteSignedIn(s *streams, who app.SignedIn) {
	if who.UserName == "" {
		s.note("Signed in as the app, with its certificate.")
		return
	}
	s.note("Signed in as %s.", who.UserName)
	if !who.Kept {
		s.note("It is over when this command ends. %s", noKeychain(runtime.GOOS))
	}
}

// noKeychain says why a sign-in is not kept, and the ways out.
func noKeychain(system string) string {
	remedy := "Unlock the keychain, then sign in again"
	if system == "linux" {
		remedy = "Install one, such as the package gnome-keyring, and unlock it by logging in to a desktop, then sign in again"
	}
	return "A sign-in by a person cannot be kept on this computer: there is no keychain for its key, or it is locked. " + remedy +
		"; or sync without a person and without a keychain: connect with --auth certificate."
}

// noteNoKeychain says, where a sync found nobody signed in, that signing in again
// would not help.
func noteNoKeychain(ctx context.Context, s *streams, l *app.Ledger) {
	if can, err := l.CanKeepSignIn(ctx); err == nil && !can {
		s.note("%s", noKeychain(runtime.GOOS))
	}
}
