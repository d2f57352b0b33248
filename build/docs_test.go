package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

var buildLine = regexp.MustCompile("go run \\./build ([a-z]+)([^`\n]*)")

// brokenBuildLines finds targets and flags of this program that a page names and that do
// not exist. flags tells those of a target.
func brokenBuildLines(name, text string, flags map[string][]string) []string {
	var broken []string
	for _, found := range buildLine.FindAllStringSubmatch(text, -1) {
		known, is := flags[found[1]]
		if !is {
			broken = append(broken, fmt.Sprintf("%s: there is no target %q", name, found[1]))
			continue
		}
		rest, _, _ := strings.Cut(found[2], "#")
		for _, word := range strings.Fields(rest) {
			flag, isFlag := strings.CutPrefix(word, "-")
			if !isFlag {
				continue
			}
			flag, _, _ = strings.Cut(strings.Trim(flag, "-.,;:)"), "=")
			if !slices.Contains(known, flag) {
				broken = append(broken, fmt.Sprintf("%s: the target %s has no flag -%s", name, found[1], flag))
			}
		}
	}
	return broken
}

// flagsOf finds the flags of every target in the file of its function.
func flagsOf(t *testing.T) map[string][]string {
	t.Helper()
	flags := map[string][]string{}
	for _, target := range targets() {
		run := reflect.ValueOf(target.run).Pointer()
		file, _ := runtime.FuncForPC(run).FileLine(run)
		flags[target.name] = flagsIn(t, filepath.Base(file))
	}
	return flags
}

// flagsIn lists the names that a file gives to flags: the first argument of
// flags.String and the like.
func flagsIn(t *testing.T, name string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	names := []string{}
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		selector, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if set, ok := selector.X.(*ast.Ident); !ok || set.Name != "flags" {
			return true
		}
		for _, argument := range call.Args {
			if literal, ok := argument.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				names = append(names, strings.Trim(literal.Value, `"`))
				break
			}
		}
		return true
	})
	return names
}

func TestDocuments_NameTargetsThatExist(t *testing.T) {
	flags := flagsOf(t)
	if !slices.Contains(flags["test"], "only") || !slices.Contains(flags["pictures"], "guide") {
		t.Fatalf("the flags of the targets were not found: %v", flags)
	}
	lines := 0
	root := ".."
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == "out" || entry.Name() == ".git") {
			return fs.SkipDir
		}
		if filepath.Ext(path) != ".md" {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		lines += len(buildLine.FindAll(text, -1))
		for _, sentence := range brokenBuildLines(path, string(text), flags) {
			t.Error(sentence)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if lines < 20 {
		t.Errorf("only %d lines with go run ./build were found", lines)
	}
}

func TestBrokenBuildLines(t *testing.T) {
	flags := map[string][]string{"test": {"only", "list"}}
	got := brokenBuildLines("a.md", "go run ./build test -only a,b -list # -all\n`go run ./build test -olny x` and `go run ./build tset`", flags)
	if len(got) != 2 || !strings.Contains(got[0], "-olny") || !strings.Contains(got[1], `"tset"`) {
		t.Errorf("found %q", got)
	}
}
