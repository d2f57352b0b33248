package house

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

const securityPage = "docs/security.md"

var (
	testName = regexp.MustCompile("`((?:Test|Fuzz)[A-Za-z0-9_]+)`")
	testFunc = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)[A-Za-z0-9_]+)\(`)
)

// Every threat of docs/security.md names a test that there is.
func threatsHaveTests(t *testing.T, tr tree) (broken []string) {
	there := map[string]bool{}
	for _, name := range tr.goFiles(t) {
		if strings.HasSuffix(name, "_test.go") {
			for _, found := range testFunc.FindAllStringSubmatch(tr.read(t, name), -1) {
				there[found[1]] = true
			}
		}
	}
	_, threats, _ := strings.Cut(tr.read(t, securityPage), "## The threats")
	threats, _, _ = strings.Cut(threats, "\n## ")
	for n, row := range strings.Split(strings.TrimSpace(threats), "\n") {
		if !strings.HasPrefix(row, "|") || n < 2 { // the head of the table
			continue
		}
		named := testName.FindAllStringSubmatch(row[strings.LastIndex(strings.TrimSuffix(row, "|"), "|"):], -1)
		if len(named) == 0 {
			broken = append(broken, fmt.Sprintf("%s: a threat without a test: %s", securityPage, row))
		}
		for _, name := range named {
			if !there[name[1]] {
				broken = append(broken, fmt.Sprintf("%s: there is no %s", securityPage, name[1]))
			}
		}
	}
	return broken
}

func TestSecurity_EveryThreatHasItsTest(t *testing.T) {
	keeps(t, threatsHaveTests(t, project(t)))
}

func TestSecurity_Catches(t *testing.T) {
	page := "# Page\n\n## The threats\n\n| who | wants | against | test |\n|---|---|---|---|\n| a | b | c | `TestThere` |\n| d | e | `TestThere` | none |\n| f | g | h | `TestGone`, `FuzzThere` |\n\n## Not yet\n\n| x |\n"
	catches(t, threatsHaveTests(t, example(securityPage, page,
		"a/a_test.go", "package a\n\nfunc TestThere(t *testing.T) {}\nfunc FuzzThere(f *testing.F) {}\n",
	)), "without a test: | d |", "there is no TestGone")
}
