package canarytest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
)

// Places are the files of a person's folders in which people may stand, by their paths
// from the home folder, with slashes.
type Places struct {
	name *regexp.Regexp
	keys map[string][]string // of a file of settings: the only ones under which people may stand
}

var (
	// Console is where the console may name people: the history, what belongs to it, and
	// exports that did not ask for pseudonyms. Whoever signs in is told as whom.
	Console = Places{name: regexp.MustCompile(`^work/[a-z]+\.ledger[^/]*$|^work/named/|^work/\d+-stderr-connect$`)}
	// Window is where the window may: the history and what belongs to it, and exports; and
	// of the settings the paths of exports, which somebody may name after a person. No
	// title, no other setting, nothing that the page or the web view keeps, no log, and
	// nothing that other programs are started with names anybody.
	Window = Places{name: regexp.MustCompile(`^data/LicenseLedger/[a-z]+\.ledger[^/]*$|^Downloads/named/|^Downloads/[^/]+ user licenses [^/]+$`),
		keys: map[string][]string{"config/LicenseLedger/settings.json": {"exported"}}}
)

// Without gives what of a file must name nobody; nil where people may stand.
func (p Places) Without(name string, content []byte) []byte {
	if p.name.MatchString(name) {
		return nil
	}
	var settings map[string]any
	if p.keys[name] == nil || json.Unmarshal(content, &settings) != nil {
		return content
	}
	for _, key := range p.keys[name] {
		delete(settings, key)
	}
	rest, err := json.Marshal(settings)
	if err != nil {
		return content
	}
	return rest
}

// Walk hands over every file below a folder that is there at this moment, with its path
// from there; what is gone a moment later is passed over.
func Walk(folder string, look func(name, path string)) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) || (err == nil && !entry.Type().IsRegular()) {
			return nil
		}
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err == nil {
			look(filepath.ToSlash(name), path)
		}
		return err
	})
}

// Search is what a search of a folder came to.
type Search struct {
	Found []string // sentences
	Files int
	Bytes int64
}

// Below looks for words in every file below a folder and in its name; kind says what the
// words are. without gives what of a file is looked at, nil for nothing; it may be nil.
func (w Words) Below(folder, kind string, without func(name string, content []byte) []byte) (Search, error) {
	var s Search
	var failed error
	err := Walk(folder, func(name, path string) {
		content, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return
		}
		if err != nil {
			failed = errors.Join(failed, err)
			return
		}
		s.Files++
		s.Bytes += int64(len(content))
		if without != nil {
			if content = without(name, content); content == nil {
				return
			}
		}
		for _, word := range append(w.In(content), w.In([]byte(name))...) {
			s.Found = append(s.Found, fmt.Sprintf("%s has a %s: %q", name, kind, word))
		}
	})
	return s, errors.Join(err, failed)
}
