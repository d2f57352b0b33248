package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// selection is one way to look at a day, as the bench asks for it.
type selection struct {
	Key    string   `json:"key"`
	Sort   string   `json:"sort"` // a column, with - before it for the highest first
	Filter []string `json:"filter"`
	Search string   `json:"search"`
}

// selections reads ways to look at a day from the standard input and measures
// each from the change to the first rows. They take turns, so that no answer
// can be the one before.
func selections(ctx context.Context, o options) (err error) {
	var asked []selection
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		return fmt.Errorf("read the selections: %w", err)
	}
	l, _, err := reader(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	figures := make([]figure, len(asked))
	for range o.rounds {
		for i, s := range asked {
			spec, err := s.spec(o.at)
			if err != nil {
				return err
			}
			ms, err := timed(func() error {
				view, err := page(ctx, l, spec)
				if err == nil {
					figures[i].Rows = view.Len()
				}
				return err
			})
			if err != nil {
				return err
			}
			figures[i].Key, figures[i].Millis = s.Key, append(figures[i].Millis, ms)
		}
	}
	for _, f := range figures {
		if err := tell(f); err != nil {
			return err
		}
	}
	return nil
}

func (s selection) spec(at string) (store.ViewSpec, error) {
	spec := store.ViewSpec{At: at, Search: s.Search}
	for _, expr := range s.Filter {
		f, err := ledger.ParseFilter(expr)
		if err != nil {
			return spec, err
		}
		spec.Filter = append(spec.Filter, f)
	}
	if s.Sort != "" {
		key := store.SortKey{Column: s.Sort}
		if s.Sort[0] == '-' {
			key = store.SortKey{Column: s.Sort[1:], Descending: true}
		}
		spec.Sort = []store.SortKey{key}
	}
	return spec, nil
}
