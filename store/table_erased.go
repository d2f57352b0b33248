package store

import (
	"context"
	"encoding/json"
	"strings"

	"licenseledger/store/ledger"
)

// hideErased shows Unknown, with the status erased, where a row is of a person
// who was forgotten.
func (t *table) hideErased(ctx context.Context, h *history) error {
	var any bool
	err := h.reading(ctx, func(q querier) error {
		return q.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM erased)`).Scan(&any)
	})
	if err != nil || !any {
		return err
	}
	t.columns["candidates"] = withoutErased(t.rows, t.columns["candidates"])
	erased := t.erasedRows()
	if erased == nil {
		return nil
	}
	for name, instead := range map[string]string{"user_name": ledger.UnknownWord, "email_address": ledger.UnknownWord,
		"last_known_name": "", "last_known_email": "", "status": string(ledger.StatusErased)} {
		t.columns[name] = t.columns[name].instead(erased, instead)
	}
	t.sortName, t.sortEmail = t.sortName.instead(erased, ledger.UnknownWord), t.sortEmail.instead(erased, ledger.UnknownWord)
	t.find = nil // it would find what stands in for names
	status := t.status
	t.status = func(row uint32) ledger.Status {
		if erased[row] {
			return ledger.StatusErased
		}
		return status(row)
	}
	return nil
}

// erasedRows marks the rows of forgotten people; nil when there are none.
func (t *table) erasedRows() []bool {
	var marked []bool
	for _, name := range []string{"user_name", "email_address", "last_known_name", "last_known_email"} {
		dict, code := t.columns[name].scan()
		is := make([]bool, dict.Len())
		found := false
		for c := range is {
			is[c] = ledger.IsErased(dict.At(uint32(c)))
			found = found || is[c]
		}
		if !found {
			continue
		}
		for row := range uint32(t.rows) {
			if is[code(row)] {
				if marked == nil {
					marked = make([]bool, t.rows)
				}
				marked[row] = true
			}
		}
	}
	return marked
}

// instead is a column with another text in the marked rows.
func (c *lens) instead(marked []bool, text string) *lens {
	dict, code := c.scan()
	dict = dict.Clone()
	other := dict.Add([]byte(text))
	dict.Forget()
	return coded(dict, func(row uint32) uint32 {
		if marked[row] {
			return other
		}
		return code(row)
	})
}

// withoutErased is a column of candidates that does not tell what stands in for
// names.
func withoutErased(rows int, c *lens) *lens {
	return written(rows, func(row uint32) string {
		text := c.text(row)
		if !strings.Contains(text, ledger.ErasedText("")) {
			return text
		}
		var all []ledger.Candidate
		if err := json.Unmarshal([]byte(text), &all); err != nil {
			return ""
		}
		for i := range all {
			if ledger.IsErased(string(all[i].Name)) || ledger.IsErased(string(all[i].Email)) {
				all[i].Name, all[i].Email = ledger.UnknownWord, ledger.UnknownWord
			}
		}
		return candidatesText(all)
	})
}

// unlessErased gives a name or address to show; nothing for what stands in for
// one.
func unlessErased(text string) string {
	if ledger.IsErased(text) {
		return ""
	}
	return text
}
