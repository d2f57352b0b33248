package cli

import (
	"strings"
	"testing"
)

// FuzzArguments finds the command of any words and reads its flags and arguments, and
// runs nothing: what is no command is answered with the code of a wrong call.
func FuzzArguments(f *testing.F) {
	for _, seed := range []string{
		"list a.ledger --filter license=E3 --json", "export --layout month --month 2026-99 a.ledger", "user a.ledger -- --json", "--at=", "-q -q -q", "prices set a.ledger E3 1e400 EUR", "sync --every -1s a", "nonsense", "list --columns ,,,", "completion bash", "list -\x00",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		args := strings.Fields(line)
		root := Commands()
		cmd, rest, err := root.Find(args)
		if err != nil {
			if told := unknownCommand(root, args); exitCodeOf(told) == 0 {
				t.Fatalf("%q is no command and ends well: %v", args, told)
			}
			return
		}
		cmd.InitDefaultHelpFlag()
		if err := cmd.ParseFlags(rest); err != nil {
			if told := flagError(cmd, err); exitCodeOf(told) == 0 {
				t.Fatalf("%q ends well: %v", args, told)
			}
			return
		}
		if err := cmd.ValidateArgs(cmd.Flags().Args()); err == nil {
			_ = checkValues(cmd)
		}
	})
}
