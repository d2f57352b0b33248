// Package schema holds the SQL that makes a ledger file. It promises one
// statement of the latest shape, split into content and conclusions; running
// it, and migrating older files, is left to package store.
package schema

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

// ApplicationID marks a SQLite file as a ledger: "LLgr".
const ApplicationID = 0x4c4c6772

// Version is the version of the content that this program writes.
const Version = 6

// DerivedVersion is the version of the conclusions; a ledger with another one
// has them dropped and rebuilt.
const DerivedVersion = 4

//go:embed content/*.sql derived/*.sql migration/*.sql
var files embed.FS

// Content gives the statements that make the tables of facts.
func Content() (string, error) { return read("content") }

// Derived gives the statements that make the tables of conclusions.
func Derived() (string, error) { return read("derived") }

func read(folder string) (string, error) {
	names, err := fs.Glob(files, folder+"/*.sql")
	if err != nil {
		return "", fmt.Errorf("list schema files: %w", err)
	}
	var all strings.Builder
	for _, name := range names {
		body, err := files.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("read schema file %s: %w", name, err)
		}
		all.Write(body)
	}
	return all.String(), nil
}
