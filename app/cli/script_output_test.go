package cli_test

import (
	"encoding/binary"
	"encoding/json"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// jsonl FILE checks that the last output is one JSON object per line whose keys
// are the words of FILE, in that order.
func jsonl(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: jsonl FILE")
	}
	want := strings.Fields(ts.ReadFile(args[0]))
	lines := strings.Split(strings.TrimSuffix(ts.ReadFile("stdout"), "\n"), "\n")
	for n, line := range lines {
		keys, err := keysOf(line)
		if err != nil {
			ts.Fatalf("line %d is no JSON object: %v\n%s", n+1, err, line)
		}
		if !slices.Equal(keys, want) {
			ts.Fatalf("line %d has the keys %v, want %v", n+1, keys, want)
		}
	}
}

// keysOf gives the keys of an object in the order they are written.
func keysOf(line string) ([]string, error) {
	decoder := json.NewDecoder(strings.NewReader(line))
	if _, err := decoder.Token(); err != nil {
		return nil, err
	}
	var keys []string
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		text, _ := key.(string)
		keys = append(keys, text)
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, err
		}
	}
	_, err := decoder.Token()
	return keys, err
}

// person FILE puts the id and the address of the person in a JSON line into
// $USER_ID and $EMAIL_ADDRESS.
func person(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: person FILE")
	}
	var row struct {
		UserID string `json:"user_id"`
		Email  string `json:"email_address"`
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &row))
	if row.UserID == "" || row.Email == "" {
		ts.Fatalf("%s names nobody", args[0])
	}
	ts.Setenv("USER_ID", row.UserID)
	ts.Setenv("EMAIL_ADDRESS", row.Email)
}

// head FILE TEXT checks how a file begins.
func head(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: head FILE TEXT")
	}
	first, _, _ := strings.Cut(ts.ReadFile(args[0]), "\n")
	if !strings.HasPrefix(first, args[1]) {
		ts.Fatalf("%s begins with %q", args[0], first)
	}
}

// occupied NAME puts the address of a tenant into $OCCUPIED.
func occupied(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: occupied NAME")
	}
	admin, err := url.Parse(tenantNamed(ts, args[0]).admin)
	ts.Check(err)
	ts.Setenv("OCCUPIED", admin.Host)
}

// newer FILE COPY makes a copy of a ledger that says it is of a version of the
// program that does not exist yet.
func newer(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: newer FILE COPY")
	}
	// https://www.sqlite.org/fileformat.html: the user version, big endian.
	const userVersion = 60
	content := []byte(ts.ReadFile(args[0]))
	binary.BigEndian.PutUint32(content[userVersion:], 1_000_000)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), content, 0o600))
}
