package schema

import (
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// Migration is the step that brings the content of a ledger to a version from
// the one before.
type Migration struct {
	Version int
	Name    string // of its file, without the number
	SQL     string
}

// Migrations gives every step, in order: the first leads to version 2. A step
// that a released program has taken is never changed again.
func Migrations() ([]Migration, error) {
	names, err := fs.Glob(files, "migration/*.sql")
	if err != nil {
		return nil, fmt.Errorf("list migrations: %w", err)
	}
	steps := make([]Migration, 0, len(names))
	for _, name := range names {
		number, rest, _ := strings.Cut(strings.TrimSuffix(path.Base(name), ".sql"), "-")
		version, err := strconv.Atoi(number)
		if err != nil || version != len(steps)+2 {
			return nil, fmt.Errorf("migration %s is not number %d", name, len(steps)+2)
		}
		body, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read migration %s: %w", name, err)
		}
		steps = append(steps, Migration{version, rest, string(body)})
	}
	if len(steps) != Version-1 {
		return nil, fmt.Errorf("there are migrations to version %d, not %d", len(steps)+1, Version)
	}
	return steps, nil
}
