//go:build dev

package desktop

import "strings"

// withoutDevFlags drops the flags that Wails itself reads in a dev-tagged
// program: -assetdir DIR -devserver HOST:PORT and so on.
func withoutDevFlags(args []string) []string {
	for len(args) >= 2 && strings.HasPrefix(args[0], "-") {
		args = args[2:]
	}
	return args
}
