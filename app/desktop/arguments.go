package desktop

import (
	"os"
	"path/filepath"
	"strings"
)

// Arguments tells what the program was started for: a window, with the ledger
// at path when it is not "", or a command of the console. A file comes alone;
// everything else is for the console, which knows its commands and what to say
// about those that do not exist.
func Arguments(args []string) (path string, command bool) {
	args = withoutDevFlags(args)
	if len(args) == 0 {
		return "", false
	}
	first := args[0]
	if len(args) > 1 || strings.HasPrefix(first, "-") {
		return "", true
	}
	info, err := os.Stat(first)
	isFile := err == nil && !info.IsDir()
	if isFile || strings.EqualFold(filepath.Ext(first), ".ledger") || strings.ContainsRune(first, filepath.Separator) {
		return first, false
	}
	return "", true
}
