package cli

import (
	"github.com/spf13/pflag"

	"licenseledger/sync/simtenant"
)

// deltaFlags are about how the tenant tells what changed.
func deltaFlags(f *pflag.FlagSet, k *simtenant.Knobs) {
	f.IntVar(&k.DeltaEmptyEvery, "delta-empty-every", 0, "make every Nth page of changed users an empty one that leads on")
	f.BoolVar(&k.DeltaReplay, "delta-replay", false, "tell of a changed user once for each change")
	f.BoolVar(&k.DeltaForget, "delta-forget", false, "forget every place in the changes that was told before")
	f.IntVar(&k.CountBehind, "count-behind", 0, "count so many accounts fewer than there are")
	f.StringVar(&k.DeltaExpired, "delta-expired", "410", "how a forgotten place is answered: 410, 410-bare or 400")
}
