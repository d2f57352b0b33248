package ledger

import (
	"errors"
	"slices"
	"testing"
)

// What was put into a message is kept as it is written there, so that a window can write
// it into the same sentence of another language.
func TestErrorf_KeepsWhatWasPutIn(t *testing.T) {
	for _, one := range []struct {
		format string
		args   []any
		want   []string
	}{
		{"Nothing is put in.", nil, nil},
		{"%s has %d lines.", []any{"a.csv", 12}, []string{"a.csv", "12"}},
		{"There is no %q, in 100 %% of %03d.", []any{"x y", 7}, []string{`"x y"`, "007"}},
		{"%s is not connected: connect %[1]s", []any{"a.ledger"}, []string{"a.ledger"}},
		{"%[2]s before %[1]s", []any{"b", "a"}, []string{"b", "a"}},
		{"%v: %T", []any{errors.New("gone"), 3}, []string{"gone", "int"}},
		{"%s", []any{"A sentence of 100 %."}, []string{"A sentence of 100 %."}},
	} {
		e := Errorf(CodeInvalid, "try", one.format, one.args...)
		if e.Format != one.format || !slices.Equal(e.Args, one.want) {
			t.Errorf("%q keeps %q, want %q", e.Message, e.Args, one.want)
		}
	}
}
