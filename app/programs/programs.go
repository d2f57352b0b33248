// Package programs says what programs of the system get to know that are started from
// here: the scheduler's, and those that show a file or a page. Which words they are
// started with is left to whoever starts them.
package programs

import (
	"os"
	"slices"
	"strings"
)

// own begins the names of variables that are meant for this program alone.
const own = "LICENSELEDGER_"

// Environment is that of whoever started this program, without the variables that are
// meant for it alone: one may hold the password of a certificate, and a browser or a
// spreadsheet has no need of it.
func Environment() []string {
	return slices.DeleteFunc(os.Environ(), func(one string) bool {
		return len(one) >= len(own) && strings.EqualFold(one[:len(own)], own) // Windows takes them in any case
	})
}
