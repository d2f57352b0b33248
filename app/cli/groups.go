package cli

import (
	"slices"

	"github.com/spf13/cobra"
)

// groups put the commands in order, as "licensectl help" shows them. Every command
// is in one.
var groups = []struct {
	id, title string
	commands  []string
}{
	{"look", "Look at a day:", []string{"list", "user", "overview", "summary", "licenses", "free-up"}},
	{"changes", "Look at what changed:", []string{"snapshots", "diff", "compare"}},
	{"read", "Read a tenant, or files:", []string{"connect", "request", "signin", "signout", "doctor", "sync", "schedule", "held", "import"}},
	{"several", "Several tenants:", []string{"tenants"}},
	{"out", "Hand out:", []string{"export", "month", "share"}},
	{"own", "What you say yourself:", []string{"prices", "cost-centers"}},
	{"keep", "Keep the file:", []string{"backup", "restore", "check", "compact", "thin", "delete", "forget", "privacy"}},
	{"try", "Try it out:", []string{"demo", "simulate"}},
	{"program", "This program:", []string{"diagnostics", "completion", "version", "help"}},
}

// group tells cobra which command is in which group.
func group(root *cobra.Command) {
	for _, g := range groups {
		root.AddGroup(&cobra.Group{ID: g.id, Title: g.title})
		for _, c := range root.Commands() {
			if slices.Contains(g.commands, c.Name()) {
				c.GroupID = g.id
			}
		}
	}
}
