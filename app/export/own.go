package export

import "slices"

// IsOwn tells whether a header is that of a file in the full layout, in any
// language: such a file was made by this program and is no download. A file in
// the list layout cannot be told from Microsoft's, which it is made to be like.
func IsOwn(header []string) bool {
	for _, in := range []*words{&english, &dutch} {
		if !slices.ContainsFunc(moreColumns, func(c column) bool { return !slices.Contains(header, in.headers[c.name]) }) {
			return true
		}
	}
	return false
}
