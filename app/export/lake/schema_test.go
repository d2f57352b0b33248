package lake

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/app/export/exporttest"
	"licenseledger/app/export/parquet"
)

// An empty part has every column with its type, and DuckDB adds those of the
// folders' names: what the schema file says is what readers see.
func TestSchema_IsWhatDuckDBReads(t *testing.T) {
	folder := t.TempDir()
	parts := []Part{List.Part("2026-03-01", "", nil, nothing), Licenses.Part("2026-03-01", "", nil, nothing), People.Part("2026-03-01", "", nil, nothing),
		Seats.Part("2026-03-01", "", nil, nothing), Activity.Part("2026-03-01", "", nil, nothing), Changes.Part("2026-03-01", "", nil, nothing)}
	if _, err := Write(t.Context(), folder, contoso(""), parts, nil); err != nil {
		t.Fatal(err)
	}
	var said schema
	if err := json.Unmarshal(Schema(), &said); err != nil || said.Version != SchemaVersion || said.Format != format {
		t.Fatalf("%+v, %v", said, err)
	}
	var names []string
	for _, table := range said.Tables {
		names = append(names, table.Name)
		if table.About == "" {
			t.Errorf("%s is not explained", table.Name)
		}
		a := exporttest.DuckDB(t, fmt.Sprintf("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet('%s', hive_partitioning = true))", filepath.ToSlash(filepath.Join(folder, table.Name, "**", "*.parquet"))))[0]
		var got []column
		for _, row := range a.Rows {
			got = append(got, column{*row[0], parquet.Type(*row[1]), ""})
		}
		want := slices.Clone(table.Columns)
		for i := range want {
			if want[i].About == "" || strings.ToLower(want[i].Name) != want[i].Name {
				t.Errorf("%s.%s is explained by %q", table.Name, want[i].Name, want[i].About)
			}
			want[i].About = ""
		}
		want = append(want, column{"day", parquet.Date, ""}, column{"tenant", parquet.Text, ""})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-schema +DuckDB):\n%s", table.Name, diff)
		}
	}
	if diff := cmp.Diff(Tables(), names); diff != "" {
		t.Error(diff)
	}
}

func nothing[R any](context.Context, func([]R) error) error { return nil }
