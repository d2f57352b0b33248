package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// oldestNode is the oldest major version of Node.js that the front end's tools run on.
const oldestNode = 20

// checkNode makes sure that Node.js and npm are there and new enough.
func checkNode(ctx context.Context) (version string, err error) {
	const wanted = "Node.js %d or newer is needed (nodejs.org tells how to get it); here, %s."
	if !hasCommand("node") || !hasCommand("npm") {
		return "", advice(fmt.Sprintf(wanted, oldestNode, "node or npm is not in the PATH"))
	}
	version, err = output(ctx, command{args: []string{"node", "--version"}})
	if err != nil {
		return "", fmt.Errorf("ask Node.js for its version: %w", err)
	}
	if major, ok := majorVersion(version); !ok || major < oldestNode {
		return "", advice(fmt.Sprintf(wanted, oldestNode, "it is "+version))
	}
	return version, nil
}

// majorVersion reads the first number of a version like "v20.11.1".
func majorVersion(version string) (int, bool) {
	first, _, _ := strings.Cut(strings.TrimPrefix(version, "v"), ".")
	major, err := strconv.Atoi(first)
	return major, err == nil
}

// installModules runs `npm ci` when the lock file is not the one that the installed
// modules came from.
func (p *project) installModules(ctx context.Context, log io.Writer, say func(string, ...any)) error {
	version, err := checkNode(ctx)
	if err != nil {
		return err
	}
	stamp, err := moduleStamp(p.path("frontend", "package-lock.json"), version)
	if err != nil {
		return err
	}
	stampFile := p.path("frontend", "node_modules", ".installed-from")
	if was, err := os.ReadFile(stampFile); err == nil && string(was) == stamp {
		say("The front end's modules are those of the lock file.")
		return nil
	}
	say("Installing the front end's modules from the lock file (npm ci).")
	var problem bytes.Buffer
	c := command{
		dir: p.path("frontend"), args: []string{"npm", "ci", "--no-audit", "--no-fund"},
		// The end-to-end tests use the system's Chromium.
		env:    []string{"PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1"},
		stdout: log, stderr: io.MultiWriter(log, &problem),
	}
	if err := start(ctx, c); err != nil {
		return fmt.Errorf("%w\n%s", err, withoutUsage(problem.String()))
	}
	if err := os.WriteFile(stampFile, []byte(stamp), 0o644); err != nil {
		return fmt.Errorf("remember the lock file: %w", err)
	}
	return nil
}

// withoutUsage leaves out the page of options that npm prints below some errors.
func withoutUsage(problem string) string {
	reason, _, _ := strings.Cut(problem, "\nnpm error Clean install a project")
	return strings.TrimSpace(reason)
}

// moduleStamp names a lock file's content and the Node.js that the modules were installed for.
func moduleStamp(lockFile, nodeVersion string) (string, error) {
	lock, err := os.ReadFile(lockFile)
	if errors.Is(err, os.ErrNotExist) {
		return "", fmt.Errorf("%s is missing; it belongs to the checkout", lockFile)
	}
	if err != nil {
		return "", fmt.Errorf("read the lock file: %w", err)
	}
	sum := sha256.Sum256(lock)
	return nodeVersion + " " + hex.EncodeToString(sum[:]) + "\n", nil
}
