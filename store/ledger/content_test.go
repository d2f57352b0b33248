package ledger_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
)

// someFacts gives one fact of every kind.
var someFacts = []ledger.Fact{ledger.Organization{}, ledger.Seat{}, ledger.LicenseService{}, ledger.Subscription{}, ledger.User{},
	ledger.Assignment{}, ledger.AssignedPlan{}, ledger.DeletedUser{}, ledger.ReportRow{}, ledger.LicenseUse{}, ledger.LicenseGroup{}}

// drawFact fills every field of a fact, or leaves it empty.
func drawFact(r *rand.Rand, kind ledger.Fact) ledger.Fact {
	value := reflect.New(reflect.TypeOf(kind)).Elem()
	for i := range value.NumField() {
		switch field := value.Field(i); {
		case r.IntN(3) == 0:
		case field.Kind() == reflect.String:
			letters := make([]byte, r.IntN(300))
			for j := range letters {
				letters[j] = byte(r.UintN(256))
			}
			field.SetString(string(letters))
		case field.CanInt():
			field.SetInt(int64(r.Uint64()) >> r.IntN(64))
		default:
			yes := r.IntN(2) == 0
			field.Set(reflect.ValueOf(&yes))
		}
	}
	return value.Interface().(ledger.Fact)
}

func TestContent_IsWhatHashOfHashesAndGivesTheValuesBack(t *testing.T) {
	if len(someFacts) != len(ledger.Kinds()) {
		t.Fatalf("%d kinds of %d are tested", len(someFacts), len(ledger.Kinds()))
	}
	r := rand.New(rand.NewPCG(1, 2))
	for _, kind := range someFacts {
		for range 300 {
			fact := drawFact(r, kind)
			content := ledger.AppendContent([]byte("before"), fact)[len("before"):]
			want, _ := ledger.HashOf(fact, nil)
			if got := ledger.HashContent(content); got != want {
				t.Fatalf("%#v has hash %x, its content %x", fact, want, got)
			}
			values, err := ledger.AppendValues([]any{"before"}, fact.Kind(), content)
			if err != nil {
				t.Fatalf("%#v: %v", fact, err)
			}
			if d := cmp.Diff(append([]any{"before"}, fact.Values()...), values); d != "" {
				t.Fatalf("%#v (-said +read):\n%s", fact, d)
			}
		}
	}
}

func FuzzContent_NeverPanicsAndKeepsToTheColumns(f *testing.F) {
	r := rand.New(rand.NewPCG(1, 3))
	for i, kind := range someFacts {
		f.Add(i, ledger.AppendContent(nil, drawFact(r, kind)))
	}
	f.Fuzz(func(t *testing.T, n int, content []byte) {
		kind := ledger.Kinds()[uint(n)%uint(len(ledger.Kinds()))]
		values, err := ledger.AppendValues(nil, kind, content)
		if err == nil && len(values) != len(ledger.Columns(kind)) {
			t.Errorf("%d values for %d columns of %s", len(values), len(ledger.Columns(kind)), kind)
		}
	})
}
