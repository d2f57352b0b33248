package house

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// documents are what people read about the project: pages in Markdown.
func (tr tree) documents() []string {
	var names []string
	for _, name := range tr.names {
		if path.Ext(name) == ".md" && !strings.Contains(name, "testdata/") && !strings.Contains(name, "node_modules/") {
			names = append(names, name)
		}
	}
	return names
}

var (
	fence      = regexp.MustCompile("(?ms)^[ \t]*```.*?^[ \t]*```[ \t]*$")
	inlineCode = regexp.MustCompile("`[^`\n]+`")
	link       = regexp.MustCompile(`\]\(([^()\s]+(?:\([^()\s]*\))?[^()\s]*)\)`)
	heading    = regexp.MustCompile(`(?m)^#{1,6} +(.+?) *$`)
	spoken     = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
)

// prose is a page without its blocks of code.
func prose(text string) string { return fence.ReplaceAllString(text, "") }

// anchors are the places of a page that a link can lead to, as GitHub names them.
func anchors(text string) []string {
	var all []string
	for _, found := range heading.FindAllStringSubmatch(prose(text), -1) {
		said := spoken.ReplaceAllString(strings.ReplaceAll(found[1], "`", ""), "$1")
		var anchor strings.Builder
		for _, r := range strings.ToLower(strings.ReplaceAll(said, `\`, "")) {
			switch {
			case r == ' ':
				anchor.WriteRune('-')
			case r == '-' || r == '_' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127:
				anchor.WriteRune(r)
			}
		}
		name := anchor.String()
		for n := 1; slices.Contains(all, name); n++ {
			name = fmt.Sprintf("%s-%d", anchor.String(), n)
		}
		all = append(all, name)
	}
	return all
}

// folders are those that have files of the project, with the folders that these are in.
func (tr tree) folders() map[string]bool {
	all := map[string]bool{}
	for _, name := range tr.names {
		for dir := path.Dir(name); dir != "." && !all[dir]; dir = path.Dir(dir) {
			all[dir] = true
		}
	}
	return all
}

// brokenLinks finds links that lead nowhere: to a file, a folder or a heading that is not
// there, or to an address that is no https address. Nothing is fetched.
func brokenLinks(t *testing.T, tr tree) []string {
	var broken []string
	folders := tr.folders()
	for _, name := range tr.documents() {
		text := inlineCode.ReplaceAllString(prose(tr.read(t, name)), "")
		for _, found := range link.FindAllStringSubmatch(text, -1) {
			target := found[1]
			if strings.Contains(target, "://") {
				address, err := url.Parse(target)
				if err != nil || address.Scheme != "https" || address.Hostname() == "" {
					broken = append(broken, fmt.Sprintf("%s: %s is no https address", name, target))
				}
				continue
			}
			file, anchor, _ := strings.Cut(target, "#")
			to := name
			if file != "" {
				unescaped, err := url.PathUnescape(file)
				if err != nil {
					broken = append(broken, fmt.Sprintf("%s: %s cannot be read", name, target))
					continue
				}
				to = path.Join(path.Dir(name), unescaped)
			}
			switch {
			case !tr.has(to) && !folders[to] && to != ".":
				broken = append(broken, fmt.Sprintf("%s leads to %s, which does not exist", name, target))
			case anchor != "" && (path.Ext(to) != ".md" || !slices.Contains(anchors(tr.read(t, to)), anchor)):
				broken = append(broken, fmt.Sprintf("%s leads to %s, but %s has no such heading", name, target, to))
			}
		}
	}
	return broken
}

func TestDocuments_LinksLeadSomewhere(t *testing.T) { keeps(t, brokenLinks(t, project(t))) }

func TestBrokenLinks(t *testing.T) {
	catches(t, brokenLinks(t, example(
		"docs/a.md", "# One `two`, three\n[ok](b.md#two-words) [ok](#one-two-three) [ok](../store) [ok](https://example.com/x) `[no](link.md)`\n```\n[no](link.md)\n```\n",
		"docs/b.md", "# Two words\n[gone](c.md) [lost](a.md#nowhere) [plain](http://example.com) [up](../store/none.go)\n",
		"store/x.go", "package store",
	)), "c.md", "nowhere", "http://example.com", "none.go")
}

// pathInCode is something in backticks that looks like a file or folder of the project.
var pathInCode = regexp.MustCompile(`^[a-z.][\w.-]*(/[\w.*-]+)+/?$`)

// brokenPaths finds files and folders that a page names and that are not there.
func brokenPaths(t *testing.T, tr tree) []string {
	var broken []string
	folders := tr.folders()
	for _, name := range tr.documents() {
		if strings.HasPrefix(name, "docs/decisions/") || name == "CHANGELOG.md" {
			continue // they tell how it was
		}
		for _, found := range inlineCode.FindAllString(prose(tr.read(t, name)), -1) {
			said := strings.Trim(found, "`")
			top, _, _ := strings.Cut(said, "/")
			if !pathInCode.MatchString(said) || !folders[top] {
				continue
			}
			said = strings.TrimSuffix(said, "/")
			is := tr.has(said) || folders[said]
			if strings.Contains(said, "*") {
				is = slices.ContainsFunc(tr.names, func(file string) bool {
					matched, err := path.Match(said, file)
					return err == nil && matched
				})
			}
			if !is {
				broken = append(broken, fmt.Sprintf("%s names %s, which does not exist", name, said))
			}
		}
	}
	return broken
}

func TestDocuments_NameFilesThatAreThere(t *testing.T) { keeps(t, brokenPaths(t, project(t))) }

func TestBrokenPaths(t *testing.T) {
	catches(t, brokenPaths(t, example(
		"docs/a.md", "`store/x.go` `store/*.go` `store/` `text/plain` `store/gone.go` `store/sub`",
		"store/x.go", "package store",
	)), "store/gone.go", "store/sub")
}
