package cli_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	"licenseledger/sync/simtenant"
)

// mayName are the files of a person's folders in which people may stand: the history,
// what belongs to it, and exports that did not ask for pseudonyms. Secrets may stand
// in none.
// Whoever signs in is told as whom.
var mayName = regexp.MustCompile(`^work/[a-z]+\.ledger[^/]*$|^work/named/|^work/\d+-stderr-connect$`)

// canaries is a set of words to look for, in every form in which a program might write
// them.
type canaries struct {
	words []string
	forms map[string]string // to the word
}

func newCanaries(words ...string) canaries {
	slices.Sort(words)
	c := canaries{words: slices.Compact(words), forms: map[string]string{}}
	for _, word := range c.words {
		for _, form := range formsOf(word) {
			c.forms[form] = word
		}
	}
	return c
}

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

// in gives the words that stand in content, also where it is packed.
func (c canaries) in(content []byte) (found []string) {
	for _, content := range unpacked(content) {
		for form, word := range c.forms {
			if bytes.Contains(content, []byte(form)) && !slices.Contains(found, word) {
				found = append(found, word)
			}
		}
	}
	return found
}

// unpacked gives content, and what is in it where it is a zip or a workbook.
func unpacked(content []byte) [][]byte {
	all := [][]byte{content}
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

// aviary is a computer of its own for the program: a home with everything that it
// writes, and what it said.
type aviary struct {
	t       *testing.T
	home    string
	program string
	secrets canaries
	people  canaries
	files   int
	bytes   int64
	seen    map[string]bool   // files that were there at some moment
	looked  map[string]string // how they were then
	watches bool              // what runs is looked at all the time
	mu      sync.Mutex
}

func newAviary(t *testing.T, secrets ...string) *aviary {
	t.Helper()
	program, err := exec.LookPath("licensectl")
	if err != nil {
		t.Fatal(err)
	}
	a := &aviary{t: t, home: t.TempDir(), program: program, secrets: newCanaries(secrets...), seen: map[string]bool{}, looked: map[string]string{}}
	for _, folder := range []string{"work/named", "work/given", "tmp", "run"} {
		if err := os.MkdirAll(filepath.Join(a.home, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

func (a *aviary) command(args ...string) *exec.Cmd {
	cmd := exec.Command(a.program, args...)
	cmd.Dir = filepath.Join(a.home, "work")
	at := func(name string) string { return filepath.Join(a.home, name) }
	cmd.Env = append(os.Environ(), "HOME="+a.home, "XDG_DATA_HOME="+at("data"), "XDG_CONFIG_HOME="+at("config"), "XDG_CACHE_HOME="+at("cache"), "XDG_STATE_HOME="+at("state"),
		"XDG_RUNTIME_DIR="+at("run"), "DBUS_SESSION_BUS_ADDRESS=unix:path="+at("run/none"), "TMPDIR="+at("tmp"), "APPDATA="+at("config"), "LOCALAPPDATA="+at("data"), "TZ=UTC")
	return cmd
}

// runs runs the program and keeps what it said beside its files, under its words: that
// is what ends in a log of whoever started it. An answer about people may name them.
func (a *aviary) runs(args ...string) (answer string) {
	a.t.Helper()
	var out, said bytes.Buffer
	cmd := a.command(args...)
	cmd.Stdout, cmd.Stderr = &out, &said
	_ = cmd.Run() // many of the roads end in an error, whose words are looked at
	a.keep("stderr", args, said.Bytes())
	a.keep("stdout", args, out.Bytes())
	a.look(a.secrets, "secret")
	return out.String()
}

func (a *aviary) keep(stream string, args []string, said []byte) {
	a.t.Helper()
	name := strconv.Itoa(len(a.seen)) + "-" + stream + "-" + args[0]
	if stream == "stdout" && slices.Contains([]string{"list", "user"}, args[0]) {
		name = "named/" + name
	}
	if err := os.WriteFile(filepath.Join(a.home, "work", name), said, 0o600); err != nil {
		a.t.Fatal(err)
	}
}

// look searches every file that is there at this moment, its name too.
func (a *aviary) look(c canaries, kind string) {
	a.t.Helper()
	a.mu.Lock()
	defer a.mu.Unlock()
	err := filepath.WalkDir(a.home, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil // it was there a moment ago
		}
		name, _ := filepath.Rel(a.home, path)
		name = filepath.ToSlash(name)
		a.seen[name] = true
		content, err := a.changed(kind+name, path)
		if err != nil {
			return nil
		}
		a.files++
		a.bytes += int64(len(content))
		if kind == "person" && mayName.MatchString(name) {
			return nil
		}
		for _, word := range append(c.in(content), c.in([]byte(name))...) {
			a.t.Errorf("%s has a %s: %q", name, kind, word)
		}
		return nil
	})
	if err != nil {
		a.t.Error(err)
	}
}

// changed reads a file that was not looked at as it is now.
func (a *aviary) changed(as, path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	now := fmt.Sprint(info.Size(), info.ModTime().UnixNano())
	if a.looked[as] == now {
		return nil, fs.ErrExist
	}
	content, err := os.ReadFile(path)
	if err == nil {
		a.looked[as] = now
	}
	return content, err
}

// during looks again and again while something runs: many files are there for a moment
// only.
func (a *aviary) during(run func()) {
	if !a.watches {
		run()
		return
	}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-done:
				return
			default:
				a.look(a.secrets, "secret")
			}
		}
	}()
	run()
	close(done)
	<-ended
}

