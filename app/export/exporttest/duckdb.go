package exporttest

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Answer is what DuckDB answers a query: columns, and rows of texts as DuckDB
// writes them, in which nil is null.
type Answer struct {
	Columns []string
	Rows    [][]*string
}

// DuckDB runs SQL statements in one database in memory and gives the answers of
// those that have rows. Tests skip where it is not installed, or fail where
// LL_REQUIRE_TOOLS or CI says that everything has been.
func DuckDB(t testing.TB, statements ...string) []Answer {
	t.Helper()
	folder := duckDB(t)
	command := exec.Command("node", "query.mjs")
	command.Dir = folder
	command.Stdin = strings.NewReader(strings.Join(statements, ";\n") + ";\n")
	var problem bytes.Buffer
	command.Stderr = &problem
	out, err := command.Output()
	if err != nil {
		t.Fatalf("DuckDB: %v\n%s", err, problem.String())
	}
	var answers []Answer
	for line := range bytes.Lines(out) {
		var answer struct {
			Columns []string
			Rows    [][]any
		}
		lines := json.NewDecoder(bytes.NewReader(line))
		lines.UseNumber()
		if err := lines.Decode(&answer); err != nil {
			t.Fatalf("DuckDB: %v in %.200s", err, line)
		}
		answers = append(answers, Answer{answer.Columns, texts(answer.Rows)})
	}
	return answers
}

func texts(rows [][]any) [][]*string {
	all := make([][]*string, len(rows))
	for i, row := range rows {
		for _, value := range row {
			all[i] = append(all[i], text(value))
		}
	}
	return all
}

func text(value any) *string {
	var s string
	switch v := value.(type) {
	case nil:
		return nil
	case string:
		s = v
	case json.Number:
		s = v.String()
	default:
		body, err := json.Marshal(v)
		if err != nil {
			panic(err) // it came out of JSON
		}
		s = string(body)
	}
	return &s
}

// duckDB finds the folder of the checkout with DuckDB in it.
func duckDB(t testing.TB) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			break
		}
		if folder == filepath.Dir(folder) {
			t.Fatal("no checkout is around this test")
		}
		folder = filepath.Dir(folder)
	}
	folder = filepath.Join(folder, "build", "duckdb")
	if _, err := os.Stat(filepath.Join(folder, "node_modules", "@duckdb", "node-api")); err != nil {
		if os.Getenv("LL_REQUIRE_TOOLS") != "" || os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skipf("DuckDB is not installed; `npm ci` in build/duckdb does that: %v", err)
	}
	return folder
}
