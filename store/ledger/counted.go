package ledger

import "fmt"

// Counted says in English how many there are of something: 1 row, 2 rows. What
// follows the number may be more than a noun, so that the verb agrees.
func Counted[N int | int64](n N, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
