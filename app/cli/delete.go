package cli

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"licenseledger/app"
)

type deleteOptions struct {
	file    string
	reading int64
	json    bool
}

func newDelete(s *streams) *cobra.Command {
	var o deleteOptions
	cmd := &cobra.Command{
		Use:   "delete FILE READING",
		Short: "Delete one reading for good",
		Long: "Delete one reading for good. READING is its id in \"licensectl snapshots\": a date is not guessed.\n" +
			"Every other day goes on showing what it did. The newest reading of anything and pinned readings stay.\n" +
			"There is no undo: make a backup first when in doubt.",
		Example: "  licensectl snapshots contoso.ledger\n" +
			"  licensectl delete contoso.ledger 12",
		Args: needs("FILE", "READING"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			var err error
			if o.reading, err = strconv.ParseInt(args[1], 10, 64); err != nil || o.reading < 1 {
				return usagef("%q is no id of a reading. \"licensectl snapshots\" lists them in the column id.", args[1])
			}
			return runDelete(cmd.Context(), s, o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON object")
	return cmd
}

// deletedReading is the answer in JSON.
type deletedReading struct {
	SnapshotID int64  `json:"snapshot_id"`
	At         string `json:"at"`
	Removed    bool   `json:"removed"` // what only it had left the file; false while another program has the file open
}

func runDelete(ctx context.Context, s *streams, o deleteOptions) error {
	return open(ctx, o.file, false, func(l *app.Ledger) error {
		done, err := l.DeleteReadingForGood(ctx, o.reading)
		if err != nil {
			return err
		}
		if o.json {
			return s.printJSON(deletedReading{done.SnapshotID, done.At, done.Removed})
		}
		fmt.Fprintf(s.out, "Reading %d of %s is deleted.\n", done.SnapshotID, done.At)
		if !done.Removed {
			s.note("Another program has the file open. What only this reading had is removed when the file is next opened in the window, or with the next reading that is deleted.")
			return nil
		}
		s.note("The room is used for what is read next. \"licensectl compact\" gives it back to the disk.")
		return nil
	})
}
