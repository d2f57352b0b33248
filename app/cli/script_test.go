package cli_test

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScripts runs the user sessions in testdata/script against the program
// and simulated tenants, each in a process of its own. What they send to anybody is
// recorded, and must be in the closed list of calls. README.md there explains
// the commands that scripts have beside those of testscript.
func TestScripts(t *testing.T) {
	left := newLeaving(t)
	picked := flag.Lookup("test.run").Value.String()
	t.Cleanup(func() { left.check(!strings.Contains(picked, "/") && !t.Failed()) })
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("TZ", "UTC")
			windowsFolders(env)
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, ".data")) // of the list of tenants
			env.Values[leavingKey{}] = left
			if left.outward != nil {
				env.Setenv("HTTPS_PROXY", left.outward.URL)
				env.Setenv("HTTP_PROXY", left.outward.URL)
			}
			env.Values[servedKey("tenants")] = map[string]*served{}
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"licensectl":         licensectl,
			"status":             status,
			"simulate":           simulate,
			"connect":            connect,
			"sign-in":            signIn,
			"advance":            advance,
			"knobs":              knobs,
			"kill-sync-anywhere": killSyncAnywhere,
			"kill-sync":          killSync,
			"interrupt-sync":     interruptSync,
			"watch":              watch,
			"jsonl":              jsonl,
			"person":             person,
			"head":               head,
			"edit":               edit,
			"escapes":            escapes,
			"occupied":           occupied,
			"newer":              newer,
			"older":              older,
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "root":
				return os.Geteuid() == 0, nil
			case "interrupts":
				return os.Getenv(noInterrupts) == "", nil
			}
			return false, nil
		},
	})
}

// noInterrupts says, if set, that no program can be interrupted here: Wine has Windows'
// call for it and delivers nothing.
const noInterrupts = "LICENSELEDGER_NO_INTERRUPTS"

// windowsFolders names the folders that Windows names for everybody, so that each session
// has its own.
func windowsFolders(env *testscript.Env) {
	if runtime.GOOS == "windows" {
		env.Setenv("APPDATA", filepath.Join(env.WorkDir, "roaming"))
		env.Setenv("LOCALAPPDATA", filepath.Join(env.WorkDir, "local"))
	}
}

// status CODE PROGRAM ARGS... runs a program and checks its exit code.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status CODE PROGRAM ARGS...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}
