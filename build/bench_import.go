package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
)

// The targets of imports. A ratio is that to the baseline.
const (
	mostFirstImport = 2.5
	mostNextImport  = 1.0
)

func importBenches() []bench {
	return []bench{{
		name:  "import",
		about: "a list of about 1,000,000 rows and the list of the next day, beside the sqlite3 shell",
		run:   benchImport,
	}}
}

// importBench imports two lists into a ledger, and lets the baseline import each
// into a database.
type importBench struct {
	*benchRun
	lists    [2]string // the files, in the order of their days
	rows     [2]int
	ledger   string
	database string
}

// benchImport takes turns with the baseline, so that both meet the same machine.
// The baseline has the easier work: it keeps the text of the newest list alone,
// where our program tries every row first, keeps all days, and makes the columns
// from which they open. An index on the address shows what finding somebody in
// the baseline would take.
func benchImport(ctx context.Context, b *benchRun) ([]measurement, error) {
	i := &importBench{benchRun: b, ledger: filepath.Join(b.dir, "import.ledger"), database: filepath.Join(b.dir, "import.db")}
	if err := i.writeLists(ctx); err != nil {
		return nil, err
	}
	var ours, theirs [2][]cost
	for range rounds {
		if err := removeOld(i.ledger); err != nil {
			return nil, err
		}
		for day := range i.lists {
			got, err := i.importList(ctx, day)
			if err != nil {
				return nil, err
			}
			ours[day] = append(ours[day], got)
			if got, err = i.plain(ctx, day); err != nil {
				return nil, err
			}
			theirs[day] = append(theirs[day], got)
		}
	}
	size, err := fileSize(i.ledger)
	if err != nil {
		return nil, err
	}
	plainSize, err := fileSize(i.database)
	if err != nil {
		return nil, err
	}
	indexed, err := medianOf(func() (cost, error) { return i.plain(ctx, 0, "CREATE INDEX list_address ON list (\"Email Address\")") })
	if err != nil {
		return nil, err
	}
	const plain, index = "sqlite3 .import into a new database", "the same with an index on the address"
	got := []measurement{}
	for day, name := range []string{"first", "next"} {
		our, their := median(ours[day]), median(theirs[day])
		got = append(got,
			measurement{Name: "import." + name, Value: our.took.Seconds(), Unit: "s"}.against(plain, their.took.Seconds()).atMostRatio([]float64{mostFirstImport, mostNextImport}[day]),
			measurement{Name: fmt.Sprintf("import.%s, %d rows, processor time", name, i.rows[day]), Value: our.worked.Seconds(), Unit: "s"}.against(plain, their.worked.Seconds()),
			measurement{Name: fmt.Sprintf("import.%s, peak memory", name), Value: megabytes(our.memory), Unit: "MB"}.against(plain, megabytes(their.memory)))
	}
	first := median(ours[0])
	return append(got,
		measurement{Name: "import.first, beside an index", Value: first.took.Seconds(), Unit: "s"}.against(index, indexed.took.Seconds()),
		measurement{Name: "import, file after both", Value: megabytes(size), Unit: "MB"}.against("one list in the database", megabytes(plainSize))), nil
}

// writeLists has the two files written.
func (i *importBench) writeLists(ctx context.Context) error {
	program, err := i.buildStoreProgram(ctx)
	if err != nil {
		return err
	}
	written, err := i.figures(ctx, command{args: []string{program, "lists", "-users", strconv.Itoa(i.store.users), "-out", i.dir}})
	if err != nil {
		return err
	}
	names := make([]string, 0, len(written))
	for name := range written {
		names = append(names, name)
	}
	if slices.Sort(names); len(names) != len(i.lists) {
		return fmt.Errorf("%d lists were written and %d are needed", len(names), len(i.lists))
	}
	for day, name := range names { // named by their days
		i.lists[day], i.rows[day] = filepath.Join(i.dir, name), written[name].Rows
	}
	return nil
}

// importList imports the list of a day by our program, and looks whether it did.
func (i *importBench) importList(ctx context.Context, day int) (cost, error) {
	got, err := i.measure(ctx, command{args: []string{i.console, "import", i.ledger, i.lists[day]}})
	if err != nil {
		return got, err
	}
	kept, err := output(ctx, command{args: []string{"sqlite3", "-readonly", "-separator", " ", i.ledger, "SELECT rows, began, ended FROM listing ORDER BY pos DESC LIMIT 1"}})
	if err != nil {
		return got, err
	}
	fmt.Fprintf(i.log, "rows, began, ended: %s\n", kept)
	var rows, began, ended int
	if _, err := fmt.Sscan(kept, &rows, &began, &ended); err != nil {
		return got, fmt.Errorf("read what the import kept: %w", err)
	}
	if most := []int{rows, rows / 50}[day]; rows != i.rows[day] || began == 0 || began > most {
		return got, fmt.Errorf("of %d rows the import took %d and kept %d anew, which is not what is measured", i.rows[day], rows, began)
	}
	return got, nil
}

// plain lets the sqlite3 shell import the list of a day into a new database; more
// is done after that.
func (i *importBench) plain(ctx context.Context, day int, more ...string) (cost, error) {
	if err := removeOld(i.database); err != nil {
		return cost{}, err
	}
	args := append([]string{"sqlite3", i.database, ".mode csv", fmt.Sprintf(".import %q list", filepath.Base(i.lists[day]))}, more...)
	got, err := i.measure(ctx, command{args: args})
	if err != nil {
		return got, err
	}
	rows, err := output(ctx, command{args: []string{"sqlite3", "-readonly", i.database, "SELECT count(*) FROM list"}})
	if err == nil && rows != strconv.Itoa(i.rows[day]) {
		err = errors.New("the comparison would not be fair")
	}
	if err != nil {
		return got, fmt.Errorf("the baseline kept %s rows of %d: %w", rows, i.rows[day], err)
	}
	return got, nil
}
