package main

import (
	"slices"
	"testing"
)

func TestDifferingFiles(t *testing.T) {
	before := map[string][]byte{"same.ts": []byte("a"), "changed.ts": []byte("a"), "gone.ts": nil}
	after := map[string][]byte{"same.ts": []byte("a"), "changed.ts": []byte("b"), "new.ts": nil}
	if got, want := differingFiles(before, after), []string{"changed.ts", "gone.ts", "new.ts"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
