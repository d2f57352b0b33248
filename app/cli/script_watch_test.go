package cli_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// watch FILE DIR NEW CODE watches a folder, puts the file NEW into it, waits
// until it is told, interrupts the program and checks its exit code.
func watch(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: watch FILE DIR NEW CODE")
	}
	program, err := exec.LookPath("licensectl")
	ts.Check(err)
	name := filepath.Base(args[2])
	run := interruptible(exec.Command(program, "import", args[0], "--watch", args[1], "--every", "10ms"))
	run.Dir = ts.MkAbs(".")
	said, err := run.StderrPipe()
	ts.Check(err)
	told, err := run.StdoutPipe()
	ts.Check(err)
	ts.Check(run.Start())
	late := time.AfterFunc(time.Minute, func() { _ = run.Process.Kill() })
	defer late.Stop()
	lines := make(chan string)
	read := func(in *bufio.Scanner) {
		for in.Scan() {
			lines <- in.Text()
		}
		lines <- ""
	}
	go read(bufio.NewScanner(said))
	go read(bufio.NewScanner(told))
	interrupted := false
	for open := 2; open > 0; {
		switch line := <-lines; {
		case line == "":
			open--
		case strings.Contains(line, "is watched until"):
			content, err := os.ReadFile(ts.MkAbs(args[2]))
			ts.Check(err)
			ts.Check(os.WriteFile(ts.MkAbs(filepath.Join(args[1], name)), content, 0o600))
		case strings.Contains(line, name) && !interrupted:
			ts.Logf("%s", line)
			interrupted = true // a second time would end the program at once
			ts.Check(interrupt(run))
		}
	}
	_ = run.Wait() // the exit code tells
	if got := fmt.Sprint(run.ProcessState.ExitCode()); got != args[3] {
		ts.Fatalf("exit code %s, want %s", got, args[3])
	}
}
