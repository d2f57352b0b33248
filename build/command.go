package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// command describes one program to start.
type command struct {
	dir    string   // working directory
	env    []string // NAME=value pairs added to this process's environment
	args   []string // program and its arguments
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	attach bool // gives the terminal to the program, for sudo's password prompt and for the window
}

// killGrace is how long a program may take to end after it was asked to.
const killGrace = 10 * time.Second

// start runs c to its end. A cancelled ctx ends the program and everything that it started.
func start(ctx context.Context, c command) error {
	cmd := exec.CommandContext(ctx, c.args[0], c.args[1:]...)
	cmd.Dir = c.dir
	// What one checkout compiled and looked at serves every other, and what is handed out
	// holds no path of the machine that built it.
	cmd.Env = append(os.Environ(), "GOFLAGS="+strings.TrimSpace(os.Getenv("GOFLAGS")+" -trimpath"))
	if !c.attach {
		cmd.Env = append(cmd.Env, "NO_COLOR=1", "FORCE_COLOR=0") // the output is for a file
	}
	cmd.Env = append(cmd.Env, c.env...)
	cmd.Stdout, cmd.Stderr = c.stdout, c.stderr
	cmd.Stdin = c.stdin
	if c.attach {
		cmd.Stdin = os.Stdin
	} else {
		ownGroup(cmd)
	}
	cmd.WaitDelay = killGrace
	err := cmd.Run()
	var missing *exec.Error
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.As(err, &missing):
		return fmt.Errorf("%s is not installed or not in the PATH: %w", missing.Name, missing.Err)
	case err != nil:
		return fmt.Errorf("%s: %w", c, err)
	}
	return nil
}

// output runs c and returns what it wrote to standard output, without the last line break.
// The text holds also what a failing program wrote.
func output(ctx context.Context, c command) (string, error) {
	var stdout, stderr bytes.Buffer
	c.stdout = &stdout
	if c.stderr == nil {
		c.stderr = &stderr
	}
	err := start(ctx, c)
	if err != nil && stderr.Len() > 0 {
		err = fmt.Errorf("%w\n%s", err, strings.TrimSpace(stderr.String()))
	}
	return strings.TrimRight(stdout.String(), "\n"), err
}

// String is the command as a person would type it.
func (c command) String() string {
	return strings.Join(append(append([]string{}, c.env...), c.args...), " ")
}
