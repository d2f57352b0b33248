package parquet

import (
	"context"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"time"

	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// WriteRows writes the rows of a view as one file. Codes, Unknown and names of
// columns are the English ones of the console in every language: programs read
// them. What the first sheet of a workbook says stands in the notes.
// Codes: usage for an unknown layout, canceled, and whatever rows answers.
func WriteRows(ctx context.Context, w io.Writer, m export.Meta, l export.Layout, rows export.Rows, progress export.Progress) error {
	columns, err := columnsOf(l, m)
	if err != nil {
		return err
	}
	file := NewWriter(w, plain(columns), notesOf(m, rows.Len()))
	done := 0
	err = export.EachAhead(ctx, rows, keysOf(columns), func(page []ledger.Row) error {
		if err := file.Write(page); err != nil {
			return err
		}
		done += len(page)
		if progress != nil {
			progress(done)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return file.Close()
}

// keysOf names the columns of a row that columns are made of, each once.
func keysOf(columns []RowColumn) (keys []string) {
	for i := range columns {
		if !slices.Contains(keys, columns[i].Key) {
			keys = append(keys, columns[i].Key)
		}
	}
	return keys
}

// notePrefix tells our notes from those of the library and of other programs.
const notePrefix = "license_ledger."

// notesOf says of the rows what the first sheet of a workbook does. Lists are
// JSON; what there is not is left out. People are not counted: who reads the file
// does that faster than we look whose every row is.
func notesOf(m export.Meta, rows int) []Note {
	zone := m.Zone
	if zone == nil {
		zone = time.UTC
	}
	notes := []Note{
		{"tenant", m.Tenant}, {"tenant_id", m.TenantID}, {"sample", flagNote(m.Sample)}, {"redacted", flagNote(m.Redacted)},
		{"at", m.At.String()}, {"zone", zone.String()}, {"view", string(m.View)}, {"basis", string(m.Basis)},
		{"rows", strconv.Itoa(rows)},
		{"filter", listNote(m.Filter)}, {"search", m.Search}, {"sort", m.Sort},
		{"coverage", listNote(m.Coverage)}, {"warnings", listNote(m.Warnings)},
		{"app_version", m.AppVersion}, {"made_at", ledger.InstantOf(m.MadeAt).String()},
	}
	if m.At != 0 {
		notes = append(notes, Note{"day", m.At.Time().In(zone).Format(time.DateOnly)})
	}
	var said []Note
	for _, note := range notes {
		if note.Value != "" {
			said = append(said, Note{notePrefix + note.Key, note.Value})
		}
	}
	return said
}

func flagNote(is bool) string {
	if is {
		return "true"
	}
	return ""
}

func listNote[T any](all []T) string {
	if len(all) == 0 {
		return ""
	}
	text, err := json.Marshal(all)
	if err != nil {
		panic(err) // texts, numbers and flags
	}
	return string(text)
}
