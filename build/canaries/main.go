// Command canaries searches a home folder for secrets of simulated tenants and for people, as
// package canarytest does for the tests that are written in Go:
//
//	canaries HOME KEY.pem < PEOPLE
//
// HOME is the folder, KEY.pem the key and certificate of the tenant that was read, and
// PEOPLE what "licensectl list --view users --json" prints of its history. It prints a
// line of JSON with what was found, and what was searched.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"licenseledger/app/canarytest"
)

func main() {
	if err := run(os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string, people io.Reader, out io.Writer) error {
	if len(args) != 2 {
		return fmt.Errorf("canaries takes a folder and a key, not %d words", len(args))
	}
	key, err := os.ReadFile(args[1])
	if err != nil {
		return err
	}
	secrets := canarytest.NewWords(canarytest.Secrets...).And(canarytest.KeyLines(key)...)
	names, err := named(people)
	if err != nil {
		return err
	}
	if len(names.Plain) < 30 {
		return fmt.Errorf("only %d words tell of people", len(names.Plain))
	}
	inAll, err := secrets.Below(args[0], "secret", nil)
	if err != nil {
		return err
	}
	elsewhere, err := names.Below(args[0], "person", canarytest.Window.Without)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(map[string]any{"found": append([]string{}, append(inAll.Found, elsewhere.Found...)...),
		"canaries": len(secrets.Plain) + len(names.Plain), "forms": secrets.Forms() + names.Forms(), "files": inAll.Files, "bytes": inAll.Bytes})
}

// named reads who must not be named.
func named(people io.Reader) (canarytest.Words, error) {
	var words []string
	lines := bufio.NewScanner(people)
	for lines.Scan() {
		var one struct {
			Name string `json:"user_name"`
			Mail string `json:"email_address"`
			ID   string `json:"user_id"`
		}
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return canarytest.Words{}, err
		}
		if len(one.Name) > 6 && one.Name != "Unknown" {
			words = append(words, one.Name, one.Mail, one.ID)
		}
	}
	return canarytest.NewWords(words...), lines.Err()
}
