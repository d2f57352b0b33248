package main

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// ledgerFile finds code that opens a ledger file without SQLite.
//
// SQLite guards a ledger with POSIX locks, and the kernel drops all of a process's locks
// on a file as soon as the process closes any descriptor of it. So a harmless-looking
// os.ReadFile of an open ledger lets another program write into the middle of a
// transaction, and committed data is lost.
//
// It looks at calls of the functions that open files. Outside the store it reports those
// whose argument looks like a ledger's path: a constant that ends in .ledger (or its side
// files), a name that says ledger, or a variable that was set from one. In the store every
// path may be a ledger, so it reports every such call. A comment `//not-a-ledger: reason`
// on the line or above it lets a call pass. Tests are free to break files.
var ledgerFile = &analysis.Analyzer{
	Name: "ledgerfile",
	Doc:  "report ledger files opened other than through SQLite",
	Run:  runLedgerFile,
}

const storePackage = "licenseledger/store"

// openers are the functions that open a file by name; the number is the place of the name
// among the arguments.
var openers = map[string]int{
	"os.Open": 0, "os.OpenFile": 0, "os.ReadFile": 0, "os.Create": 0, "os.WriteFile": 0,
	"os.Truncate": 0, "syscall.Open": 0, "golang.org/x/sys/unix.Open": 0,
	"io/ioutil.ReadFile": 0, "io/ioutil.WriteFile": 0,
	"(*os.Root).Open": 0, "(*os.Root).OpenFile": 0, "(*os.Root).ReadFile": 0,
	"(*os.Root).Create": 0, "(*os.Root).WriteFile": 0, "io/fs.ReadFile": 1,
}

var (
	ledgerPath = regexp.MustCompile(`\.ledger(-wal|-shm|-journal)?$`)
	ledgerName = regexp.MustCompile(`(?i)ledger`)
	otherName  = regexp.MustCompile(`(?i)lock|dir|folder|export|workbook`)
	excuse     = regexp.MustCompile(`^//not-a-ledger: \S`)
)

func runLedgerFile(pass *analysis.Pass) (any, error) {
	inStore := pass.Pkg.Path() == storePackage
	for _, file := range pass.Files {
		if strings.HasSuffix(filepath.Base(pass.Fset.Position(file.Pos()).Filename), "_test.go") {
			continue
		}
		excused := excusedLines(pass.Fset, file)
		sources := assignments(pass.TypesInfo, file)
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			name, arg := openedPath(pass.TypesInfo, call)
			line := pass.Fset.Position(call.Pos()).Line
			if arg == nil || excused[line] || excused[line-1] {
				return true
			}
			if inStore || looksLikeLedger(pass.TypesInfo, sources, arg, 4) {
				pass.Reportf(call.Pos(), "%s may open a ledger file; closing it drops SQLite's locks and loses data: use SQLite (package store), or say //not-a-ledger: and why", name)
			}
			return true
		})
	}
	return nil, nil
}

// openedPath returns the path argument of a call that opens a file.
func openedPath(info *types.Info, call *ast.CallExpr) (string, ast.Expr) {
	var id *ast.Ident
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		id = fun
	case *ast.SelectorExpr:
		id = fun.Sel
	default:
		return "", nil
	}
	fn, ok := info.Uses[id].(*types.Func)
	if !ok {
		return "", nil
	}
	place, ok := openers[fn.FullName()]
	if !ok || place >= len(call.Args) {
		return "", nil
	}
	return fn.FullName(), call.Args[place]
}

// looksLikeLedger tells whether an expression mentions a ledger's path. steps bounds how
// far variables are followed.
func looksLikeLedger(info *types.Info, sources map[types.Object]ast.Expr, expr ast.Expr, steps int) bool {
	if steps == 0 {
		return false
	}
	if value := info.Types[expr].Value; value != nil && value.Kind() == constant.String {
		return ledgerPath.MatchString(constant.StringVal(value))
	}
	found := false
	ast.Inspect(expr, func(n ast.Node) bool {
		if found {
			return false
		}
		switch n := n.(type) {
		case *ast.BasicLit:
			found = n.Kind == token.STRING && ledgerPath.MatchString(strings.Trim(n.Value, "\"`"))
		case *ast.Ident:
			obj := info.Uses[n]
			if obj == nil || !isString(obj.Type()) {
				return true
			}
			switch {
			case otherName.MatchString(n.Name):
			case ledgerName.MatchString(n.Name):
				found = true
			case sources[obj] != nil:
				found = looksLikeLedger(info, sources, sources[obj], steps-1)
			}
		}
		return true
	})
	return found
}

func isString(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}

// assignments maps each variable to the expression that it is set from last.
func assignments(info *types.Info, file *ast.File) map[types.Object]ast.Expr {
	sources := map[types.Object]ast.Expr{}
	set := func(name *ast.Ident, value ast.Expr) {
		obj := info.Defs[name]
		if obj == nil {
			obj = info.Uses[name]
		}
		if obj != nil {
			sources[obj] = value
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				if name, ok := left.(*ast.Ident); ok && len(n.Lhs) == len(n.Rhs) {
					set(name, n.Rhs[i])
				}
			}
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if len(n.Names) == len(n.Values) {
					set(name, n.Values[i])
				}
			}
		}
		return true
	})
	return sources
}

// excusedLines are the lines that carry the comment which lets a call pass.
func excusedLines(fset *token.FileSet, file *ast.File) map[int]bool {
	lines := map[int]bool{}
	for _, group := range file.Comments {
		for _, comment := range group.List {
			if excuse.MatchString(comment.Text) {
				lines[fset.Position(comment.Pos()).Line] = true
			}
		}
	}
	return lines
}
