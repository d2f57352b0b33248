package importer

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
)

// takenPages is what was taken of the last reading.
type takenPages struct {
	sources []string
	objects []ledger.Object
	last    bool
}

func (p *takenPages) Begin(_ context.Context, source string) error {
	p.sources, p.objects, p.last = append(p.sources, source), nil, false
	return nil
}

func (p *takenPages) Take(_ context.Context, page ledger.Page) error {
	p.objects, p.last = append(p.objects, page.Objects...), page.Cursor == ""
	return nil
}

// sameAsPulled fails unless a file that is surveyed hands on what it does when
// it is read once more.
func sameAsPulled(t *testing.T, path string, o Options) *takenPages {
	t.Helper()
	var taken takenPages
	f, err := OpenInto(t.Context(), path, o, &taken)
	if err != nil {
		t.Fatal(err)
	}
	evidence := f.Evidence()
	if diff := cmp.Diff(objects(t, f), taken.objects); diff != "" || !taken.last {
		t.Errorf("pulled (-) and taken (+), the last page %v:\n%s", taken.last, diff)
	}
	if diff := cmp.Diff(f.Evidence(), evidence); diff != "" {
		t.Errorf("evidence pulled (-) and taken (+):\n%s", diff)
	}
	return &taken
}

func TestOpenInto_HandsOnWhatIsPulled(t *testing.T) {
	deleted := account("Zoë", "zoe@contoso.com", idThree, "", "2023-05-01 08:00:00Z", "", "", "", "")
	jane := account("Jane", "jane@contoso.com", idOne, "2022-03-18 19:49:35Z", "", "Sales", "False", "Office 365 E3", "")
	for name, test := range map[string]struct {
		text    string
		sources string
	}{
		"rows that repeat, over pages":     {long(2*pageRows + 5), ledger.SourceFileReport2017},
		"rows that cannot be read":         {dated("2022-02-28", "soon", "2022-03-01"), ledger.SourceFileReport2017},
		"dates that are day first at last": {dated("1/2/2022", "3/4/2022", "28/2/2022"), ledger.SourceFileReport2017 + " " + ledger.SourceFileReport2017},
		"an account twice, and a deleted":  {accountHeader + jane + deleted + strings.ReplaceAll(jane, "Sales", "Legal"), ledger.SourceFileActiveUsers},
		"deleted users":                    {accountHeader + deleted, ledger.SourceFileActiveUsers + " " + ledger.SourceFileDeletedUsers},
	} {
		t.Run(name, func(t *testing.T) {
			taken := sameAsPulled(t, put(t, "x 2023-06-01.csv", test.text), Options{})
			if got := strings.Join(taken.sources, " "); got != test.sources {
				t.Errorf("read as %s, want %s", got, test.sources)
			}
		})
	}
}

// Rows that repeat are told to do so, whether the table had room for them or
// grew.
func TestRepetitions(t *testing.T) {
	for _, room := range []int64{0, 100_000} {
		r := newRepetitions(room)
		for round := range int64(3) {
			for i := range 20_000 {
				key := []byte{byte(i), byte(i >> 8)}
				if n := r.add(r.row(key)); n != round {
					t.Fatalf("row %d came %d times before, want %d", i, n, round)
				}
			}
		}
	}
}
