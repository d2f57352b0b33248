package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const generated = "<!-- Made by `go run ./build reference`: change the program, not this page. -->\n\n"

// consolePage is everything that --help says, on one page.
func consolePage(root *cobra.Command) string {
	var out strings.Builder
	out.WriteString("# The console, command by command\n\n" + generated)
	out.WriteString("Everything here is what `licensectl COMMAND --help` says, and every example is tried by a test. What a script may rely on, keys, codes and how a\n" +
		"command ends, is told by [the contract](decisions/0006-console-contract.md); what an error means, by [the error codes](error-codes.md).\n")
	for _, g := range root.Groups() {
		fmt.Fprintf(&out, "\n**%s**\n\n", strings.TrimSuffix(g.Title, ":"))
		for _, cmd := range root.Commands() {
			if cmd.GroupID == g.ID && cmd.IsAvailableCommand() {
				fmt.Fprintf(&out, "- [%s](#%s): %s\n", cmd.Name(), anchor(cmd), escaped(cmd.Short))
			}
		}
	}
	out.WriteString("\n## Flags of every command\n\n")
	fence(&out, root.PersistentFlags().FlagUsages())
	for _, g := range root.Groups() {
		for _, cmd := range root.Commands() {
			if cmd.GroupID == g.ID && cmd.IsAvailableCommand() {
				each(cmd, func(cmd *cobra.Command) { section(&out, cmd) })
			}
		}
	}
	return out.String()
}

func anchor(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

func section(out *strings.Builder, cmd *cobra.Command) {
	fmt.Fprintf(out, "\n%s %s\n\n", strings.Repeat("#", 1+strings.Count(cmd.CommandPath(), " ")), cmd.CommandPath())
	about := cmd.Long
	if about == "" {
		about = cmd.Short + "."
	}
	prose(out, about)
	if cmd.Runnable() {
		fence(out, cmd.UseLine())
	}
	if cmd.HasExample() {
		var lines strings.Builder
		for line := range strings.Lines(cmd.Example) {
			lines.WriteString(strings.TrimSpace(line) + "\n")
		}
		fence(out, lines.String())
	}
	flags := pflag.NewFlagSet("", pflag.ContinueOnError)
	cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
		if f.Name != "help" {
			flags.AddFlag(f)
		}
	})
	if usages := flags.FlagUsages(); usages != "" {
		fence(out, usages)
	}
}

// prose lets text flow, with what is indented in it as a block.
func prose(out *strings.Builder, text string) {
	inside := false
	for line := range strings.Lines(text + "\n") {
		indented := strings.HasPrefix(line, "  ")
		switch {
		case indented && !inside:
			out.WriteString("\n```text\n")
		case !indented && inside:
			out.WriteString("```\n\n")
		}
		inside = indented
		if !indented {
			line = escaped(line)
		}
		out.WriteString(line)
	}
	if inside {
		out.WriteString("```\n")
	}
	out.WriteString("\n")
}

func fence(out *strings.Builder, text string) {
	fmt.Fprintf(out, "```text\n%s\n```\n\n", strings.TrimRight(text, "\n"))
}

// escaped keeps Markdown from taking words such as user_id and <x> for its own signs.
func escaped(text string) string {
	return strings.NewReplacer("_", `\_`, "<", `\<`, "*", `\*`).Replace(text)
}
