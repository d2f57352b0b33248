//go:build stress

package main

import (
	"flag"
	"testing"
)

var kills = flag.Int("kills", 1000, "how often programs are killed, of all operations together")

// TestStress_Kills kills the program in the midst of everything that it writes.
func TestStress_Kills(t *testing.T) {
	serve(t, made(t))
	all := operations()
	for _, o := range all {
		t.Run(o.name, func(t *testing.T) {
			t.Parallel()
			o.survivesKills(t, (*kills+len(all)-1)/len(all))
		})
	}
}
