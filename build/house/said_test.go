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

// saidBy are the codes of which the window shows the program's own sentence, but for
// mistakes in a command and defects of the program, which are told in English.
var saidBy = []string{"CodeInvalid", "CodeNotFound", "CodeReadOnly", "CodeNotALedger", "CodeSchemaTooNew", "CodeBusy",
	"CodeNeedsAnswer", "CodeForbidden", "CodeConsentRequired", "CodeSignInRequired"}

// notInTheWindow are what only the console does, and files of lists, of which the window
// tells in words of its own why they cannot be used.
var notInTheWindow = []string{"app/cli/", "app/licensectl/", "app/simulate.go", "sync/simtenant/", "sync/importer/"}

// signInRefusals has a sentence for each number by which Microsoft refuses a sign-in.
const signInRefusals = "sync/auth/refusals.go"

var (
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

// unsaid finds sentences that the window shows and has not in its other language, words for
// sentences that are no longer said, and those that lack something that was put into them.
func unsaid(t *testing.T, tr tree) (broken []string) {
	var said map[string]string
	if err := json.Unmarshal([]byte(tr.read(t, saidWords)), &said); err != nil {
		t.Fatal(err)
	}
	texts := map[string]bool{}
	for _, name := range tr.names {
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || !slices.ContainsFunc([]string{"app/", "store/", "sync/"}, func(dir string) bool { return strings.HasPrefix(name, dir) }) ||
			slices.ContainsFunc(notInTheWindow, func(not string) bool { return strings.HasPrefix(name, not) }) {
			continue
		}
		ast.Inspect(tr.parse(t, name), func(node ast.Node) bool {
			if expr, ok := node.(ast.Expr); ok {
				if text := textOf(expr); text != "" {
					texts[text] = true
				}
			}
			if lit, ok := node.(*ast.BasicLit); ok && name == signInRefusals && strings.Contains(textOf(lit), ". ") && said[textOf(lit)] == "" {
				broken = append(broken, fmt.Sprintf("%s: %s has no words for %q", name, saidWords, textOf(lit)))
			}
			call, ok := node.(*ast.CallExpr)
			if !ok || len(call.Args) < 3 || lastName(call.Fun) != "Errorf" || !slices.Contains(saidBy, lastName(call.Args[0])) {
				return true
			}
			if format := textOf(call.Args[2]); format != "" && format != "%s" && said[format] == "" {
				broken = append(broken, fmt.Sprintf("%s: %s has no words for %q", name, saidWords, format))
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
		saidWords, `{"%s is gone.": "{1} is weg.", "Once said.": "Ooit gezegd.", "%d of %d.": "{1} van allen.", "a" : "b"}`,
		"store/a.go", `package store
var a = ledger.Errorf(ledger.CodeNotFound, "read", "%s is "+"gone.", path)
var b = ledger.Errorf(ledger.CodeInvalid, "read", "Not translated.")
var c = ledger.Errorf(ledger.CodeOffline, "read", "%d of %d.", 1, 2)
var d = "a"`,
		"app/cli/a.go", `package cli
var a = ledger.Errorf(ledger.CodeInvalid, "read", "On the console.")`,
	)), "Not translated", "van allen", "Once said")
}
