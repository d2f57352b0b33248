package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// figure is an answer of build/benchstore or of flat.c.
type figure struct {
	Key    string
	Millis []float64 `json:"ms"`
	Rows   int
}

func (f figure) sorted() []float64 { return slices.Sorted(slices.Values(f.Millis)) }

func (f figure) middle() float64 { return middle(f.sorted()) }

// warm leaves the first time out.
func (f figure) warm() figure {
	f.Millis = f.Millis[min(1, len(f.Millis)-1):]
	return f
}

func middle(sorted []float64) float64 { return sorted[len(sorted)/2] }

func sum(all []float64) (total float64) {
	for _, v := range all {
		total += v
	}
	return total
}

// buildStoreProgram builds build/benchstore and gives its path.
func (b *benchRun) buildStoreProgram(ctx context.Context) (string, error) {
	program := filepath.Join(b.dir, executable("benchstore"))
	if exists(program) {
		return program, nil
	}
	args := append([]string{"go", "build", "-o", program}, b.buildFlags(ctx)...)
	return program, b.do(ctx, command{env: []string{"CGO_ENABLED=0"}, args: append(args, "./build/benchstore")})
}

func (s *storeBench) args(name string, args ...string) []string {
	return append([]string{s.program, name, "-ledger", s.ledger, "-users", strconv.Itoa(s.users)}, args...)
}

// ours lets our program measure.
func (s *storeBench) ours(ctx context.Context, name string, args ...string) (map[string]figure, error) {
	return s.oursAsked(ctx, nil, name, args...)
}

func (s *storeBench) oursAsked(ctx context.Context, stdin io.Reader, name string, args ...string) (map[string]figure, error) {
	return s.figures(ctx, command{args: s.args(name, args...), stdin: stdin})
}

// figures runs a program that prints figures; what it says of its progress is
// shown as it comes.
func (b *benchRun) figures(ctx context.Context, c command) (map[string]figure, error) {
	var answer bytes.Buffer
	var problem bytes.Buffer
	c.stdout = io.MultiWriter(b.log, &answer)
	c.stderr = io.MultiWriter(b.log, os.Stderr, &problem)
	fmt.Fprintf(b.log, "$ %s\n", c)
	if err := start(ctx, c); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, bytes.TrimSpace(problem.Bytes()))
	}
	all := map[string]figure{}
	lines := json.NewDecoder(&answer)
	for {
		var f figure
		err := lines.Decode(&f)
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read what %s measured: %w", filepath.Base(c.args[0]), err)
		}
		all[f.Key] = f
	}
}

// query is a named query on the flat table.
type query struct{ key, sql string }

// flatQueries lets the baseline measure.
func (s *storeBench) flatQueries(ctx context.Context, queries ...query) (map[string]figure, error) {
	program, err := s.compile(ctx, "flat", "-lsqlite3")
	if err != nil {
		return nil, err
	}
	var text strings.Builder
	for _, q := range queries {
		fmt.Fprintf(&text, "%s\t%s\n", q.key, q.sql)
	}
	return s.figures(ctx, command{args: []string{program, s.flat, "5"}, stdin: strings.NewReader(text.String())})
}

const (
	flatTable = `(user_name TEXT, email_address TEXT, service TEXT, license TEXT, assigned_date TEXT, is_trial TEXT,
		expiration_date TEXT, department TEXT, status TEXT)`
	flatIndex = `CREATE INDEX list_name ON list (user_name)`
)

// flatTables puts what people see of the newest and of the first day into flat
// tables, with an index on the name.
func (s *storeBench) flatTables(ctx context.Context) error {
	first, err := s.dayOf(ctx)
	if err != nil {
		return err
	}
	for name, at := range map[string]string{"list": "", "old": first} {
		file := filepath.Join(s.dir, name+".csv")
		if _, err := s.ours(ctx, "csv", "-at", at, "-out", file); err != nil {
			return err
		}
		load := []string{"sqlite3", s.flat, "CREATE TABLE " + name + flatTable, ".import --csv --skip 1 " + name + ".csv " + name}
		if name == "list" {
			load = append(load, flatIndex)
		}
		if err := s.do(ctx, command{dir: s.dir, args: load}); err != nil {
			return err
		}
	}
	return nil
}

// dayOf gives the first day of the ledger.
func (s *storeBench) dayOf(ctx context.Context) (string, error) {
	at, err := output(ctx, command{args: []string{"sqlite3", "-readonly", s.ledger, "SELECT date(min(at) / 1000, 'unixepoch') FROM snapshot"}})
	return at, err
}

// importCSV lets the sqlite3 shell read the rows of the newest day into a new
// table, made after an index if one is given.
func (s *storeBench) importCSV(ctx context.Context, index string) (cost, error) {
	file := filepath.Join(s.dir, "import.db")
	return s.measureFresh(ctx, file, command{args: []string{"sqlite3", file, "CREATE TABLE list" + flatTable, index, ".import --csv --skip 1 list.csv list"}})
}

// size is what the ledger takes: its pages in use, and its side files.
func (s *storeBench) size(ctx context.Context) (int64, error) {
	text, err := output(ctx, command{args: []string{"sqlite3", "-readonly", s.ledger,
		"SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size"}})
	if err != nil {
		return 0, err
	}
	bytes, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("read the size of the ledger: %w", err)
	}
	beside, err := filepath.Glob(s.ledger + "?*")
	if err != nil {
		return 0, err
	}
	for _, file := range beside {
		info, err := os.Stat(file)
		if err != nil {
			return 0, fmt.Errorf("read the size of the ledger: %w", err)
		}
		bytes += info.Size()
	}
	return bytes, nil
}
