package simtenant

import (
	"encoding/json"
	"net/http"
	"strings"
)

// filterable are the properties of people that $filter compares with eq here; of
// what Graph can filter by, these need no index.
// https://learn.microsoft.com/graph/api/resources/user
var filterable = []string{"id", "displayName", "userPrincipalName", "mail", "accountEnabled", "userType", "department", "companyName",
	"jobTitle", "country", "usageLocation"}

// An equality is one comparison of a filter: a property, and its value as JSON.
type equality struct{ property, value string }

func (e equality) holds(w *world, n int32) bool {
	return strings.EqualFold(string(userValues[e.property](nil, w, n)), e.value)
}

// userFilter reads comparisons that are joined by and.
func (c *call) userFilter(text string) (all []equality, ok bool) {
	words := filterWords(text)
	for len(words) >= 3 && contains(filterable, words[0]) && words[1] == "eq" {
		value, ok := asJSON(words[2])
		if !ok {
			break
		}
		all = append(all, equality{words[0], value})
		words = words[3:]
		if len(words) == 0 {
			return all, true
		}
		if words[0] != "and" {
			break
		}
		words = words[1:]
	}
	if text == "" {
		return nil, true
	}
	c.graphError(http.StatusBadRequest, "Request_UnsupportedQuery", "Only comparisons with eq, joined by and, of some properties are served here.")
	return nil, false
}

// asJSON makes JSON of a value in a filter.
func asJSON(word string) (string, bool) {
	if word == "true" || word == "false" || word == "null" {
		return word, true
	}
	if len(word) < 2 || word[0] != '\'' || word[len(word)-1] != '\'' {
		return "", false
	}
	b, err := json.Marshal(word[1 : len(word)-1])
	return string(b), err == nil
}
