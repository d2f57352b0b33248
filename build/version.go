package main

import (
	"context"
	"regexp"
	"strings"
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

// linkFlags stamp a version and leave out what only a debugger reads.
func linkFlags(version string) string {
	return "-s -w -X " + versionVariable + "=" + version
}
