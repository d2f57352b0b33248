//go:build !windows

package export

import (
	"cmp"
	"os"
)

// localSeparator goes by what programs of this system format numbers by.
func localSeparator(language string) rune {
	return separatorOf(cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_NUMERIC"), os.Getenv("LANG"), language))
}
