package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"licenseledger/app"
)

type forgetOptions struct {
	file, key     string
	deleteBackups bool
	json          bool
}

func newForget(s *streams) *cobra.Command {
	var o forgetOptions
	cmd := &cobra.Command{
		Use:   "forget FILE ID|EMAIL",
		Short: "Take a person's name and addresses out of a ledger for good",
		Long: "Take a person's name and addresses out of a ledger for good: out of every day, of labels, warnings and saved views, and of the bytes of the file.\n" +
			"What was held and used stays, under Unknown with the status erased. Later syncs and imports arrive without the person too.\n" +
			"An address that several people had is not guessed: then give the object id.",
		Example: "  licensectl forget contoso.ledger someone@contoso.com\n" +
			"  licensectl forget contoso.ledger 11111111-2222-3333-4444-555555555555 --delete-backups",
		Args: needs("FILE", "ID|EMAIL"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file, o.key = args[0], args[1]
			return runForget(cmd.Context(), s, o)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.deleteBackups, "delete-backups", false, "delete the backups that License Ledger made beside the file, which still name the person")
	f.BoolVar(&o.json, "json", false, "print one JSON object")
	return cmd
}

func runForget(ctx context.Context, s *streams, o forgetOptions) error {
	return open(ctx, o.file, false, func(l *app.Ledger) error {
		done, err := l.Forget(ctx, o.key, o.deleteBackups)
		if err != nil {
			return err
		}
		if o.json {
			return s.printJSON(done)
		}
		fmt.Fprintf(s.out, "Forgotten: %d facts and %d texts no longer name the person, and the file was written anew.\n", done.Facts, done.Texts)
		for _, name := range done.Deleted {
			fmt.Fprintf(s.out, "Deleted %s\n", printable(name))
		}
		for _, name := range done.Backups {
			s.note("%s was made before and still names the person. Delete it, or run forget again with --delete-backups.", printable(name))
		}
		s.note("Backups and exports in other places are not known here. Delete them by hand.")
		return nil
	})
}
