package cli_test

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"

	"golang.org/x/sys/unix"
)

// onTerminal gives what a program writes where a person looks at it.
func onTerminal(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	terminal, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("there is no terminal: %v", err)
	}
	defer terminal.Close()
	if err := unix.IoctlSetPointerInt(int(terminal.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	number, err := unix.IoctlGetInt(int(terminal.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	screen, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdout, cmd.Stderr = screen, screen
	said := make(chan []byte)
	go func() {
		all, _ := io.ReadAll(terminal) // ends in an error when the program is gone
		said <- all
	}()
	err = cmd.Run()
	if closed := screen.Close(); err == nil {
		err = closed
	}
	all := <-said
	if err != nil {
		t.Errorf("%v: %v\n%.300s", cmd.Args[1:], err, all)
	}
	return string(all)
}
