package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
)

// The targets of Parquet: of the time beside DuckDB, and of memory.
const (
	mostParquetTime   = 1.0
	mostParquetMemory = 250
)

func parquetBenches() []bench {
	return []bench{{
		name:  "parquet",
		about: "about 1,000,000 rows of eight columns as Parquet, beside DuckDB's COPY; a lake, and a day more in it",
		run:   benchParquet,
	}}
}

// benchParquet exports one big day, and lets DuckDB write the same rows in three ways. What
// reads SQLite files in DuckDB is an extension that no package registry has, so from a SQLite
// file they come through a CSV file that the sqlite3 shell writes, which costs DuckDB more
// than the extension would. From the CSV file of our own program they cost it less, and from
// a table of its own, which lies in columns and dictionaries as Parquet has them, least.
// Our program opens the ledger's spans as of a day, in each case.
func benchParquet(ctx context.Context, b *benchRun) ([]measurement, error) {
	lists := importBench{benchRun: b, ledger: filepath.Join(b.dir, "parquet.ledger")}
	if err := lists.writeLists(ctx); err != nil {
		return nil, err
	}
	if _, err := lists.importList(ctx, 0); err != nil {
		return nil, err
	}
	rows, ours := filepath.Join(b.dir, "parquet.csv"), filepath.Join(b.dir, "ours.parquet")
	export := func(file string) command {
		return command{args: []string{b.console, "export", lists.ledger, "--columns", exportColumns, "--out", file}}
	}
	if err := b.do(ctx, export(rows)); err != nil {
		return nil, err
	}
	own, err := b.measureFresh(ctx, ours, export(ours))
	if err != nil {
		return nil, err
	}
	count, err := countRows(rows)
	if err != nil {
		return nil, err
	}
	table, theirs := filepath.Join(b.dir, "rows.duckdb"), filepath.Join(b.dir, "theirs.parquet")
	attach := fmt.Sprintf("ATTACH '%s' AS own;\n", table)
	if _, err := b.duckDB(ctx, fmt.Sprintf("%sCREATE TABLE own.list AS FROM read_csv('%s');", attach, rows)); err != nil {
		return nil, err
	}
	fromSQLite, err := b.copyFromSQLite(ctx, rows, theirs, count)
	if err != nil {
		return nil, err
	}
	fromCSV, err := b.copyByDuckDB(ctx, theirs, count, fmt.Sprintf("COPY (FROM read_csv('%s')) TO '%s' %s;", rows, theirs, asParquet))
	if err != nil {
		return nil, err
	}
	fromTable, err := b.copyByDuckDB(ctx, theirs, count, fmt.Sprintf("%sCOPY own.list TO '%s' %s;", attach, theirs, asParquet))
	if err != nil {
		return nil, err
	}
	sizes := make([]float64, 2)
	for i, file := range []string{ours, theirs} {
		size, err := fileSize(file)
		if err != nil {
			return nil, err
		}
		sizes[i] = megabytes(size)
	}
	const sqlite1, csv1, table1 = "DuckDB COPY, from SQLite by the shell", "DuckDB COPY, from CSV", "DuckDB COPY, from its own table"
	figures := []measurement{
		measurement{Name: fmt.Sprintf("export Parquet, %d rows", count), Value: own.took.Seconds(), Unit: "s"}.against(sqlite1, fromSQLite.took.Seconds()).atMostRatio(mostParquetTime),
		measurement{Name: "export Parquet", Value: own.took.Seconds(), Unit: "s"}.against(csv1, fromCSV.took.Seconds()),
		measurement{Name: "export Parquet", Value: own.took.Seconds(), Unit: "s"}.against(table1, fromTable.took.Seconds()),
		measurement{Name: "export Parquet, processor time", Value: own.worked.Seconds(), Unit: "s"}.against(sqlite1, fromSQLite.worked.Seconds()),
		measurement{Name: "export Parquet, peak memory", Value: megabytes(own.memory), Unit: "MB"}.against(csv1, megabytes(fromCSV.memory)).atMost(mostParquetMemory),
		measurement{Name: "export Parquet, file", Value: sizes[0], Unit: "MB"}.against(table1, sizes[1]),
	}
	lake, err := b.measureLake(ctx)
	return append(figures, lake...), err
}