// learn makes everybody of the history somebody who must not be named.
func (a *aviary) learn(file string) {
	a.t.Helper()
	var words []string
	for _, line := range strings.Split(a.runs("list", file, "--view", "users", "--json"), "\n") {
		var person struct {
			Name string `json:"user_name"`
			Mail string `json:"email_address"`
			ID   string `json:"user_id"`
		}
		if json.Unmarshal([]byte(line), &person) == nil && len(person.Name) > 6 && person.Name != "Unknown" {
			words = append(words, person.Name, person.Mail, person.ID)
		}
	}
	if len(words) < 30 {
		a.t.Fatalf("only %d words tell of people", len(words))
	}
	a.people = newCanaries(append(a.people.words, words...)...)
}

func (a *aviary) counts() {
	a.t.Attr("canaries", strconv.Itoa(len(a.secrets.words)+len(a.people.words)))
	a.t.Attr("canary_forms", strconv.Itoa(len(a.secrets.forms)+len(a.people.forms)))
	a.t.Attr("files_searched", strconv.Itoa(a.files))
	a.t.Attr("bytes_searched", strconv.FormatInt(a.bytes, 10))
	a.t.Attr("different_files", strconv.Itoa(len(a.seen)))
}

// serve starts a tenant, outside of the home, with a client that drives it; the words
// are those of the command that connects to it.
func (a *aviary) serve(flags ...string) (tenant *served) {
	a.t.Helper()
	tenant, err := serveTenant(a.program, a.t.TempDir(), flags, a.t.Cleanup)
	if err != nil {
		a.t.Fatal(err)
	}
	key, err := os.ReadFile(filepath.Join(tenant.folder, "client.pem"))
	if err != nil {
		a.t.Fatal(err)
	}
	words := a.secrets.words
	for _, line := range strings.Split(string(key), "\n") {
		if len(line) == 64 { // of the key and of the certificate
			words = append(words, line)
		}
	}
	a.secrets = newCanaries(words...)
	return tenant
}

var secretsOfTenants = []string{simtenant.SecretMark, "eyJ0eXAi", "eyJhbGci", "PRIVATE KEY", "refresh_token", "client_assertion=", "device_code="}

func TestCanaries_FormsAreFound(t *testing.T) {
	c := newCanaries("Zoë O'Neill-Planted")
	for _, content := range []string{"a Zoë O'Neill-Planted b", `{"n":"Zo\u00eb O'Neill-Planted"}`, "Zo%C3%AB+O%27Neill-Planted", "Z\x00o\x00\xeb\x00 \x00O\x00'\x00N\x00e\x00i\x00l\x00l\x00-\x00P\x00l\x00a\x00n\x00t\x00e\x00d\x00",
		base64.StdEncoding.EncodeToString([]byte("a Zoë O'Neill-Planted b")), base64.StdEncoding.EncodeToString([]byte("ab Zoë O'Neill-Planted b")), base64.URLEncoding.EncodeToString([]byte("Zoë O'Neill-Planted")),
		hex.EncodeToString([]byte("Zoë O'Neill-Planted"))} {
		if len(c.in([]byte(content))) != 1 {
			t.Errorf("not found in %q", content)
		}
	}
	if found := c.in([]byte("Zoë O'Neill")); found != nil {
		t.Errorf("found %v in somebody else", found)
	}
}
