package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// tree is a set of files: the project's own, or an example that breaks a rule.
type tree struct {
	files  fs.FS
	names  []string // slash-separated, sorted
	parsed map[string]*ast.File
}

// projectRoot is the checkout, two folders above this package.
func projectRoot(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// project returns the files that belong to the project: those that git knows or would
// add, or without a git repository all but the folders that git ignores.
func project(t *testing.T) tree {
	t.Helper()
	root := projectRoot(t)
	git := exec.Command("git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	git.Dir = root
	names := walkProject(t, root)
	if list, err := git.Output(); err == nil {
		names = strings.Split(strings.Trim(string(list), "\x00"), "\x00")
	}
	names = slices.DeleteFunc(names, func(name string) bool {
		info, err := os.Lstat(filepath.Join(root, name))
		return err != nil || !info.Mode().IsRegular() // deleted, not yet committed
	})
	slices.Sort(names)
	if len(names) < 20 {
		t.Fatalf("only %d files were found in %s", len(names), root)
	}
	return tree{os.DirFS(root), names, map[string]*ast.File{}}
}

func walkProject(t *testing.T, root string) []string {
	t.Helper()
	ignored := []string{".git", "node_modules", "out", "frontend/dist", "test-results"}
	var names []string
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (slices.Contains(ignored, name) || slices.Contains(ignored, entry.Name())) {
			return fs.SkipDir
		}
		if !entry.IsDir() {
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// example makes a tree of name, content pairs.
func example(pairs ...string) tree {
	files := fstest.MapFS{}
	var names []string
	for i := 0; i < len(pairs); i += 2 {
		files[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
		names = append(names, pairs[i])
	}
	slices.Sort(names)
	return tree{files, names, map[string]*ast.File{}}
}

// read returns a file's text.
func (tr tree) read(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(tr.files, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// has tells whether a file is in the tree.
func (tr tree) has(name string) bool {
	_, found := slices.BinarySearch(tr.names, name)
	return found
}

// goFiles returns the names of Go files that people write: not those that say they are
// generated, and not examples in testdata.
func (tr tree) goFiles(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, name := range tr.names {
		if path.Ext(name) == ".go" && !strings.Contains(name, "testdata/") && !ast.IsGenerated(tr.parse(t, name)) {
			names = append(names, name)
		}
	}
	return names
}

// parse reads a Go file with its comments.
func (tr tree) parse(t *testing.T, name string) *ast.File {
	t.Helper()
	if file := tr.parsed[name]; file != nil {
		return file
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, tr.read(t, name), parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	tr.parsed[name] = file
	return file
}

// keeps fails the test with every place in the project where a rule is broken.
func keeps(t *testing.T, broken []string) {
	t.Helper()
	for _, sentence := range broken {
		t.Error(sentence)
	}
}

// catches fails the test unless a rule finds exactly what it should in an example: each
// finding must contain the text at its place.
func catches(t *testing.T, broken []string, want ...string) {
	t.Helper()
	if len(broken) != len(want) {
		t.Fatalf("found %d times, want %d:\n%s", len(broken), len(want), strings.Join(broken, "\n"))
	}
	for i, text := range want {
		if !strings.Contains(broken[i], text) {
			t.Errorf("found %q, want something about %q", broken[i], text)
		}
	}
}