// asParquet has DuckDB write what we do.
const asParquet = "(FORMAT parquet, COMPRESSION snappy)"

// duckDB runs SQL in DuckDB, as a whole program.
func (b *benchRun) duckDB(ctx context.Context, sql string) (cost, error) {
	return b.measure(ctx, command{dir: b.path("build", "duckdb"), args: []string{"node", "query.mjs", sql}})
}

func (b *benchRun) copyByDuckDB(ctx context.Context, file string, count int, sql string) (cost, error) {
	return b.copied(ctx, file, count, func() (cost, error) { return b.duckDB(ctx, sql) })
}

// copyFromSQLite puts the rows into a plain table, and measures two programs one after the
// other as one.
func (b *benchRun) copyFromSQLite(ctx context.Context, rows, file string, count int) (cost, error) {
	db, between := filepath.Join(b.dir, "rows.db"), filepath.Join(b.dir, "between.csv")
	if err := b.do(ctx, command{dir: b.dir, args: []string{"sqlite3", "-csv", db, ".import " + filepath.Base(rows) + " list"}}); err != nil {
		return cost{}, err
	}
	const both = `sqlite3 -csv -header "$1" "SELECT * FROM list" > "$2" && node query.mjs "$3"`
	sql := fmt.Sprintf("COPY (FROM read_csv('%s')) TO '%s' %s;", between, file, asParquet)
	return b.copied(ctx, file, count, func() (cost, error) {
		return b.measure(ctx, command{dir: b.path("build", "duckdb"), args: []string{"sh", "-c", both, "sh", db, between, sql}})
	})
}

// copied measures what writes a file, each time without that of the time before, and makes
// sure that all rows are in it.
func (b *benchRun) copied(ctx context.Context, file string, count int, run func() (cost, error)) (cost, error) {
	return medianOf(func() (cost, error) {
		if err := removeOld(file); err != nil {
			return cost{}, err
		}
		got, err := run()
		if err != nil {
			return cost{}, err
		}
		answer, err := b.read(ctx, command{dir: b.path("build", "duckdb"), args: []string{"node", "query.mjs", fmt.Sprintf("SELECT count(*) FROM '%s'", file)}})
		if err == nil && !strings.Contains(answer, fmt.Sprintf(`"%d"`, count)) {
			err = fmt.Errorf("the baseline wrote %s, and there are %d rows: the comparison would not be fair", answer, count)
		}
		return got, err
	})
}

// Of the lake there is no baseline: others copy whole tables.
const (
	lakePeople = "500"
	lakeDays   = "400"
)

// measureLake writes the lake of a small tenant with a long history, again without a change,
// and again after a day more.
func (b *benchRun) measureLake(ctx context.Context) ([]measurement, error) {
	ledger, lake := filepath.Join(b.dir, "lake.ledger"), filepath.Join(b.dir, "lake")
	if err := b.do(ctx, command{args: []string{b.console, "demo", ledger, "--users", lakePeople, "--days", lakeDays}}); err != nil {
		return nil, err
	}
	export := command{args: []string{b.console, "export", ledger, "--layout", "lake", "--out", lake}}
	var figures []measurement
	for _, name := range []string{"all of it", "again", "with a day more"} {
		got, err := b.measure(ctx, export)
		if err != nil {
			return nil, err
		}
		name = fmt.Sprintf("lake of %s people, %s days, %s", lakePeople, lakeDays, name)
		figures = append(figures, measurement{Name: name, Value: got.took.Seconds(), Unit: "s"},
			measurement{Name: name + ", processor time", Value: got.worked.Seconds(), Unit: "s"},
			measurement{Name: name + ", peak memory", Value: megabytes(got.memory), Unit: "MB"}.atMost(mostParquetMemory))
		if len(figures) == 6 {
			if err := b.do(ctx, command{args: []string{b.console, "sync", ledger}}); err != nil {
				return nil, err
			}
		}
	}
	return figures, nil
}
