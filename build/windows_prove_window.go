package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"
)

// window starts the installed window on a virtual display. Wine has no WebView2, so this
// comes as far as the question whether to get it from Microsoft, and answers no.
func (p *windowsProof) window(ctx context.Context, s *stepRun) error {
	display, stop, err := startScreen(ctx, filepath.Join(p.wine.dir, "display.txt"), s.log)
	if err != nil {
		return err
	}
	defer stop()
	pictures, err := s.outDir("screenshots")
	if err != nil {
		return err
	}
	env := p.wine.env("DISPLAY=" + display)
	ended := make(chan error, 1)
	go func() {
		ended <- s.do(ctx, command{env: env, args: []string{"wine", p.installedFile(product.window + ".exe")}})
	}()
	id, err := asked(ctx, s, env, ended)
	if err != nil {
		return err
	}
	picture := filepath.Join(pictures, "windows-webview2.png")
	for _, args := range [][]string{
		{"import", "-window", "root", picture},
		{"xdotool", "windowfocus", "--sync", id},
		{"xdotool", "key", "--window", id, "Escape"},
	} {
		if err := s.do(ctx, command{env: env, args: args}); err != nil {
			return err
		}
	}
	s.note("a picture of it is %s", s.short(picture))
	select {
	case err := <-ended:
		var exit interface{ ExitCode() int }
		if !errors.As(err, &exit) || exit.ExitCode() != 1 {
			return fmt.Errorf("the window ended with %v, not with exit code 1", err)
		}
		return p.unheard(ctx, s)
	case <-time.After(time.Minute):
		return errors.New("the window did not end when WebView2 was refused")
	}
}

// unheard has the window's program do a command of the console as the Task Scheduler
// starts it: nobody hears what it says, and its exit code is all that tells.
func (p *windowsProof) unheard(ctx context.Context, s *stepRun) error {
	_, err := p.wine.must(ctx, s, p.folder, "cmd", "/c", "start", "/wait", product.window+".exe", "version")
	return err
}

// webViewTitle is that of the question, see app/desktop.
var webViewTitle = product.name + " needs WebView2"

// asked waits for the question and gives the number of its window.
func asked(ctx context.Context, s *stepRun, env []string, ended <-chan error) (string, error) {
	for range 300 {
		ids, _ := s.read(ctx, command{env: env, args: []string{"xdotool", "search", "--name", "^" + webViewTitle + "$"}})
		if id, _, _ := strings.Cut(ids, "\n"); id != "" {
			return id, nil
		}
		select {
		case err := <-ended:
			return "", fmt.Errorf("the window ended without a question: %w", err)
		case <-time.After(200 * time.Millisecond):
		}
	}
	return "", errors.New("no question about WebView2 came within a minute")
}
