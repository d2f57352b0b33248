package export

import (
	"context"
	"io"
	"testing"
)

// countWriter measures a file without keeping it.
type countWriter int64

func (c *countWriter) Write(p []byte) (int, error) {
	*c += countWriter(len(p))
	return len(p), nil
}

const benchRows = 200_000

func bench(b *testing.B, write func(io.Writer) error) {
	b.Helper()
	var size countWriter
	for b.Loop() {
		size = 0
		if err := write(&size); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(benchRows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(float64(size)/(1<<20), "MB")
}

func BenchmarkWriteXLSX(b *testing.B) {
	bench(b, func(w io.Writer) error {
		return WriteXLSX(context.Background(), w, contosoMeta(b, "en"), LayoutList, numberedRows(benchRows), nil)
	})
}

func BenchmarkWriteCSV(b *testing.B) {
	bench(b, func(w io.Writer) error {
		return WriteCSV(context.Background(), w, contosoMeta(b, "en"), LayoutList, numberedRows(benchRows), DefaultCSV(), nil)
	})
}

// BenchmarkRows is what making up the rows costs, to be taken off the others.
func BenchmarkRows(b *testing.B) {
	rows := numberedRows(benchRows)
	bench(b, func(io.Writer) error {
		for from := 0; from < benchRows; from += window {
			if _, err := rows.Rows(from, window); err != nil {
				return err
			}
		}
		return nil
	})
}
