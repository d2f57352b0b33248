package canarytest

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"licenseledger/sync/simtenant"
)

// Secrets are the words that stand in every secret of simulated tenants, or are how
// secrets begin.
var Secrets = []string{simtenant.SecretMark, "eyJ0eXAi", "eyJhbGci", "PRIVATE KEY", "refresh_token", "client_assertion=", "device_code="}

// KeyLines are the lines of a key and a certificate that can be told from others.
func KeyLines(pem []byte) (lines []string) {
	for line := range strings.Lines(string(pem)) {
		if line = strings.TrimSpace(line); len(line) == 64 {
			lines = append(lines, line)
		}
	}
	return lines
}

// Words is a set of words to look for, in every form in which a program might write
// them.
type Words struct {
	Plain []string
	forms map[string]string // to the word
}

// NewWords gives the set of some words.
func NewWords(words ...string) Words {
	plain := slices.Clone(words)
	slices.Sort(plain)
	w := Words{Plain: slices.Compact(plain), forms: map[string]string{}}
	for _, word := range w.Plain {
		for _, form := range formsOf(word) {
			w.forms[form] = word
		}
	}
	return w
}

// And gives the set with more words.
func (w Words) And(more ...string) Words { return NewWords(slices.Concat(w.Plain, more)...) }

// Forms counts what is looked for.
func (w Words) Forms() int { return len(w.forms) }

func formsOf(word string) []string {
	quoted, _ := json.Marshal(word)
	wide := utf16.Encode([]rune(word))
	little, big := make([]byte, 0, 2*len(wide)), make([]byte, 0, 2*len(wide))
	for _, unit := range wide {
		little = append(little, byte(unit), byte(unit>>8))
		big = append(big, byte(unit>>8), byte(unit))
	}
	forms := []string{word, strings.Trim(string(quoted), `"`), strings.Trim(strconv.QuoteToASCII(word), `"`), url.QueryEscape(word), url.PathEscape(word),
		hex.EncodeToString([]byte(word)), strings.ToUpper(hex.EncodeToString([]byte(word))), string(little), string(big)}
	for shift := range 3 { // wherever it begins in what was encoded
		encoded := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("\x00", shift) + word))
		inner := encoded[(shift*8+5)/6 : len(encoded)-len(encoded)%4]
		if len(inner) >= 8 {
			forms = append(forms, inner, strings.NewReplacer("+", "-", "/", "_").Replace(inner))
		}
	}
	return forms
}

// In gives the words that stand in content, also where it is packed.
func (w Words) In(content []byte) (found []string) {
	for _, content := range unpacked(content) {
		for form, word := range w.forms {
			if bytes.Contains(content, []byte(form)) && !slices.Contains(found, word) {
				found = append(found, word)
			}
		}
	}
	return found
}

// unpacked gives content, and what is in it where it is a zip, a workbook or a gzip.
func unpacked(content []byte) [][]byte {
	all := [][]byte{content}
	if stream, err := gzip.NewReader(bytes.NewReader(content)); err == nil {
		if inside, err := io.ReadAll(stream); err == nil {
			return append(all, inside)
		}
	}
	packed, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return all
	}
	for _, file := range packed.File {
		all = append(all, []byte(file.Name))
		in, err := file.Open()
		if err != nil {
			continue
		}
		inside, err := io.ReadAll(in)
		if err == nil {
			all = append(all, inside)
		}
	}
	return all
}
