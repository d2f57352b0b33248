package lake

import (
	"encoding/json"

	"licenseledger/app/export/parquet"
)

// SchemaVersion counts the changes of tables and columns, and of what a value
// means. Readers of version 1 read every later one that begins with it.
const SchemaVersion = 2

// schemaFile describes the tables for programs and people.
const schemaFile = "_schema.json"

type schema struct {
	Format     string        `json:"format"`
	Version    int           `json:"version"`
	Partitions []column      `json:"partitions"`
	Tables     []schemaTable `json:"tables"`
}

type schemaTable struct {
	Name    string   `json:"name"`
	About   string   `json:"about"`
	Columns []column `json:"columns"`
}

type column struct {
	Name  string       `json:"name"`
	Type  parquet.Type `json:"type"`
	About string       `json:"about"`
}

// format is what our JSON files say they are.
const format = "licenseledger-lake"

// Schema gives the schema file.
func Schema() []byte {
	body, err := json.MarshalIndent(schema{
		Format: format, Version: SchemaVersion,
		Partitions: []column{
			{"tenant", parquet.Text, "Id of the tenant; in the names of folders, not in the files."},
			{"day", parquet.Date, "Day in the zone of the history file; of activity the UTC day, or the first of the month. In the names of folders, not in the files."},
		},
		Tables: []schemaTable{describe(List), describe(Licenses), describe(People), describe(Seats), describe(Activity), describe(Changes)},
	}, "", "  ")
	if err != nil {
		panic(err) // texts and numbers
	}
	return append(body, '\n')
}

func describe[R any](t Table[R]) schemaTable {
	d := schemaTable{Name: t.Name, About: t.About}
	for _, c := range t.Columns {
		d.Columns = append(d.Columns, column{c.Name, c.Type, c.About})
	}
	return d
}

// Tables names the tables.
func Tables() []string {
	return []string{List.Name, Licenses.Name, People.Name, Seats.Name, Activity.Name, Changes.Name}
}
