package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/importer"
)

type costCenterOptions struct {
	file, list, at string
	preview, json  bool
}

func newCostCenters(s *streams) *cobra.Command {
	var o costCenterOptions
	cmd := &cobra.Command{
		Use:   "cost-centers FILE",
		Short: "Tell where cost centers come from, import a list of them, or clear it",
		Long: "Tell how many people have a cost center and from where, and which there are. They come from the directory, where \"licensectl connect\n" +
			"--cost-center\" says which of its properties is read, and from a list that is imported: a CSV file with the columns email (or\n" +
			"user_principal_name) and cost_center. The list goes before the directory, on every day that is looked at, past ones too.",
		Example: "  licensectl cost-centers contoso.ledger\n" +
			"  licensectl cost-centers import contoso.ledger centers.csv --preview\n" +
			"  licensectl cost-centers clear contoso.ledger\n" +
			"  licensectl summary contoso.ledger --by cost_center",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			return runCostCenters(cmd.Context(), s, o)
		},
	}
	cmd.Flags().StringVar(&o.at, "at", "LATEST", "a snapshot id, a date or an instant; LATEST is the newest")
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON object per cost center")
	cmd.AddCommand(newCostCentersImport(s), newCostCentersClear(s))
	return cmd
}

func runCostCenters(ctx context.Context, s *streams, o costCenterOptions) error {
	return open(ctx, o.file, true, func(l *app.Ledger) error {
		snapshot, found, err := l.CostCenters(ctx, o.at)
		if err != nil {
			return err
		}
		if o.json {
			for _, v := range found.Values {
				if err := s.printJSON(v); err != nil {
					return err
				}
			}
		} else {
			t := newTable(s, "cost_center", "people", "from_list")
			for _, v := range found.Values {
				t.row(string(v.CostCenter), strconv.Itoa(v.People), strconv.Itoa(v.FromList))
			}
			if err := t.end(); err != nil {
				return err
			}
		}
		tellCostCenters(s, snapshot, found)
		return nil
	})
}

func tellCostCenters(s *streams, snapshot ledger.Snapshot, found ledger.CostCenters) {
	switch {
	case found.People == nil:
		s.note("No directory was read for %s, so it is not known who had which cost center.", snapshot.At)
	default:
		s.note("Of %s on %s, %d have a cost center from the list, %d from the directory, and %d none.",
			ledger.Counted(*found.People, "person", "people"), snapshot.At, found.FromList, found.FromOther, found.Without)
	}
	switch {
	case found.Listed == 0:
		s.note("No list of cost centers was imported.")
	case found.Strangers > 0:
		s.note("The list has %s, of which nobody of this history ever had %d.", ledger.Counted(found.Listed, "address", "addresses"), found.Strangers)
	default:
		s.note("The list has %s.", ledger.Counted(found.Listed, "address", "addresses"))
	}
}

// noteCostCenters says where the cost centers of an answer come from.
func noteCostCenters(ctx context.Context, s *streams, l *app.Ledger) error {
	listed, err := l.CostCentersListed(ctx)
	if listed {
		s.note("Cost centers are those of the imported list, which holds for every day, else those of the directory. \"licensectl cost-centers\" tells more.")
	}
	return err
}

func newCostCentersImport(s *streams) *cobra.Command {
	var o costCenterOptions
	cmd := &cobra.Command{
		Use:   "import FILE X.csv",
		Short: "Import a list of cost centers in place of the one before",
		Long: "Import a list of cost centers in place of the one before, whole: a CSV file whose header has email or user_principal_name, and\n" +
			"cost_center, in English or Dutch (emailadres, kostenplaats). It holds for every day. Everything that is wrong with it is told by\n" +
			"line, and then nothing is changed. An address that nobody has is a warning.",
		Example: "  licensectl cost-centers import contoso.ledger centers.csv --preview",
		Args:    needs("FILE", "X.csv"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file, o.list = args[0], args[1]
			return runCostCentersImport(cmd.Context(), s, o)
		},
	}
	cmd.Flags().BoolVar(&o.preview, "preview", false, "say what the list is and change nothing")
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON object")
	return cmd
}

