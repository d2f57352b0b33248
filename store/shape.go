package store

import (
	"context"
	"database/sql"
	"maps"
	"slices"
	"strconv"

	"licenseledger/store/schema"
)

// oddShape tells what in the schema of a file is not as this program makes it: a table
// or an index that is missing, of another statement, or nobody's. It is "" when all is as
// it should be. Conclusions are compared when they are of this program's version; others
// are dropped before they are read, and only their names are looked at.
func oddShape(ctx context.Context, q querier) (string, error) {
	shape, err := schema.ThisShape()
	if err != nil {
		return "", err
	}
	var derived sql.NullString
	found := map[string]made{}
	err = each(ctx, q, `SELECT type, name, coalesce(sql, '') FROM sqlite_schema`, nil, func(rows *sql.Rows) error {
		var one made
		var name string
		if err := rows.Scan(&one.kind, &name, &one.statement); err != nil {
			return err
		}
		one.statement = schema.Normal(one.statement)
		found[name] = one
		return nil
	})
	if err != nil {
		return "", err
	}
	if settings := (made{"table", shape.Content["setting"]}); found["setting"] != settings {
		return "table setting", nil
	}
	if err := q.QueryRowContext(ctx, `SELECT (SELECT value FROM setting WHERE key = ?)`, settingDerivedVersion).Scan(&derived); err != nil {
		return "", err
	}
	want, mayBe := shape.All(), map[string]string{}
	if derived.String != strconv.Itoa(schema.DerivedVersion) {
		want, mayBe = maps.Clone(shape.Content), shape.Derived
	}
	for _, name := range slices.Sorted(maps.Keys(found)) {
		one := found[name]
		_, free := mayBe[name]
		switch {
		case one == made{kind: "index"}: // of a key, made by the table's statement
		case statistics[name] != "" && one.statement == statistics[name]:
		case free, want[name] != "" && one.statement == want[name]:
			delete(want, name)
		default:
			return one.kind + " " + name, nil
		}
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		return "table or index " + name, nil
	}
	return "", nil
}

// made is an entry of a schema.
type made struct{ kind, statement string }

// statistics are the tables that SQLite keeps for itself when ANALYZE ran.
// https://www.sqlite.org/fileformat2.html#the_sqlite_stat1_table
var statistics = map[string]string{
	"sqlite_stat1": "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
	"sqlite_stat4": "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
}
