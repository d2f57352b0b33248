package store

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"licenseledger/store/ledger"
)

// Words and addresses in a text that somebody wrote. Inside JSON a quote or a
// backslash ends both.
var (
	addressInText = regexp.MustCompile(`[\pL\pM\pN._%+'&-]+@[\pL\pM\pN.-]*[\pL\pN]`)
	wordInText    = regexp.MustCompile(`[\pL\pM\pN][\pL\pM\pN'’-]*`)
)

// longestName is how many words of a name are looked for.
const longestName = 8

// nameInText is a name as it is found in texts: what is between its first and
// last word, folded.
func nameInText(name string) string {
	words := wordInText.FindAllStringIndex(name, -1)
	if len(words) == 0 {
		return ""
	}
	return ledger.FoldText(name[words[0][0]:words[len(words)-1][1]])
}

// without takes the names and addresses of forgotten people out of a text, in
// any letter case; names of one word only if alone is set, since most words are
// not meant as one.
func (e *erasures) without(text string, alone bool) string {
	text = addressInText.ReplaceAllStringFunc(text, func(address string) string {
		if e.isText(ledger.FoldAddress(address)) {
			return ledger.UnknownWord
		}
		return address
	})
	words := wordInText.FindAllStringIndex(text, -1)
	var b strings.Builder
	done := 0
	for i := 0; i < len(words); {
		n := e.nameAt(text, words[i:], alone)
		if n == 0 {
			i++
			continue
		}
		b.WriteString(text[done:words[i][0]])
		b.WriteString(ledger.UnknownWord)
		done = words[i+n-1][1]
		i += n
	}
	return b.String() + text[done:]
}

// nameAt gives the number of words of the longest name that begins with the
// first word; 0 when none does.
func (e *erasures) nameAt(text string, words [][]int, alone bool) int {
	for n := min(len(words), longestName); n > 0; n-- {
		if n == 1 && !alone {
			break
		}
		if e.isText(ledger.FoldText(text[words[0][0]:words[n-1][1]])) {
			return n
		}
	}
	return 0
}

func (e *erasures) isText(folded string) bool {
	plain := folded
	for _, ending := range []string{"'s", "’s", "'", "’"} { // Jane Doe's Environment
		if short, ok := strings.CutSuffix(folded, ending); ok {
			plain = short
			break
		}
	}
	for _, k := range e.keys {
		if e.hashes[k.hash(erasedText, folded)] || (plain != folded && e.hashes[k.hash(erasedText, plain)]) {
			return true
		}
	}
	return false
}

// beside takes full names and addresses out of what is said of an account
// beside its own name: "Assistant to ...". Most accounts say what others say,
// so answers are remembered.
func (e *erasures) beside(u ledger.User) ledger.User {
	for _, text := range []*string{&u.Department, &u.CompanyName, &u.JobTitle, &u.OfficeLocation, &u.CostCenter} {
		if !strings.ContainsFunc(*text, isSeparator) {
			continue // one word
		}
		known, ok := e.texts[*text]
		if !ok {
			known = e.without(*text, false)
			e.texts[*text] = known
		}
		*text = known
	}
	return u
}

func isSeparator(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// writtenTexts are the columns that hold what people wrote, or what was written
// for them.
var writtenTexts = [][2]string{{"snapshot", "label"}, {"listing", "file_name"}, {"warning", "text"},
	{"saved_view", "name"}, {"saved_view", "body"}, {"setting", "value"}, {"job", "location"}, {"free_keep", "note"}}

// rewriteTexts takes forgotten people out of those and tells how many texts
// differ.
func (e *erasures) rewriteTexts(ctx context.Context, tx *sql.Tx) (int64, error) {
	var changed int64
	for _, at := range writtenTexts {
		texts, err := namesIn(ctx, tx, fmt.Sprintf(`SELECT DISTINCT %[2]s FROM %[1]s WHERE %[2]s IS NOT NULL`, at[0], at[1]))
		if err != nil {
			return changed, err
		}
		for _, text := range texts {
			instead := e.without(text, true)
			if instead == text {
				continue
			}
			result, err := tx.ExecContext(ctx, fmt.Sprintf(`UPDATE OR REPLACE %[1]s SET %[2]s = ? WHERE %[2]s = ?`, at[0], at[1]), instead, text)
			if err != nil {
				return changed, err
			}
			n, err := result.RowsAffected()
			if err != nil {
				return changed, err
			}
			changed += n
		}
	}
	return changed, nil
}
