package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
)

// selection is one way to look at a day: as ours is asked, and as the flat
// table is.
type selection struct {
	Key    string   `json:"key"`
	Sort   string   `json:"sort,omitempty"`
	Filter []string `json:"filter,omitempty"`
	Search string   `json:"search,omitempty"`

	where, order string // SQL; order "" is by name
}

// resorts are changes of sort and of filter, common and rare values, alone and
// together. Equal rows stand in the order of names.
var resorts = []selection{
	{Key: "by department", Sort: "department", order: "department, user_name"},
	{Key: "newest assigned first", Sort: "-assigned_date", order: "assigned_date DESC, user_name"},
	{Key: "by license", Sort: "license", order: "license, user_name"},
	{Key: "by address", Sort: "email_address", order: "email_address"},
	{Key: "by status", Sort: "status", order: "status, user_name"},
	{Key: "one department", Filter: []string{"department=Treasury"}, where: "department = 'Treasury'"},
	{Key: "not present", Filter: []string{"status!=present"}, where: "status <> 'present'"},
	{Key: "trials", Filter: []string{"is_trial=true"}, where: "is_trial = 'true'"},
	{Key: "premium licenses of the year", Filter: []string{"license~premium", "assigned_date>=2025-07-01"},
		where: "license LIKE '%premium%' AND assigned_date >= '2025-07-01'"},
	{Key: "one department, newest first", Filter: []string{"department=Sales"}, Sort: "-assigned_date",
		where: "department = 'Sales'", order: "assigned_date DESC, user_name"},
}

// searches are three letters each: from frequent to rare.
var searches = []selection{searchFor("ann"), searchFor("ski"), searchFor("zoe"), searchFor("pre"), searchFor("zyn"), searchFor("xyz")}

func searchFor(letters string) selection {
	var likes []string
	for _, column := range []string{"user_name", "email_address", "service", "license"} {
		likes = append(likes, column+" LIKE '%"+letters+"%'")
	}
	return selection{Key: letters, Search: letters, where: strings.Join(likes, " OR ")}
}

// sql gives the first page, and the first page with the number of rows, which a
// view of ours always has.
func (s selection) sql() (first, counted string) {
	where, order := "", s.order
	if s.where != "" {
		where = " WHERE " + s.where
	}
	if order == "" {
		order = "user_name"
	}
	first = "SELECT * FROM list" + where + " ORDER BY " + order + " LIMIT 200"
	return first, "SELECT count(*) FROM list" + where + ";" + first
}

func (s *storeBench) resort(ctx context.Context) error {
	return s.selections(ctx, "store.resort", resorts, mostResort)
}

func (s *storeBench) search(ctx context.Context) error {
	return s.selections(ctx, "store.search", searches, mostSearch)
}

// selections measures every way beside the same query. The figure of the name
// is all ways together, one after the other; the way that does worst against
// its baseline is told, and every way follows. Where the flat table has its
// rows by name already, it stops at the two hundredth; a view of ours knows how
// many there are, so all are also told against a baseline that counts them.
func (s *storeBench) selections(ctx context.Context, name string, all []selection, target float64) error {
	asked, err := json.Marshal(all)
	if err != nil {
		return err
	}
	ours, err := s.oursAsked(ctx, strings.NewReader(string(asked)), "select", "-rounds", "6")
	if err != nil {
		return err
	}
	var queries []query
	for _, way := range all {
		first, counted := way.sql()
		queries = append(queries, query{way.Key, first}, query{way.Key + ", counted", counted})
	}
	flat, err := s.flatQueries(ctx, queries...)
	if err != nil {
		return err
	}
	const baseline = "the same queries, flat table, C SQLite"
	var ways []measurement
	var mine, first, counted, slowest float64
	for _, way := range all {
		// The first time is a warm-up, as the baseline's is.
		took := ours[way.Key].warm().middle()
		slowest = max(slowest, ours[way.Key].Millis[0])
		mine, first, counted = mine+took, first+flat[way.Key].middle(), counted+flat[way.Key+", counted"].middle()
		about := fmt.Sprintf("%s: %s, %d rows", name, way.Key, ours[way.Key].Rows)
		ways = append(ways, measurement{Name: about, Value: took, Unit: "ms"}.against(baseline, flat[way.Key].middle()))
	}
	total := measurement{Name: name, Value: mine, Unit: "ms"}
	beside := measurement{Name: name + ", rows counted", Value: mine, Unit: "ms"}
	worst := worstOf(ways)
	worst.Name = strings.Replace(worst.Name, ":", ", the worst:", 1)
	s.add(total.against(fmt.Sprintf("%s (%d)", baseline, len(all)), first).atMostRatio(target), beside.against(baseline+", and their numbers of rows", counted),
		worst, measurement{Name: name + ", slowest the first time", Value: slowest, Unit: "ms"})
	s.add(ways...)
	return nil
}

// worstOf gives the figure with the highest ratio.
func worstOf(all []measurement) measurement {
	worst := all[0]
	for _, m := range all {
		if *m.Ratio > *worst.Ratio {
			worst = m
		}
	}
	return worst
}
