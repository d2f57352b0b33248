//go:build !dev

package desktop

func withoutDevFlags(args []string) []string { return args }
