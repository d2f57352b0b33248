package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// parserTried is what was tried of a parser.
type parserTried struct {
	Parser     string `json:"parser"`
	Folder     string `json:"folder"`
	Executions int64  `json:"executions"`
	Seconds    int64  `json:"seconds"`
	Kept       int    `json:"kept"` // inputs that were added to its corpus
	Failed     bool   `json:"failed"`
}

// executionsLine is what the go command tells every three seconds while it fuzzes.
var executionsLine = regexp.MustCompile(`^fuzz: elapsed: \S+, execs: (\d+) \(`)

// executions reads how many inputs a line of the go command says were run.
func executions(line string) int64 {
	match := executionsLine.FindStringSubmatch(line)
	if match == nil {
		return 0
	}
	n, err := strconv.ParseInt(match[1], 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// What of the inputs that reached new code becomes part of the project: few, and small
// ones, since every test of the package runs them.
const (
	corpusFiles = 24
	corpusBytes = 2 << 10
)

// keepCorpus copies small inputs from one folder to another until that has enough,
// the smallest first.
func keepCorpus(from, to string) (kept int, err error) {
	there, err := os.ReadDir(to)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	found, err := os.ReadDir(from)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	type input struct {
		name string
		size int64
	}
	var inputs []input
	for _, entry := range found {
		info, err := entry.Info()
		if err != nil {
			return 0, err
		}
		known := slices.ContainsFunc(there, func(other fs.DirEntry) bool { return other.Name() == entry.Name() })
		if !known && info.Size() <= corpusBytes {
			inputs = append(inputs, input{entry.Name(), info.Size()})
		}
	}
	slices.SortFunc(inputs, func(a, b input) int { return cmp.Or(cmp.Compare(a.size, b.size), cmp.Compare(a.name, b.name)) })
	for _, one := range inputs[:min(len(inputs), max(0, corpusFiles-len(there)))] {
		text, err := os.ReadFile(filepath.Join(from, one.name))
		if err == nil {
			err = os.MkdirAll(to, 0o755)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(to, one.name), text, 0o644)
		}
		if err != nil {
			return kept, err
		}
		kept++
	}
	return kept, nil
}

// keepTried prints what was tried and writes it to out/fuzz/executions.json; err is how
// the trying ended.
func keepTried(p *project, tried []parserTried, err error) error {
	if len(tried) == 0 {
		return err
	}
	printTried(p.out, tried)
	dir, writeErr := p.outDir("fuzz")
	if writeErr == nil {
		var text []byte
		if text, writeErr = json.MarshalIndent(struct {
			At      string        `json:"at"`
			Parsers []parserTried `json:"parsers"`
		}{time.Now().UTC().Format(time.RFC3339), tried}, "", "  "); writeErr == nil {
			writeErr = os.WriteFile(filepath.Join(dir, "executions.json"), append(text, '\n'), 0o644)
		}
	}
	return errors.Join(err, writeErr)
}

// printTried prints a line for each parser, and the sum.
func printTried(w io.Writer, tried []parserTried) {
	var all int64
	for _, one := range tried {
		all += one.Executions
		ended := "none fails"
		if one.Failed {
			ended = "FAILED"
		}
		fmt.Fprintf(w, "%-50s %12d executions %6ds  %s\n", one.Folder+" "+one.Parser, one.Executions, one.Seconds, ended)
	}
	fmt.Fprintf(w, "%-50s %12d executions\n", "all", all)
}
