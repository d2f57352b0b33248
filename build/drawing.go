package main

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// seedVariable is the environment variable from which tests take their last seed.
const seedVariable = "LL_SEED"

// drawing is the tests that take a seed or made-up input.
type drawing struct {
	seeded map[string][]string // by folder: the tests that come to read the seed
	fuzzed []fuzzed            // by folder, then by name
}

type fuzzed struct{ dir, name string }

// findDrawing reads the test files below a folder. Folders are relative to it.
func findDrawing(root string) (*drawing, error) {
	uses := map[string]map[string][]string{} // folder -> function of its tests -> names and texts in it
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := entry.Name(); entry.IsDir() && path != root && (name == "node_modules" || name == "out" || name == "testdata" || name[0] == '.') {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, "_test.go") {
			return nil
		}
		dir, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		if uses[dir] == nil {
			uses[dir] = map[string][]string{}
		}
		return addUses(uses[dir], path)
	})
	found := &drawing{seeded: map[string][]string{}}
	for dir, functions := range uses {
		for name := range functions {
			switch {
			case strings.HasPrefix(name, "Fuzz"):
				found.fuzzed = append(found.fuzzed, fuzzed{dir, name})
			case strings.HasPrefix(name, "Test") && leadsTo(functions, name, seedVariable, map[string]bool{}):
				found.seeded[dir] = append(found.seeded[dir], name)
			}
		}
		slices.Sort(found.seeded[dir])
	}
	slices.SortFunc(found.fuzzed, func(a, b fuzzed) int { return cmp.Or(cmp.Compare(a.dir, b.dir), cmp.Compare(a.name, b.name)) })
	return found, err
}

// addUses notes the names and texts in every function of a file.
func addUses(functions map[string][]string, path string) error {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, declared := range file.Decls {
		f, ok := declared.(*ast.FuncDecl)
		if !ok || f.Recv != nil || f.Body == nil {
			continue
		}
		var used []string
		ast.Inspect(f.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				used = append(used, n.Name)
			case *ast.BasicLit:
				if text, err := strconv.Unquote(n.Value); err == nil {
					used = append(used, text)
				}
			}
			return true
		})
		functions[f.Name.Name] = append(functions[f.Name.Name], used...)
	}
	return nil
}

// leadsTo tells whether a function, or one that it names, has a text.
func leadsTo(functions map[string][]string, name, text string, seen map[string]bool) bool {
	if seen[name] {
		return false
	}
	seen[name] = true
	return slices.ContainsFunc(functions[name], func(used string) bool {
		return used == text || leadsTo(functions, used, text, seen)
	})
}
