package store

import (
	"encoding/json"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// addressesOf folds every address that an account carries; proxies is the JSON
// array of its proxy addresses.
func addressesOf(upn, mail, proxies string) []string {
	more, ok := plainTexts(proxies)
	if !ok && proxies != "" && json.Unmarshal([]byte(proxies), &more) != nil {
		more = nil
	}
	all := make([]string, 0, 2+len(more))
	var seen map[string]bool // of many; few are looked at one by one
	if cap(all) > 16 {
		seen = make(map[string]bool, cap(all))
	}
	add := func(address string) {
		address = ledger.FoldAddress(address)
		if address == "" || seen[address] || seen == nil && slices.Contains(all, address) {
			return
		}
		all = append(all, address)
		if seen != nil {
			seen[address] = true
		}
	}
	add(upn)
	if mail != upn {
		add(mail)
	}
	for _, address := range more {
		add(address)
	}
	return all
}

// plainTexts reads a JSON array of texts in ASCII in which nothing is escaped and no
// space is left, as nearly all are. ok is false for any other.
func plainTexts(list string) (texts []string, ok bool) {
	n := len(list)
	if n < 2 || list[0] != '[' || list[n-1] != ']' || strings.IndexFunc(list, isUnplain) >= 0 {
		return nil, false
	}
	for rest := list[1 : n-1]; rest != ""; {
		if rest[0] != '"' {
			return nil, false
		}
		text, after, closed := strings.Cut(rest[1:], `"`)
		if !closed || after != "" && (after[0] != ',' || len(after) == 1) {
			return nil, false
		}
		texts, rest = append(texts, text), strings.TrimPrefix(after, ",")
	}
	return texts, true
}

func isUnplain(r rune) bool { return r < ' ' || r > '~' || r == '\\' }
