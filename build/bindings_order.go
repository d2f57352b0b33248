package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
)

// declaration is one exported type of the generated models, with the lines that it spans.
type declaration struct {
	name string
	text string
}

var (
	beginNamespace   = regexp.MustCompile(`^export namespace (\w+) \{$`)
	beginDeclaration = regexp.MustCompile(`^\texport (?:enum|interface|class) (\w+)\b.*\{$`)
)

// sortModels puts the generated models into an order of their own. Wails writes enums in
// the order of a Go map, so two runs over the same code differ.
func sortModels(text string) (string, error) {
	var namespaces []declaration
	var inside []declaration
	var name string
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i := 0; i < len(lines); i++ {
		line := strings.TrimRight(lines[i], "\r\t ")
		begin := beginNamespace.FindStringSubmatch(line)
		declares := beginDeclaration.FindStringSubmatch(line)
		switch {
		case line == "":
		case name == "" && begin != nil:
			name, inside = begin[1], nil
		case name != "" && line == "}":
			slices.SortFunc(inside, byName)
			namespaces = append(namespaces, declaration{name, "export namespace " + name + " {\n" + join(inside) + "}\n"})
			name = ""
		case name != "" && declares != nil:
			end := slices.Index(lines[i:], "\t}")
			if end < 0 {
				return "", fmt.Errorf("the end of %s is missing", declares[1])
			}
			inside = append(inside, declaration{declares[1], strings.Join(lines[i:i+end+1], "\n") + "\n"})
			i += end
		default:
			return "", fmt.Errorf("line %d is in no form that is known: %q", i+1, line)
		}
	}
	if name != "" {
		return "", fmt.Errorf("the end of namespace %s is missing", name)
	}
	slices.SortFunc(namespaces, byName)
	return join(namespaces), nil
}

func byName(a, b declaration) int { return strings.Compare(a.name, b.name) }

func join(declarations []declaration) string {
	var b strings.Builder
	for _, d := range declarations {
		b.WriteString(d.text)
	}
	return b.String()
}

// sortModelsFile sorts the models in their file.
func sortModelsFile(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the models: %w", err)
	}
	sorted, err := sortModels(string(text))
	if err != nil {
		return fmt.Errorf("sort the models: %w", err)
	}
	return os.WriteFile(path, []byte(sorted), 0o644)
}
