package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// writeManual writes a manual page of each command into dir, which is made.
func writeManual(root *cobra.Command, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make the folder of manual pages: %w", err)
	}
	each(root, func(cmd *cobra.Command) {
		cmd.DisableAutoGenTag = true // the day stands in the header
		cmd.Long = blocks(cmd.Long, "    ")
	})
	header := &doc.GenManHeader{Section: "1", Source: "License Ledger", Manual: "License Ledger"}
	if err := doc.GenManTreeFromOpts(root, doc.GenManTreeOptions{Path: dir, Header: header, CommandSeparator: "-"}); err != nil {
		return fmt.Errorf("write manual pages: %w", err)
	}
	return nil
}

// each visits every command that help shows, from the top.
func each(cmd *cobra.Command, visit func(*cobra.Command)) {
	visit(cmd)
	for _, child := range cmd.Commands() {
		if child.IsAvailableCommand() {
			each(child, visit)
		}
	}
}

// blocks makes what is indented in a help text a block of its own in Markdown, in
// which lines stay as they are; the others flow. Lines of a block begin with indent.
func blocks(text, indent string) string {
	var out strings.Builder
	inside := false
	for line := range strings.Lines(text) {
		indented := strings.HasPrefix(line, "  ")
		if indented != inside {
			out.WriteString("\n")
		}
		inside = indented
		if indented {
			line = indent + strings.TrimPrefix(line, "  ")
		}
		out.WriteString(line)
	}
	return out.String()
}
