package house

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// saidWords has the program's own sentences in the other language of the window, by the
// format in which Go makes them.
const saidWords = "frontend/src/i18n/said.nl.json"

// saysMore has the codes of which the window shows the program's own sentence.
const saysMore = "frontend/src/states/remedies.ts"

// notTranslated are mistakes in a command, and defects of the program: told in English.
var notTranslated = []string{"usage", "internal"}

// notInTheWindow are what only the console does, and files of lists, of which the window
// tells in words of its own why they cannot be used.
var notInTheWindow = []string{"app/cli/", "app/licensectl/", "app/simulate.go", "sync/simtenant/", "sync/importer/"}

// signInRefusals has a sentence for each number by which Microsoft refuses a sign-in.
const signInRefusals = "sync/auth/refusals.go"

var (
	ownWords = regexp.MustCompile(`(?s)saysMore: readonly ErrorCode\[\] = \[(.*?)\]`)
	quoted   = regexp.MustCompile(`'(\w+)'`)
	goVerb   = regexp.MustCompile(`%[-+# 0-9.]*(?:\[(\d+)\])?[a-zA-Z]`)
	saidHole = regexp.MustCompile(`\{(\d+)\}`)
)

// textOf is a constant text that is written in one piece or added up; "" is none.
func textOf(expr ast.Expr) string {
	switch expr := expr.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(expr.Value)
		if expr.Kind == token.STRING && err == nil {
			return text
		}
	case *ast.BinaryExpr:
		if left, right := textOf(expr.X), textOf(expr.Y); expr.Op == token.ADD && left != "" && right != "" {
			return left + right
		}
	}
	return ""
}

// codesSaid are the names in Go of the codes of which the window shows the program's own
// sentence, in its language.
func codesSaid(t *testing.T, tr tree) map[string]bool {
	shown := map[string]bool{}
	for _, list := range ownWords.FindAllStringSubmatch(tr.read(t, saysMore), -1) {
		for _, code := range quoted.FindAllStringSubmatch(list[1], -1) {
			shown[code[1]] = !slices.Contains(notTranslated, code[1])
		}
	}
	names := map[string]bool{}
	for name, code := range errorCodes(t, tr) {
		names[name] = shown[code]
	}
	if !slices.Contains(slices.Collect(maps.Values(names)), true) {
		t.Fatalf("%s and %s have no code in common", saysMore, codesFile)
	}
	return names
}

// isSentence tells what is said from what is only named, such as what was being done.
func isSentence(text string) bool {
	return strings.Contains(text, " ") && (strings.HasSuffix(text, ".") || strings.Contains(text, "%"))
}

// sentencesOf are the constant sentences that a call of a code, or an error that is written
// out with one, puts into words; odd is one that is put together where nobody finds it.
func sentencesOf(node ast.Node, codes map[string]bool) (said []string, odd bool) {
	switch node := node.(type) {
	case *ast.CallExpr:
		if len(node.Args) < 2 || !codes[lastName(node.Args[0])] {
			return nil, false
		}
		for _, arg := range node.Args[1:] {
			if text := textOf(arg); isSentence(text) {
				said = append(said, text)
			}
		}
	case *ast.CompositeLit:
		parts := map[string]ast.Expr{}
		for _, element := range node.Elts {
			if pair, ok := element.(*ast.KeyValueExpr); ok {
				parts[lastName(pair.Key)] = pair.Value
			}
		}
		if message := parts["Message"]; message != nil && lastName(node.Type) == "Error" && codes[lastName(parts["Code"])] {
			text := textOf(message)
			return []string{text}, text == ""
		}
	}
	return said, false
}

