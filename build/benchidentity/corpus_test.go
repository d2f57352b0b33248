package main

import (
	"context"
	"fmt"
	"os"
	"testing"
)

// TestCorpus_CertainIsNeverWrong plays a few of the tenants that the bench plays
// a thousand of; LL_SEED gives others.
func TestCorpus_CertainIsNeverWrong(t *testing.T) {
	other := uint64(4000)
	if text := os.Getenv("LL_SEED"); text != "" {
		if _, err := fmt.Sscan(text, &other); err != nil {
			t.Fatal(err)
		}
	}
	for name, first := range map[string]uint64{"fixed": 1, "other": other} {
		t.Run(name, func(t *testing.T) {
			got, err := measure(context.Background(), t.TempDir(), first, 3)
			if err != nil {
				t.Fatalf("LL_SEED=%d: %v", first, err)
			}
			for _, line := range got.wrongly {
				t.Errorf("LL_SEED=%d: %s", first, line)
			}
			if told := got.certain.right + got.likely.right + got.oneOf.right; got.rows == 0 || told == 0 {
				t.Errorf("LL_SEED=%d: of %d Unknown rows %d were told right", first, got.rows, told)
			}
			if name == "fixed" && got.certain.right == 0 {
				t.Error("nothing is certain any more")
			}
		})
	}
}

// TestCorpus_ComparesWithTheTruth shows that a wrong answer is noticed.
func TestCorpus_ComparesWithTheTruth(t *testing.T) {
	dir := t.TempDir()
	right, err := scoreOf(context.Background(), dir, 2)
	if err != nil {
		t.Fatal(err)
	}
	if right.rows == 0 || right.naive.wrong+right.likely.wrong+right.none.wrong == 0 {
		t.Errorf("over %d rows nobody was ever wrong, not even the baseline", right.rows)
	}
}
