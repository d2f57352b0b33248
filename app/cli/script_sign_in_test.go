package cli_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"licenseledger/sync/auth/authtest"
)

// What the program says to somebody who has to sign in.
var (
	codeSaid    = regexp.MustCompile(`open (https://\S+) on any device and type the code (\w+)`)
	addressSaid = regexp.MustCompile(`^\s+(https://\S+/authorize\?\S+)$`)
)

// signIn NAME WHO LOG CODE WORDS... runs a command and does what it asks a person
// to do, on the pages of a tenant.
func signIn(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 6 {
		ts.Fatalf("usage: sign-in NAME WHO LOG CODE WORDS...")
	}
	tenant := tenantNamed(ts, args[0])
	words := args[4:]
	if words[0] == "connect" {
		printed := append([]string(nil), tenant.connect[1:]...)
		printed[1] = words[1]
		words = append(printed, words[2:]...)
	}
	program, err := exec.LookPath("licensectl")
	ts.Check(err)
	command := exec.Command(program, words...)
	command.Dir, command.Env = ts.MkAbs("."), append(os.Environ(), "HOME="+ts.MkAbs("home"), "XDG_CONFIG_HOME=", "APPDATA="+ts.Getenv("APPDATA"),
		"HTTPS_PROXY="+ts.Getenv("HTTPS_PROXY"))
	said, err := command.StderrPipe()
	ts.Check(err)
	ts.Check(command.Start())
	log := ""
	for lines := bufio.NewScanner(said); lines.Scan(); {
		log += lines.Text() + "\n"
		ts.Check(answer(authtest.NewBrowser(tenant.client), lines.Text(), args[1]))
	}
	_ = command.Wait() // the exit code tells
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(log), 0o600))
	if got := fmt.Sprint(command.ProcessState.ExitCode()); got != args[3] {
		ts.Fatalf("exit code %s, want %s\n%s", got, args[3], log)
	}
	for _, secret := range []string{"eyJ", "refresh_token", "device_code=", "client_secret"} {
		if strings.Contains(log, secret) {
			ts.Fatalf("the program says %q\n%s", secret, log)
		}
	}
}

func answer(browser *authtest.Browser, line, who string) error {
	if said := codeSaid.FindStringSubmatch(line); said != nil {
		_, err := browser.Visit(said[1], authtest.Typed(said[2]), who)
		return err
	}
	if said := addressSaid.FindStringSubmatch(line); said != nil {
		_, err := browser.Visit(said[1], who)
		return err
	}
	return nil
}
