package cli_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"licenseledger/app/cli"
)

// programVariable names a built licensectl that the sessions run in place of what was
// compiled into the test: the one that is handed out, with everything that was put into it.
const programVariable = "LICENSELEDGER_CONSOLE"

func TestMain(m *testing.M) {
	if program := os.Getenv(programVariable); program != "" {
		if err := os.Setenv("PATH", filepath.Dir(program)+string(filepath.ListSeparator)+os.Getenv("PATH")); err != nil {
			panic(err)
		}
		os.Exit(m.Run())
	}
	testscript.Main(m, map[string]func(){
		"licensectl": func() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// licensectl ARGS... runs a built program, where there is one.
func licensectl(ts *testscript.TestScript, neg bool, args []string) {
	err := ts.Exec("licensectl", args...)
	switch {
	case err == nil && neg:
		ts.Fatalf("licensectl succeeded, and should not have")
	case err != nil && !neg:
		ts.Fatalf("%v", err)
	}
}
