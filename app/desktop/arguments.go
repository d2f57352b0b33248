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

// startedAgain brings the window to the front when the program is started a
// second time, in a folder, and opens the file that this start was given. Why it
// cannot be opened is told in the window.
func (w *Window) startedAgain(args []string, folder string) {
	w.shell.Raise()
	if len(args) != 1 {
		return
	}
	path := args[0]
	if !filepath.IsAbs(path) {
		path = filepath.Join(folder, path)
	}
	w.openAtStart(path)
	w.shell.Emit(eventDataChanged, DataChanged{Nouns: anotherLedger})
}