// importedCostCenters is the answer in JSON.
type importedCostCenters struct {
	Applied   bool                         `json:"applied"`
	Addresses int                          `json:"addresses"`
	People    int                          `json:"people"`
	Replaced  int                          `json:"replaced"` // addresses of the list before; with --preview those that would be
	Forgotten *int                         `json:"forgotten"`
	Problems  []importer.CostCenterProblem `json:"problems"`
	Strangers []int                        `json:"strangers"` // lines
	Repeated  []int                        `json:"repeated"`
	Blank     []int                        `json:"blank"`
}

func runCostCentersImport(ctx context.Context, s *streams, o costCenterOptions) error {
	if !o.preview {
		warnOfPlace(s, o.file)
	}
	return open(ctx, o.file, o.preview, func(l *app.Ledger) error {
		use := l.ImportCostCenters
		if o.preview {
			use = l.PreviewCostCenters
		}
		done, err := use(ctx, o.list)
		applied := err == nil && !o.preview
		if err != nil && len(done.Problems) == 0 {
			return err
		}
		if o.json {
			answer := importedCostCenters{Applied: applied, Addresses: done.Addresses, People: done.People, Replaced: done.Before,
				Problems: append([]importer.CostCenterProblem{}, done.Problems...), Strangers: append([]int{}, done.Strangers...),
				Repeated: append([]int{}, done.Repeated...), Blank: append([]int{}, done.Blank...)}
			if applied {
				answer.Forgotten = &done.Forgotten
			}
			if printed := s.printJSON(answer); printed != nil {
				return printed
			}
			return err
		}
		tellList(s, done)
		switch {
		case applied:
			fmt.Fprintf(s.out, "%s imported: %s of this history have one.\n", ledger.Counted(done.Addresses, "cost center", "cost centers"), ledger.Counted(done.People, "person", "people"))
		case err == nil && len(done.Problems) == 0:
			fmt.Fprintf(s.out, "%s can be imported: %s of this history would have one. Nothing was changed.\n", ledger.Counted(done.Addresses, "cost center", "cost centers"), ledger.Counted(done.People, "person", "people"))
		case err == nil:
			fmt.Fprintf(s.out, "The list cannot be imported as it is: %s. Nothing was changed.\n", ledger.Counted(len(done.Problems), "line is wrong", "lines are wrong"))
		}
		return err
	})
}

// tellList tells what is to be known of a list, line by line where it is wrong.
func tellList(s *streams, done app.CostCenterImport) {
	for i := range done.Problems {
		s.note("%s", done.Problems[i].Error())
	}
	if n := len(done.Strangers); n > 0 {
		s.note("Nobody of this history ever had the address in %s. They are kept, in case somebody gets one.", linesOf(done.Strangers))
	}
	if n := len(done.Repeated); n > 0 {
		s.note("What %s an earlier line says already.", linesOf(done.Repeated)+" "+plural(n, "says", "say"))
	}
	if n := len(done.Blank); n > 0 {
		s.note("No cost center stands in %s: what the directory says stays.", linesOf(done.Blank))
	}
	if done.Forgotten > 0 {
		s.note("%s about people who were forgotten, left out.", ledger.Counted(done.Forgotten, "address is", "addresses are"))
	}
	if done.Before > 0 {
		s.note("The list takes the place of one with %s.", ledger.Counted(done.Before, "address", "addresses"))
	}
}

const linesNamed = 20

// linesOf names lines, the first of many.
func linesOf(lines []int) string {
	words := make([]string, 0, linesNamed)
	for _, line := range lines[:min(len(lines), linesNamed)] {
		words = append(words, strconv.Itoa(line))
	}
	text := plural(len(lines), "line ", "lines ") + strings.Join(words, ", ")
	if more := len(lines) - linesNamed; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

func plural(n int, one, several string) string {
	if n == 1 {
		return one
	}
	return several
}

func newCostCentersClear(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:     "clear FILE",
		Short:   "Take the list of cost centers away: what the directory says holds again",
		Example: "  licensectl cost-centers clear contoso.ledger",
		Args:    needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return open(cmd.Context(), args[0], false, func(l *app.Ledger) error {
				had, err := l.ClearCostCenters(cmd.Context())
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(s.out, "The list with %s was taken away.\n", ledger.Counted(had, "address", "addresses"))
				return err
			})
		},
	}
}
