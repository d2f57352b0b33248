package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// lockedPackage is an entry of a package-lock.json.
// https://docs.npmjs.com/cli/configuring-npm/package-lock-json
type lockedPackage struct {
	Version, License, Integrity string
	Dev                         bool
	Dependencies                map[string]string
	OptionalDependencies        map[string]string
	PeerDependencies            map[string]string
}

// npmTree gives the packages of a lock file: those that may be in what is built, and those
// that only build and test. It refuses a package whose bytes are not pinned.
func npmTree(name string) (page, tools []*dependency, err error) {
	var lock struct{ Packages map[string]lockedPackage }
	if err := readJSON(name, &lock); err != nil {
		return nil, nil, err
	}
	byName := map[string][]*dependency{} // a package may be there in several versions
	for _, folder := range slices.Sorted(maps.Keys(lock.Packages)) {
		entry := lock.Packages[folder]
		_, own, found := cutLast("/"+folder, "/node_modules/")
		if !found {
			continue // the project itself
		}
		if entry.Integrity == "" {
			return nil, nil, fmt.Errorf("%s has no checksum of %s, so anything could come in its place", name, own)
		}
		if slices.ContainsFunc(byName[own], func(d *dependency) bool { return d.Version == entry.Version }) {
			continue
		}
		one := &dependency{module: module{Ecosystem: "npm", Name: own, Version: entry.Version, License: entry.License}, by: map[string]bool{}}
		byName[own] = append(byName[own], one)
		if entry.Dev {
			tools = append(tools, one)
		} else {
			page = append(page, one)
		}
	}
	for folder, entry := range lock.Packages {
		_, parent, _ := cutLast("/"+folder, "/node_modules/") // "" for the project itself
		if entry.Dev {
			continue
		}
		for _, wanted := range []map[string]string{entry.Dependencies, entry.OptionalDependencies, entry.PeerDependencies} {
			for child := range wanted {
				for _, one := range byName[child] {
					one.by[parent] = true
				}
			}
		}
	}
	slices.SortFunc(page, func(a, b *dependency) int { return strings.Compare(a.Name+a.Version, b.Name+b.Version) })
	return page, tools, nil
}
