package main

import (
	"context"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// unreleased is the version of a build that no tag names.
const unreleased = "0.1.0-dev"

// versionVariable is the Go variable that carries the version in the programs.
const versionVariable = "licenseledger/app.Version"

var releaseTag = regexp.MustCompile(`^v\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$`)

// version is the version to stamp: the release tag of the commit, and nothing else,
// so that a number is written down once.
func (p *project) version(ctx context.Context) string {
	tags, err := output(ctx, command{dir: p.root, args: []string{"git", "tag", "--points-at", "HEAD"}})
	if err != nil {
		return unreleased // no git, or not a clone
	}
	return versionFromTags(tags)
}

// versionFromTags takes the last release tag from git's sorted list.
func versionFromTags(tags string) string {
	version := unreleased
	for line := range strings.Lines(tags) {
		if tag := strings.TrimSpace(line); releaseTag.MatchString(tag) {
			version = strings.TrimPrefix(tag, "v")
		}
	}
	return version
}

// committed is when the commit was made that is built: the time that archives and packages
// carry, so that they come out the same whenever they are made. SOURCE_DATE_EPOCH goes
// before it, as everywhere (https://reproducible-builds.org/specs/source-date-epoch/).
func (p *project) committed(ctx context.Context) time.Time {
	seconds := os.Getenv("SOURCE_DATE_EPOCH")
	if seconds == "" {
		seconds, _ = output(ctx, command{dir: p.root, args: []string{"git", "log", "-1", "--format=%ct"}})
	}
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		n = withoutGit
	}
	return time.Unix(n, 0).UTC()
}

// withoutGit is the time of what is built outside a clone: 1 January 2026.
const withoutGit = 1767225600

// linkFlags stamp a version and leave out what only a debugger reads.
func linkFlags(version string) string {
	return "-s -w -X " + versionVariable + "=" + version
}