// unsaid finds sentences that the window shows and has not in its other language, words for
// sentences that are no longer said, and those that lack something that was put into them.
func unsaid(t *testing.T, tr tree) (broken []string) {
	var said map[string]string
	if err := json.Unmarshal([]byte(tr.read(t, saidWords)), &said); err != nil {
		t.Fatal(err)
	}
	codes := codesSaid(t, tr)
	texts := map[string]bool{}
	for _, name := range tr.names {
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || !hasAnyPrefix(name, "app/", "store/", "sync/") || hasAnyPrefix(name, notInTheWindow...) {
			continue
		}
		ast.Inspect(tr.parse(t, name), func(node ast.Node) bool {
			if expr, ok := node.(ast.Expr); ok {
				if text := textOf(expr); text != "" {
					texts[text] = true
				}
			}
			wanted, odd := sentencesOf(node, codes)
			if odd {
				broken = append(broken, fmt.Sprintf("%s: a Message is put together that the window has to find in Dutch: make it by ledger.Errorf", name))
				return true
			}
			if lit, ok := node.(*ast.BasicLit); ok && name == signInRefusals && strings.Contains(textOf(lit), ". ") {
				wanted = append(wanted, textOf(lit))
			}
			for _, text := range wanted {
				if said[text] == "" {
					broken = append(broken, fmt.Sprintf("%s: %s has no words for %q", name, saidWords, text))
				}
			}
			return true
		})
	}
	for _, format := range slices.Sorted(maps.Keys(said)) {
		if !texts[format] {
			broken = append(broken, fmt.Sprintf("%s: nobody says %q any more", saidWords, format))
		}
		told := map[string]bool{}
		for _, hole := range saidHole.FindAllStringSubmatch(said[format], -1) {
			told[hole[1]] = true
		}
		wanted, next := map[string]bool{}, 1
		for _, verb := range goVerb.FindAllStringSubmatch(format, -1) {
			if verb[1] != "" {
				next, _ = strconv.Atoi(verb[1])
			}
			wanted[strconv.Itoa(next)] = true
			next++
		}
		if !maps.Equal(told, wanted) {
			broken = append(broken, fmt.Sprintf("%s: %q tells %v, and %q has %v", saidWords, said[format], slices.Sorted(maps.Keys(told)), format, slices.Sorted(maps.Keys(wanted))))
		}
	}
	return broken
}

func hasAnyPrefix(name string, prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}

// lastName is what a name ends in: Errorf of ledger.Errorf.
func lastName(expr ast.Expr) string {
	switch expr := expr.(type) {
	case *ast.Ident:
		return expr.Name
	case *ast.SelectorExpr:
		return expr.Sel.Name
	}
	return ""
}

func TestSaid_TheWindowHasEverySentenceInDutch(t *testing.T) { keeps(t, unsaid(t, project(t))) }

func TestUnsaid(t *testing.T) {
	catches(t, unsaid(t, example(
		saysMore, `export const saysMore: readonly ErrorCode[] = ['invalid', 'not_found', 'usage'];`,
		codesFile, `package ledger
const (
	CodeInvalid Code = "invalid"
	CodeNotFound Code = "not_found"
	CodeUsage Code = "usage"
	CodeOffline Code = "offline"
)`,
		saidWords, `{"%s is gone.": "{1} is weg.", "Once said.": "Ooit gezegd.", "%d of %d.": "{1} van allen.", "a": "b"}`,
		"store/a.go", `package store
var a = ledger.Errorf(ledger.CodeNotFound, "read this", "%s is "+"gone.", path)
var b = ledger.Errorf(ledger.CodeInvalid, "read", "Not translated.")
var c = ledger.Errorf(ledger.CodeOffline, "read", "%d of %d.", 1, 2)
var d = "a"
var e = wrap(ledger.CodeInvalid, "Said by another.")
var f = &ledger.Error{Code: ledger.CodeInvalid, Message: "Written out."}
var g = &ledger.Error{Code: ledger.CodeInvalid, Message: path + " is put together."}
var h = ledger.Errorf(ledger.CodeUsage, "read", "A mistake.")`,
		"app/cli/a.go", `package cli
var a = ledger.Errorf(ledger.CodeInvalid, "read", "On the console.")`,
	)), "Not translated", "Said by another", "Written out", "put together", "van allen", "Once said")
}
