package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"licenseledger/app"
)

func newVersion(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Show the version of this program",
		Example: "  licensectl version",
		Args:    needs(),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(s.out, "licensectl %s\n", app.Version)
			return err
		},
	}
}
