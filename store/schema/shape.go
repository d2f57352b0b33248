package schema

import (
	"fmt"
	"maps"
	"regexp"
	"strings"
	"sync"
)

// Shape is what a file of this program's version holds: the statement of every table
// and index, as Normal gives it, by its name.
type Shape struct {
	Content, Derived map[string]string
}

// ThisShape gives the shape of this program's version.
var ThisShape = sync.OnceValues(func() (Shape, error) {
	content, err := Content()
	if err != nil {
		return Shape{}, err
	}
	derived, err := Derived()
	if err != nil {
		return Shape{}, err
	}
	s := Shape{Content: statements(content), Derived: statements(derived)}
	for name := range s.Derived {
		if s.Content[name] != "" {
			return Shape{}, fmt.Errorf("the schema makes %s twice", name)
		}
	}
	return s, nil
})

// All gives the statements of content and conclusions.
func (s Shape) All() map[string]string {
	all := maps.Clone(s.Content)
	maps.Copy(all, s.Derived)
	return all
}

var (
	comment = regexp.MustCompile(`--[^\n]*`)
	created = regexp.MustCompile(`^CREATE (?:TABLE|INDEX|UNIQUE INDEX) (\w+)`)
)

// statements gives the statements in the text of a schema that make something.
func statements(text string) map[string]string {
	found := map[string]string{}
	for statement := range strings.SplitSeq(comment.ReplaceAllString(text, " "), ";") {
		statement = Normal(statement)
		if name := created.FindStringSubmatch(statement); name != nil {
			found[name[1]] = statement
		}
	}
	return found
}

// tight has no blank beside what divides words anyhow, and no quotes around names: SQLite
// writes some where a table is changed.
var tight = strings.NewReplacer("( ", "(", " (", "(", " )", ")", ") ", ")", ", ", ",", " ,", ",", `"`, "")

// Normal is a statement of a schema without comments and layout.
func Normal(statement string) string {
	if strings.Contains(statement, "--") {
		statement = comment.ReplaceAllString(statement, " ")
	}
	statement = strings.Join(strings.Fields(statement), " ")
	return tight.Replace(statement)
}
