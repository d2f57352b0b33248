package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// startScreen starts a screen that nobody sees, and gives its name for DISPLAY. The file
// holds what it says meanwhile.
func startScreen(ctx context.Context, file string, log io.Writer) (display string, stop func(), err error) {
	ctx, cancel := context.WithCancel(ctx)
	said, err := os.Create(file)
	if err != nil {
		cancel()
		return "", nil, fmt.Errorf("start a screen: %w", err)
	}
	ended := make(chan error, 1)
	go func() {
		ended <- start(ctx, command{args: []string{"Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"}, stdout: said, stderr: log})
	}()
	stop = func() {
		cancel()
		<-ended
		_ = said.Close()
	}
	for range 100 {
		text, err := os.ReadFile(file)
		if number := strings.TrimSpace(string(text)); err == nil && number != "" {
			return ":" + number, stop, nil
		}
		select {
		case err := <-ended:
			cancel()
			return "", nil, cmp.Or(err, errors.New("the screen ended at once"))
		case <-time.After(100 * time.Millisecond):
		}
	}
	stop()
	return "", nil, errors.New("the screen does not say its name")
}
