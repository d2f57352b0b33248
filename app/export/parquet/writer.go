package parquet

import (
	"fmt"
	"io"
	"sync"

	pq "github.com/parquet-go/parquet-go"
)

// groupRows is how many rows a row group has: enough for dictionaries to pay,
// few enough that a group waits for its end in little memory, and that readers
// share a file among their processors.
const groupRows = 128 << 10

// dictionarySize is the most that the dictionary of a column may weigh in one
// row group. Names, addresses and ids are told apart by more: they are written
// as they are.
const dictionarySize = 256 << 10

// Note is something that a file says of itself beside its rows.
type Note struct{ Key, Value string }

// Writer writes the rows of one file. It is for one goroutine.
type Writer[R any] struct {
	columns []Column[R]
	file    *pq.GenericWriter[any]
	into    []*pq.ColumnWriter
	values  [2][]pq.Value // of one column at a time, for each half of the columns
	inGroup int
}

// NewWriter begins a file with these columns.
func NewWriter[R any](w io.Writer, columns []Column[R], notes []Note) *Writer[R] {
	nodes := orderedGroup{pq.Group{}, nil}
	for i := range columns {
		nodes.Group[columns[i].Name] = columns[i].node()
		nodes.order = append(nodes.order, columns[i].Name)
	}
	options := []pq.WriterOption{
		pq.NewSchema("rows", nodes), pq.Compression(&pq.Snappy), pq.DictionaryMaxBytes(dictionarySize),
		// Readers that know only the first form of pages are still about.
		pq.DataPageVersion(1),
	}
	for _, note := range notes {
		options = append(options, pq.KeyValueMetadata(note.Key, note.Value))
	}
	file := pq.NewGenericWriter[any](w, options...)
	return &Writer[R]{columns: columns, file: file, into: file.ColumnWriters()}
}

// Write adds rows. The two halves of the columns are encoded side by side.
func (w *Writer[R]) Write(rows []R) error {
	for len(rows) > 0 {
		part := rows[:min(len(rows), groupRows-w.inGroup)]
		rows = rows[len(part):]
		if err := w.write(part); err != nil {
			return err
		}
		if w.inGroup += len(part); w.inGroup == groupRows {
			w.inGroup = 0
			if err := w.file.Flush(); err != nil {
				return fmt.Errorf("write row group: %w", err)
			}
		}
	}
	return nil
}

func (w *Writer[R]) write(rows []R) error {
	var errs [2]error
	half := len(w.columns) / 2
	var other sync.WaitGroup
	other.Go(func() { errs[1] = w.writeColumns(1, half, len(w.columns), rows) })
	errs[0] = w.writeColumns(0, 0, half, rows)
	other.Wait()
	if errs[0] != nil {
		return errs[0]
	}
	return errs[1]
}

// writeColumns writes columns from, ..., to-1.
func (w *Writer[R]) writeColumns(half, from, to int, rows []R) error {
	for i := from; i < to; i++ {
		values := w.values[half][:0]
		for r := range rows {
			v := w.columns[i].value(&rows[r])
			level := 1
			if v.IsNull() {
				level = 0
			}
			values = append(values, v.Level(0, level, i))
		}
		w.values[half] = values
		if _, err := w.into[i].WriteRowValues(values); err != nil {
			return fmt.Errorf("write column %s: %w", w.columns[i].Name, err)
		}
	}
	return nil
}

// Close writes what is left. The io.Writer stays open.
func (w *Writer[R]) Close() error {
	if err := w.file.Close(); err != nil {
		return fmt.Errorf("end file: %w", err)
	}
	return nil
}

// orderedGroup is columns in an order of ours; the library's would be that of
// the alphabet.
type orderedGroup struct {
	pq.Group
	order []string
}

// Fields implements pq.Node.
func (g orderedGroup) Fields() []pq.Field {
	byName := map[string]pq.Field{}
	for _, field := range g.Group.Fields() {
		byName[field.Name()] = field
	}
	fields := make([]pq.Field, 0, len(g.order))
	for _, name := range g.order {
		fields = append(fields, byName[name])
	}
	return fields
}
