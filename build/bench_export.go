package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// exportColumns are the columns that are exported, those of Microsoft's list and one
// more, and exportRows about how many rows.
const (
	exportColumns = "user_name,email_address,service,license,assigned_date,is_trial,expiration_date,status"
	exportRows    = 1_000_000
)

// The targets of exports: of the time beside the baseline, and of memory.
const (
	mostBookTime     = 0.3
	mostCSVTime      = 0.5
	mostExportMemory = 250
)

func exportBenches() []bench {
	return []bench{{
		name:  "export",
		about: "about 1,000,000 rows of eight columns as .xlsx and as CSV, beside libxlsxwriter and the sqlite3 shell",
		run:   benchExport,
	}}
}

// benchExport exports one big day by our program, and lets the baselines write the very
// rows that our CSV holds. The baselines have the easier work: they read rows that lie
// ready, where our program opens the ledger's spans as of a day first, and its workbook
// has counts, charts and a digest beside the rows.
func benchExport(ctx context.Context, b *benchRun) ([]measurement, error) {
	lists := importBench{benchRun: b, ledger: filepath.Join(b.dir, "export.ledger")}
	if err := lists.writeLists(ctx); err != nil {
		return nil, err
	}
	if _, err := lists.importList(ctx, 0); err != nil {
		return nil, err
	}
	book, rows := filepath.Join(b.dir, "ours.xlsx"), filepath.Join(b.dir, "ours.csv")
	ours := func(file string) (cost, error) {
		return b.measureFresh(ctx, file, command{args: []string{b.console, "export", lists.ledger, "--columns", exportColumns, "--out", file}})
	}
	ourCSV, err := ours(rows)
	if err != nil {
		return nil, err
	}
	ourBook, err := ours(book)
	if err != nil {
		return nil, err
	}
	// Both exports begin with opening the day, which the baselines need not do.
	opening, err := medianOf(func() (cost, error) {
		return b.measure(ctx, command{args: []string{b.console, "list", lists.ledger, "--limit", "1"}})
	})
	if err != nil {
		return nil, err
	}
	count, err := countRows(rows)
	if err != nil {
		return nil, err
	}
	if count < exportRows*9/10 || count > exportRows*2 {
		return nil, fmt.Errorf("there are %d rows, which is far from %d", count, exportRows)
	}
	theirBook, err := xlsxBaseline(ctx, b, rows)
	if err != nil {
		return nil, err
	}
	theirCSV, err := csvBaseline(ctx, b, rows, count)
	if err != nil {
		return nil, err
	}
	perRow := func(c cost) float64 { return float64(count) / c.took.Seconds() }
	const book1, csv1 = "libxlsxwriter, constant_memory", "sqlite3 -csv, flat table"
	return []measurement{
		measurement{Name: fmt.Sprintf("export .xlsx, %d rows", count), Value: ourBook.took.Seconds(), Unit: "s"}.against(book1, theirBook.took.Seconds()).atMostRatio(mostBookTime),
		measurement{Name: "export .xlsx", Value: perRow(ourBook), Unit: "rows/s"}.against(book1, perRow(theirBook)),
		measurement{Name: "export .xlsx, processor time", Value: ourBook.worked.Seconds(), Unit: "s"}.against(book1, theirBook.worked.Seconds()),
		measurement{Name: "export .xlsx, peak memory", Value: megabytes(ourBook.memory), Unit: "MB"}.against(book1, megabytes(theirBook.memory)).atMost(mostExportMemory),
		measurement{Name: fmt.Sprintf("export CSV, %d rows", count), Value: ourCSV.took.Seconds(), Unit: "s"}.against(csv1, theirCSV.took.Seconds()).atMostRatio(mostCSVTime),
		measurement{Name: "export CSV", Value: perRow(ourCSV), Unit: "rows/s"}.against(csv1, perRow(theirCSV)),
		{Name: "export, of that opening the day", Value: opening.took.Seconds(), Unit: "s"},
		measurement{Name: "export CSV, peak memory", Value: megabytes(ourCSV.memory), Unit: "MB"}.against(csv1, megabytes(theirCSV.memory)).atMost(mostExportMemory),
	}, nil
}

// measureFresh measures a program that writes a file, each time without the file of the
// time before.
func (b *benchRun) measureFresh(ctx context.Context, file string, c command) (cost, error) {
	return medianOf(func() (cost, error) {
		if err := removeOld(file); err != nil {
			return cost{}, err
		}
		got, err := b.measure(ctx, c)
		if err == nil && !exists(file) {
			err = fmt.Errorf("%s ended well but wrote no %s", c.args[0], filepath.Base(file))
		}
		return got, err
	})
}

// xlsxBaseline compiles the C program and lets it write the rows as a workbook.
func xlsxBaseline(ctx context.Context, b *benchRun, rows string) (cost, error) {
	program, err := b.compile(ctx, "xlsxwriter_rows", "-lxlsxwriter")
	if err != nil {
		return cost{}, err
	}
	book := filepath.Join(b.dir, "baseline.xlsx")
	return b.measureFresh(ctx, book, command{args: []string{program, rows, book}})
}

// csvBaseline puts the rows into a plain table and lets the sqlite3 shell write them.
func csvBaseline(ctx context.Context, b *benchRun, rows string, count int) (cost, error) {
	db, out := filepath.Join(b.dir, "baseline.db"), filepath.Join(b.dir, "baseline.csv")
	load := command{dir: b.dir, args: []string{"sqlite3", "-csv", db, ".import " + filepath.Base(rows) + " list"}}
	if err := b.do(ctx, load); err != nil {
		return cost{}, err
	}
	got, err := medianOf(func() (cost, error) {
		file, err := os.Create(out)
		if err != nil {
			return cost{}, fmt.Errorf("make the baseline's file: %w", err)
		}
		got, err := b.measure(ctx, command{args: []string{"sqlite3", "-csv", "-header", db, "SELECT * FROM list"}, stdout: file})
		return got, errors.Join(err, file.Close())
	})
	if err != nil {
		return cost{}, err
	}
	if wrote, err := countRows(out); err != nil || wrote != count {
		return cost{}, fmt.Errorf("the baseline wrote %d rows of %d: %w", wrote, count, errors.Join(err, errors.New("the comparison would not be fair")))
	}
	return got, nil
}

// countRows counts the rows of a CSV file without its header.
func countRows(path string) (int, error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, fmt.Errorf("count rows: %w", err)
	}
	defer file.Close()
	in := csv.NewReader(file)
	in.ReuseRecord = true
	for n := -1; ; n++ {
		_, err := in.Read()
		if err == io.EOF {
			return max(n, 0), nil
		}
		if err != nil {
			return 0, fmt.Errorf("count the rows of %s: %w", filepath.Base(path), err)
		}
	}
}

func fileSize(path string) (int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, fmt.Errorf("measure a file: %w", err)
	}
	if strings.HasSuffix(path, ".ledger") && exists(path+"-wal") {
		return 0, fmt.Errorf("%s is not at rest: its side files are still there", filepath.Base(path))
	}
	return info.Size(), nil
}
