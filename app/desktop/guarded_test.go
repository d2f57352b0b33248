package desktop

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// TestGuard_EveryBoundMethodIsGuarded reads the source: Wails recovers from a
// panic of a bound method and then never answers the call, so that the page
// would wait for ever. A method that only gives what is fixed cannot panic.
func TestGuard_EveryBoundMethodIsGuarded(t *testing.T) {
	fixed := map[string]bool{"ImportLayouts": true}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, declared := range file.Decls {
			method, ok := declared.(*ast.FuncDecl)
			if !ok || !method.Name.IsExported() || !isOfWindow(method) || fixed[method.Name.Name] {
				continue
			}
			seen++
			if !onlyReturns(method, "guard", "do", "w.upkeep", "w.change") {
				t.Errorf("%s does something outside of guard: a panic there would never be answered", method.Name.Name)
			}
		}
	}
	if seen < 60 {
		t.Errorf("only %d bound methods were found: the test says nothing of the others", seen)
	}
}

func isOfWindow(method *ast.FuncDecl) bool {
	if method.Recv == nil {
		return false
	}
	star, ok := method.Recv.List[0].Type.(*ast.StarExpr)
	if !ok {
		return false
	}
	name, ok := star.X.(*ast.Ident)
	return ok && name.Name == "Window"
}

// onlyReturns tells whether a method is one return of a call of one of the
// functions.
func onlyReturns(method *ast.FuncDecl, functions ...string) bool {
	if len(method.Body.List) != 1 {
		return false
	}
	last, ok := method.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(last.Results) != 1 {
		return false
	}
	call, ok := last.Results[0].(*ast.CallExpr)
	if !ok {
		return false
	}
	name := ""
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok {
			name = x.Name + "." + f.Sel.Name
		}
	}
	for _, function := range functions {
		if name == function {
			return true
		}
	}
	return false
}
