package house

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// foreign finds what belongs to somebody's computer or network and not to the project:
// folders of one machine, and hosts that packages come from (everybody sets their own).
// The patterns are put together here so that this file does not break its own rule.
var foreign = []struct {
	what    string
	hints   []string // one of them is in every line that the pattern matches
	pattern *regexp.Regexp
}{
	{"a folder of one machine", []string{"/root/", "/home/", "/Users/"},
		regexp.MustCompile(`(?:^|[\s"'` + "`" + `(=:,>\[])/(?:root|home/[a-z][\w-]*|Users/[A-Za-z][\w-]*)(?:/[\w.-]+)+`)},
	{"a folder of one machine", []string{`:\`},
		regexp.MustCompile(`[A-Z]:\\+Users\\+[A-Za-z][\w-]*\\+`)},
	{"a package registry", []string{"lang.org", "npm" + "js", "yarn" + "pkg", "deb" + "ian.org", "ubu" + "ntu.com", "pyp" + "i.org", "gop" + "roxy."},
		regexp.MustCompile(`\b(?:proxy|sum)\.gol` + `ang\.org\b|\bregistry\.(?:npm` + `js|yarn` + `pkg)\.(?:org|com)\b|\b(?:deb|security|archive|ftp)\.(?:deb` + `ian|ubu` + `ntu)\.(?:org|com)\b|\bpyp` + `i\.org\b|\bgop` + `roxy\.`)},
}

// madeUp are homes of nobody, for examples.
var madeUp = regexp.MustCompile(`/(?:home|Users)/(?:admin|user|you)/|\\Users\\+(?:admin|user|you)\\`)

func foreignWords(t *testing.T, tr tree) (broken []string) {
	for _, name := range tr.names {
		text := tr.read(t, name)
		if !utf8.ValidString(text) || strings.Contains(text, "\x00") {
			continue // a picture or another binary
		}
		number := 0
		for line := range strings.Lines(text) {
			number++
			for _, f := range foreign {
				if !slices.ContainsFunc(f.hints, func(hint string) bool { return strings.Contains(line, hint) }) {
					continue
				}
				if found := f.pattern.FindString(line); found != "" && !madeUp.MatchString(found) {
					broken = append(broken, fmt.Sprintf("%s:%d: names %s: %s", name, number, f.what, strings.TrimSpace(found)))
				}
			}
		}
	}
	return broken
}

func TestNoForeignWords(t *testing.T) { keeps(t, foreignWords(t, project(t))) }

func TestNoForeignWords_Catches(t *testing.T) {
	catches(t, foreignWords(t, example(
		"a.md", "See /ro"+"ot/ledger for more.\nIt is in `/ho"+"me/jane/ledger`.\n",
		"b.go", "package b\n\nconst dir = \"/ro"+"ot/go\"\n",
		"c.ts", "const dir = '/ho"+"me/jane/ledger';\n",
		"d.json", "{\"resolved\": \"https://registry.npm"+"js.org/a\"}\n",
		"d.sh", "GOP"+"ROXY=https://proxy.gol"+"ang.org\ncurl http://deb.deb"+"ian.org/debian\n",
		"e.txt", "C:\\Us"+"ers\\jane\\ledger\n",
		"good.ts", "const dir = '/home/admin/Downloads/licenses.csv';\n",
		"good.go", "package good\n\n// The endpoint is /users/{id}/home/items, the page https://example.org/home/a/b.\n",
		"picture.png", "\x89PNG\x00 /ro"+"ot/ledger",
	)), "a.md:1", "a.md:2", "b.go:3", "c.ts:1", "d.json:1", "d.sh:1", "d.sh:2", "e.txt:1")
}

// windowLanguages are the languages that the window speaks, each one file.
var windowLanguages = []string{"en", "nl"}

const (
	codesFile = "store/ledger/errors.go"
	textsDir  = "frontend/src/i18n"
)

var codeLine = regexp.MustCompile(`(?m)^\s*(Code\w+)\s+Code\s*=\s*"([a-z_]+)"`)

// errorCodes reads the closed list of error codes from its declaration, by their names in Go.
func errorCodes(t *testing.T, tr tree) map[string]string {
	t.Helper()
	codes := map[string]string{}
	for _, m := range codeLine.FindAllStringSubmatch(tr.read(t, codesFile), -1) {
		codes[m[1]] = m[2]
	}
	return codes
}

// Every error code has a title and a text in every language of the window, and no text is
// left over from a code that is gone.
func errorCodeTexts(t *testing.T, tr tree) (broken []string) {
	codes := slices.Sorted(maps.Values(errorCodes(t, tr)))
	if len(codes) == 0 {
		return []string{codesFile + ": holds no error code in the form that this rule reads"}
	}
	for _, language := range windowLanguages {
		name := path.Join(textsDir, language+".json")
		if !tr.has(name) {
			broken = append(broken, name+": is missing")
			continue
		}
		var texts struct {
			Error map[string]json.RawMessage
		}
		if err := json.Unmarshal([]byte(tr.read(t, name)), &texts); err != nil {
			broken = append(broken, fmt.Sprintf("%s: %v", name, err))
			continue
		}
		for _, code := range codes {
			var text struct{ Title, Text string }
			if err := json.Unmarshal(texts.Error[code], &text); err != nil || text.Title == "" || text.Text == "" {
				broken = append(broken, fmt.Sprintf("%s: the error code %s lacks a title or a text", name, code))
			}
		}
	}
	return broken
}

func TestErrorCodesHaveTexts(t *testing.T) { keeps(t, errorCodeTexts(t, project(t))) }

func TestErrorCodesHaveTexts_Catches(t *testing.T) {
	codes := "package ledger\n\ntype Code string\n\nconst (\n\tCodeBusy Code = \"busy\" // why\n\tCodeStale Code = \"stale\"\n)\n"
	catches(t, errorCodeTexts(t, example(
		codesFile, codes,
		textsDir+"/en.json", `{"error": {"busy": {"title": "In use", "text": "Try later."}, "stale": {"title": "Old"}}}`,
		textsDir+"/nl.json", `{"error": {"stale": {"title": "Oud", "text": "Open opnieuw."}}}`,
	)), "en.json: the error code stale", "nl.json: the error code busy")
	catches(t, errorCodeTexts(t, example(codesFile, codes)), "en.json: is missing", "nl.json: is missing")
	catches(t, errorCodeTexts(t, example(codesFile, "package ledger\n")), "holds no error code")
}

// Both languages of the window have the same texts, so that no sentence is missing in one.
func textKeys(t *testing.T, tr tree) (broken []string) {
	keys := map[string]map[string]bool{}
	for _, language := range windowLanguages {
		name := path.Join(textsDir, language+".json")
		if !tr.has(name) {
			return append(broken, name+": is missing")
		}
		var texts map[string]any
		if err := json.Unmarshal([]byte(tr.read(t, name)), &texts); err != nil {
			return append(broken, fmt.Sprintf("%s: %v", name, err))
		}
		keys[language] = map[string]bool{}
		collectKeys(texts, "", keys[language])
	}
	first := windowLanguages[0]
	for _, other := range windowLanguages[1:] {
		broken = append(broken, missingKeys(first, keys[first], other, keys[other])...)
		broken = append(broken, missingKeys(other, keys[other], first, keys[first])...)
	}
	return broken
}

// pluralSuffix is what differs by the language's own plural forms.
var pluralSuffix = regexp.MustCompile(`_(?:zero|one|two|few|many|other)$`)

func collectKeys(texts map[string]any, prefix string, keys map[string]bool) {
	for key, value := range texts {
		if inner, ok := value.(map[string]any); ok {
			collectKeys(inner, prefix+key+".", keys)
			continue
		}
		keys[prefix+pluralSuffix.ReplaceAllString(key, "")] = true
	}
}

func missingKeys(has string, keys map[string]bool, lacks string, others map[string]bool) (broken []string) {
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if !others[key] {
			broken = append(broken, fmt.Sprintf("%s/%s.json: lacks %s, which %s.json has", textsDir, lacks, key, has))
		}
	}
	return broken
}

func TestLanguagesAreComplete(t *testing.T) { keeps(t, textKeys(t, project(t))) }

func TestLanguagesAreComplete_Catches(t *testing.T) {
	catches(t, textKeys(t, example(
		textsDir+"/en.json", `{"job": {"sync": "Sync", "done_one": "1 row", "done_other": "{{count}} rows"}}`,
		textsDir+"/nl.json", `{"job": {"done_other": "{{count}} rijen", "stop": "Stop"}}`,
	)), "nl.json: lacks job.sync", "en.json: lacks job.stop")
}
