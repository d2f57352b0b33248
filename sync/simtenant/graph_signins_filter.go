package simtenant

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// A signInFilter is what $filter of sign-ins says: a stretch of time, which
// every part of the filter must agree on, and a condition.
type signInFilter struct {
	from, to moment // 0 for not bounded
	is       func(w *world, s signIn) bool
}

var errFilter = errors.New("the filter is not supported")

// mostAlternatives is how many conditions one filter may join by or.
const mostAlternatives = 15

// readSignInFilter reads what the documentation says can be filtered by:
// createdDateTime (ge, gt, le, lt), joined to everything else by and, and appId,
// userId, userPrincipalName, appDisplayName and status/errorCode (eq).
// https://learn.microsoft.com/graph/api/resources/signin
func readSignInFilter(text string) (signInFilter, error) {
	f := signInFilter{is: func(*world, signIn) bool { return true }}
	if text == "" {
		return f, nil
	}
	p := filterReader{words: filterWords(text), filter: &f}
	is, err := p.all()
	if err != nil || len(p.words) > 0 {
		return f, errFilter
	}
	f.is = is
	return f, nil
}

// filterWords takes a filter apart; a text in quotes is one word.
func filterWords(text string) (words []string) {
	for text != "" {
		switch c := text[0]; {
		case c == ' ':
			text = text[1:]
		case c == '(' || c == ')':
			words, text = append(words, text[:1]), text[1:]
		case c == '\'':
			end := strings.IndexByte(text[1:], '\'')
			if end < 0 {
				return append(words, text)
			}
			words, text = append(words, text[:end+2]), text[end+2:]
		default:
			end := strings.IndexAny(text, " ()'")
			if end < 0 {
				end = len(text)
			}
			words, text = append(words, text[:end]), text[end:]
		}
	}
	return words
}

type filterReader struct {
	words        []string
	filter       *signInFilter
	nested       bool // inside or: no time there
	alternatives int
}

type signInTest = func(w *world, s signIn) bool

func (p *filterReader) take() string {
	if len(p.words) == 0 {
		return ""
	}
	word := p.words[0]
	p.words = p.words[1:]
	return word
}

func (p *filterReader) next(word string) bool {
	if len(p.words) > 0 && strings.EqualFold(p.words[0], word) {
		p.words = p.words[1:]
		return true
	}
	return false
}

// all reads conditions joined by and.
func (p *filterReader) all() (signInTest, error) {
	var tests []signInTest
	for {
		test, err := p.one()
		if err != nil {
			return nil, err
		}
		tests = append(tests, test)
		if !p.next("and") {
			break
		}
	}
	return func(w *world, s signIn) bool {
		for _, test := range tests {
			if !test(w, s) {
				return false
			}
		}
		return true
	}, nil
}

// one reads a comparison, or alternatives in brackets.
func (p *filterReader) one() (signInTest, error) {
	if !p.next("(") {
		return p.comparison()
	}
	before := p.nested
	p.nested = true
	var tests []signInTest
	for {
		test, err := p.comparison()
		if err != nil {
			return nil, err
		}
		tests = append(tests, test)
		if p.alternatives++; p.alternatives > mostAlternatives {
			return nil, errFilter
		}
		if !p.next("or") {
			break
		}
	}
	if p.nested = before; !p.next(")") {
		return nil, errFilter
	}
	return func(w *world, s signIn) bool {
		for _, test := range tests {
			if test(w, s) {
				return true
			}
		}
		return false
	}, nil
}

func (p *filterReader) comparison() (signInTest, error) {
	name, operator, value := p.take(), p.take(), p.take()
	if name == "createdDateTime" {
		return p.time(operator, value)
	}
	if operator != "eq" {
		return nil, errFilter
	}
	if name == "status/errorCode" {
		code, err := strconv.Atoi(value)
		return func(_ *world, s signIn) bool { return errorOf(s) == code }, err
	}
	if len(value) < 2 || value[0] != '\'' {
		return nil, errFilter
	}
	value = value[1 : len(value)-1]
	switch name {
	case "appId":
		return func(_ *world, s signIn) bool { return s.app.id == value }, nil
	case "appDisplayName":
		return func(_ *world, s signIn) bool { return s.app.name == value }, nil
	case "userId":
		return func(w *world, s signIn) bool { return w.signedInAs(s.who) == value }, nil
	case "userPrincipalName":
		return func(w *world, s signIn) bool { return strings.EqualFold(w.signInName(s.who), value) }, nil
	}
	return nil, errFilter // resourceId among them: that it works is not documented
}

func (p *filterReader) time(operator, value string) (signInTest, error) {
	at, err := time.Parse(time.RFC3339Nano, value)
	if err != nil || p.nested {
		return nil, errFilter
	}
	m, f := momentOf(at), p.filter
	switch operator {
	case "ge":
		f.from = max(f.from, m)
	case "gt":
		f.from = max(f.from, m+1)
	case "le":
		f.to = min(nonZero(f.to, m+1), m+1)
	case "lt":
		f.to = min(nonZero(f.to, m), m)
	default:
		return nil, errFilter
	}
	return func(*world, signIn) bool { return true }, nil
}
