package cli

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// releasesVariable names the address that is asked for newer versions, for those
// who do not want to write it each time.
const releasesVariable = "LICENSELEDGER_RELEASES"

type versionOptions struct {
	check bool
	from  string
	ca    string
	json  bool
}

func newVersion(s *streams) *cobra.Command {
	var o versionOptions
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Show the version of this program, and ask whether there is a newer one",
		Long: "Show the version of this program.\n\n" +
			"With --check it asks one address over HTTPS, once, for the newest version: the newest release of a project at GitHub, GitLab, Gitea or\n" +
			"Forgejo, or a file {\"version\": \"1.2.3\"} on a server of your own. It tells nobody who asks, and downloads no program. Nothing is asked\n" +
			"without --check.",
		Example: "  licensectl version\n" +
			"  licensectl version --check --from https://releases.example.com/latest.json",
		Args: needs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runVersion(cmd.Context(), s, o)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.check, "check", false, "ask whether there is a newer version")
	f.StringVar(&o.from, "from", "", "with --check: the HTTPS address to ask; $"+releasesVariable+" stands for it")
	f.StringVar(&o.ca, "ca", "", "with --check: a PEM file of authorities to trust beside the system's")
	f.BoolVar(&o.json, "json", false, "print one JSON object")
	return cmd
}

func runVersion(ctx context.Context, s *streams, o versionOptions) error {
	if !o.check {
		if o.json {
			return s.printJSON(map[string]any{"version": app.Version})
		}
		_, err := fmt.Fprintf(s.out, "licensectl %s\n", app.Version)
		return err
	}
	if o.from == "" {
		o.from = os.Getenv(releasesVariable)
	}
	if o.from == "" {
		return usagef("Name the address to ask for newer versions: version --check --from https://..., or set %s.", releasesVariable)
	}
	var authorities []byte
	if o.ca != "" {
		var err error
		if authorities, err = os.ReadFile(o.ca); err != nil {
			return ledger.Errorf(ledger.CodeInvalid, "look for a newer version", "The file of authorities %s cannot be read.", o.ca)
		}
	}
	r, err := app.NewestRelease(ctx, o.from, authorities)
	if err != nil {
		return err
	}
	if o.json {
		return s.printJSON(releaseOf(r))
	}
	if !r.Newer {
		_, err = fmt.Fprintf(s.out, "licensectl %s is the newest version.\n", r.Version)
		return err
	}
	_, err = fmt.Fprintf(s.out, "licensectl %s is older than the newest version, %s. %s\n", r.Version, r.Newest, r.Page)
	return err
}

// releaseJSON is what --json prints; null stands for what the address does not tell.
type releaseJSON struct {
	Version   string  `json:"version"`
	Newest    string  `json:"newest"`
	Newer     bool    `json:"newer"`
	Page      *string `json:"page"`
	Published *string `json:"published"`
}

func releaseOf(r app.Release) releaseJSON {
	o := releaseJSON{Version: r.Version, Newest: r.Newest, Newer: r.Newer}
	if r.Page != "" {
		o.Page = &r.Page
	}
	if !r.Published.IsZero() {
		published := r.Published.UTC().Format(time.RFC3339)
		o.Published = &published
	}
	return o
}
