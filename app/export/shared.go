package export

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"licenseledger/store/ledger"
)

// Words that many rows have, such as names of licenses, are written once, with
// the texts of excelize's own sheets, and cells refer to them by number: a third
// less XML. Which they are is told by the first rows, so that no table of texts
// grows with the rows; whatever comes only later stands in its cells.
const (
	sharedFrom = 5 // times among the first rows
	sharedMost = 1000
)

// sharedWords finds the words, in the order in which rows have them.
func sharedWords(ctx context.Context, columns []column, rows Rows, in *words) ([]string, error) {
	var all []string
	times := map[string]int{}
	err := eachRow(ctx, rows, columns, 0, min(measuredRows, rows.Len()), func(r *ledger.Row) error {
		for _, col := range columns {
			if col.kind != kindText && col.kind != kindWord {
				continue
			}
			s := string(col.text(r))
			if col.kind == kindWord {
				s = in.word(col.key, s)
			}
			if s == "" || len(s) > maxShown {
				continue
			}
			if times[s]++; times[s] == 1 {
				all = append(all, s)
			}
		}
		return nil
	})
	all = slices.DeleteFunc(all, func(s string) bool { return times[s] < sharedFrom })
	return all[:min(len(all), sharedMost)], err
}

// references gives what stands in a cell for each word, when the part already
// has texts.
func references(words []string, part []byte) map[string]string {
	before := bytes.Count(part, []byte("<si>"))
	refs := make(map[string]string, len(words))
	for i, word := range words {
		refs[word] = ` t="s"><v>` + strconv.Itoa(before+i) + `</v></c>`
	}
	return refs
}

// sharedHead tells how many texts there are, and how often cells refer to them,
// which is known late and needed by nobody.
var sharedHead = regexp.MustCompile(` count="\d+" uniqueCount="\d+"`)

// withWords adds the words to the part.
func withWords(part []byte, words []string) []byte {
	if len(words) == 0 {
		return part
	}
	const end = "</sst>"
	unique := bytes.Count(part, []byte("<si>")) + len(words)
	part = sharedHead.ReplaceAll(bytes.TrimSuffix(part, []byte(end)), fmt.Appendf(nil, ` uniqueCount="%d"`, unique))
	for _, word := range words {
		part = appendText(append(part, "<si>"...), fitted(word, ""))
		part = append(part, "</si>"...)
	}
	return append(part, end...)
}
