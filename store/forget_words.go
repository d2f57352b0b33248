package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"

	"licenseledger/store/ledger"
)

// Words and addresses in a text that somebody wrote. An address has what Microsoft and
// RFC 5322 allow in one, which others put beside one: addressBounds are where it may
// begin or end all the same. Hyphens and apostrophes keep a word together where letters
// follow.
var (
	addressInText = regexp.MustCompile(`[\pL\pM\pN._%+'&!#$*/=?^{|}~` + "`" + `-]+@[\pL\pM\pN.-]*[\pL\pN]`)
	wordInText    = regexp.MustCompile(`[\pL\pM][\pL\pM\pN]*(?:['’-]+[\pL\pM][\pL\pM\pN]*)*|\pN[\pL\pM\pN]*`)
)

const addressBounds = `._%+'&!#$*/=?^{|}~-` + "`"

// longestName is how many words of a name are looked for.
const longestName = 16

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
	text = addressInText.ReplaceAllStringFunc(text, e.withoutAddress)
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

// withoutAddress takes an address out of what looks like one and may have something
// written to either side: a quote, the field that it is compared with, the end of a file
// name ("jane@contoso.com.csv").
func (e *erasures) withoutAddress(text string) string {
	at := strings.LastIndexByte(text, '@')
	for from := 0; from < at; from++ {
		if from > 0 && !strings.ContainsRune(addressBounds, rune(text[from-1])) {
			continue
		}
		for to := len(text); to > at; to = strings.LastIndexAny(text[:to], ".-") {
			if e.isText(ledger.FoldAddress(text[from:to])) {
				return text[:from] + ledger.UnknownWord + text[to:]
			}
		}
	}
	return text
}

// withoutIn is without for a text of a column: of JSON, it looks at what the texts in it
// say, and not at how they are written there.
func (e *erasures) withoutIn(text string, isJSON bool) string {
	if !isJSON {
		return e.without(text, true)
	}
	var value any
	in := json.NewDecoder(strings.NewReader(text))
	in.UseNumber()
	if in.Decode(&value) != nil {
		return e.without(text, true)
	}
	if _, err := in.Token(); err != io.EOF { // somebody wrote more behind it
		return e.without(text, true)
	}
	kept, differs := e.withoutValue(value)
	if !differs {
		return text
	}
	out, err := json.Marshal(kept)
	if err != nil {
		return e.without(text, true)
	}
	return string(out)
}

func (e *erasures) withoutValue(value any) (kept any, differs bool) {
	switch v := value.(type) {
	case string:
		kept := e.without(v, true)
		return kept, kept != v
	case []any:
		for i, one := range v {
			now, other := e.withoutValue(one)
			v[i], differs = now, differs || other
		}
		return v, differs
	case map[string]any:
		all := make(map[string]any, len(v))
		for name, one := range v {
			called := e.without(name, true)
			now, other := e.withoutValue(one)
			all[called], differs = now, differs || other || called != name
		}
		return all, differs
	}
	return value, false
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
// beside its own name: "Assistant to ...".
func (e *erasures) beside(u ledger.User) ledger.User {
	for _, text := range []*string{&u.Department, &u.CompanyName, &u.JobTitle, &u.OfficeLocation, &u.CostCenter} {
		*text = e.distinctly(*text)
	}
	return u
}

// textsRemembered bounds how many texts without anybody in them are remembered.
const textsRemembered = 50_000

// distinctly takes full names and addresses out of a text of a fact. Texts that differed
// still differ, since facts must: a number tells them apart. Most facts say what others
// say, so answers are remembered.
func (e *erasures) distinctly(text string) string {
	if !strings.ContainsFunc(text, isSeparator) {
		return text // one word
	}
	known, ok := e.texts[text]
	if ok {
		return known
	}
	plain := e.without(text, false)
	known = plain
	if plain != text {
		for n := 2; e.told[known]; n++ {
			known = fmt.Sprintf("%s (%d)", plain, n)
		}
		e.told[known] = true
	}
	if known != text || len(e.texts) < textsRemembered {
		e.texts[text] = known
	}
	return known
}

// NamesForgotten gives those of some names of files, or other texts that are kept outside
// of the ledger, that name somebody who was forgotten. Whatever stands between two words
// counts as a blank besides: Jane_Doe.xlsx is named after Jane Doe.
func (l *Ledger) NamesForgotten(ctx context.Context, texts []string) (named []string, err error) {
	const op = "look for forgotten people"
	tx, err := l.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, classify(op, l.path, err)
	}
	defer tx.Rollback()
	e, err := l.loadErasures(ctx, tx)
	if err != nil || e == nil {
		return nil, classify(op, l.path, err)
	}
	for _, text := range texts {
		spaced := strings.Join(wordInText.FindAllString(strings.Map(blankMark, text), -1), " ")
		if e.without(text, true) != text || e.without(spaced, true) != spaced {
			named = append(named, text)
		}
	}
	return named, nil
}

func blankMark(r rune) rune {
	if isSeparator(r) && !unicode.IsMark(r) {
		return ' '
	}
	return r
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
			instead := e.withoutIn(text, at == [2]string{"saved_view", "body"} || at == [2]string{"setting", "value"})
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
