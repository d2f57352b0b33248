package authtest

import (
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// Browser is somebody who opens pages, types and presses buttons. It sends forms
// as a browser does, also those that send themselves.
type Browser struct{ client http.Client }

// NewBrowser takes the transport of client, for what it trusts.
func NewBrowser(client *http.Client) *Browser {
	return &Browser{http.Client{Transport: client.Transport}}
}

// Typed is text for the one field of a page.
type Typed string

// Page is what is to be seen in the end.
type Page struct {
	Title string
	Text  string // with its marks
	at    *url.URL
}

// Visit opens an address and does what acts say, one on each page: a string is a
// part of the label of the button to press, a Typed is typed and sent. It gives
// the page that comes after the last.
func (b *Browser) Visit(address string, acts ...any) (Page, error) {
	page, err := b.open(http.NewRequest(http.MethodGet, address, nil))
	for _, act := range acts {
		if err != nil {
			return page, err
		}
		page, err = b.act(page, act)
	}
	return page, err
}

func (b *Browser) act(page Page, act any) (Page, error) {
	fields := hidden(page.Text)
	switch act := act.(type) {
	case Typed:
		name := inputPattern.FindStringSubmatch(page.Text)
		if name == nil {
			return page, fmt.Errorf("%q has nothing to type into", page.Title)
		}
		fields.Set(name[1], string(act))
	case string:
		button := buttonSaying(page.Text, act)
		if button == nil {
			return page, fmt.Errorf("%q has no button that says %q", page.Title, act)
		}
		fields.Set(button[1], html.UnescapeString(button[2]))
	default:
		return page, fmt.Errorf("a browser cannot do %T", act)
	}
	return b.send(page.at.String(), fields)
}

var (
	titlePattern  = regexp.MustCompile(`(?s)<title>\s*(.*?)\s*</title>`)
	hiddenPattern = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)
	inputPattern  = regexp.MustCompile(`<input name="([^"]*)"`)
	buttonPattern = regexp.MustCompile(`(?s)<button name="([^"]*)" value="([^"]*)">(.*?)</button>`)
	selfPattern   = regexp.MustCompile(`(?s)onload="document\.forms\[0\]\.submit\(\)".*<form method="post" action="([^"]*)">`)
)

func hidden(page string) url.Values {
	fields := url.Values{}
	for _, match := range hiddenPattern.FindAllStringSubmatch(page, -1) {
		fields.Set(match[1], html.UnescapeString(match[2]))
	}
	return fields
}

func buttonSaying(page, label string) []string {
	for _, match := range buttonPattern.FindAllStringSubmatch(page, -1) {
		if strings.Contains(html.UnescapeString(match[3]), label) {
			return match
		}
	}
	return nil
}

func (b *Browser) send(address string, fields url.Values) (Page, error) {
	r, err := http.NewRequest(http.MethodPost, address, strings.NewReader(fields.Encode()))
	if err == nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return b.open(r, err)
}

// open shows an answer, and goes on where a page sends itself.
func (b *Browser) open(r *http.Request, err error) (Page, error) {
	if err != nil {
		return Page{}, err
	}
	resp, err := b.client.Do(r)
	if err != nil {
		return Page{}, err
	}
	body, err := io.ReadAll(resp.Body)
	if err = errors.Join(err, resp.Body.Close()); err != nil {
		return Page{}, err
	}
	page := Page{Text: string(body), at: r.URL}
	if title := titlePattern.FindStringSubmatch(page.Text); title != nil {
		page.Title = html.UnescapeString(title[1])
	}
	if self := selfPattern.FindStringSubmatch(page.Text); self != nil {
		return b.send(html.UnescapeString(self[1]), hidden(page.Text))
	}
	return page, nil
}
