package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

// shells are those that a completion script can be written for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func newCompletion() *cobra.Command {
	return &cobra.Command{
		Use:   "completion " + strings.Join(shells, "|"),
		Short: "Print the script that lets a shell complete commands, files, days and columns",
		Long: "Print the script that lets a shell complete commands and flags, the ledgers beside you, the days that a ledger has, views, columns and\n" +
			"other fixed words. It asks this program, which reads the ledger that stands in the line and nothing else.\n\n" +
			"bash, with the package bash-completion: write it to ~/.local/share/bash-completion/completions/licensectl\n" +
			"zsh: write it to a file named _licensectl in a folder of $fpath, and have \"autoload -U compinit; compinit\" in ~/.zshrc\n" +
			"fish: write it to ~/.config/fish/completions/licensectl.fish\n" +
			"PowerShell: add it to the file that $PROFILE names\n\n" +
			"The Debian package brings those of bash, zsh and fish.",
		Example: "  licensectl completion bash > ~/.local/share/bash-completion/completions/licensectl\n" +
			"  source <(licensectl completion bash)\n" +
			"  licensectl completion powershell | Out-String | Invoke-Expression",
		Args:      needs("SHELL"),
		ValidArgs: shells,
		RunE: func(cmd *cobra.Command, args []string) error {
			root, out := cmd.Root(), cmd.OutOrStdout()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(out, true)
			case "zsh":
				return root.GenZshCompletion(out)
			case "fish":
				return root.GenFishCompletion(out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(out)
			}
			return usagef("There is no completion for %q. Choose one of %s.", args[0], strings.Join(shells, ", "))
		},
	}
}

// completeFlags gives every command what can stand at its places and behind its
// flags. Both are told by their names: "FILE" is a ledger in every command, and
// --at a day of it.
func completeFlags(cmd *cobra.Command) {
	if places := placesOf(cmd); len(places) > 0 && cmd.ValidArgs == nil && cmd.ValidArgsFunction == nil {
		cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
			at := len(args)
			if at >= len(places) {
				if !strings.HasSuffix(places[len(places)-1], "...") {
					return nil, cobra.ShellCompDirectiveNoFileComp
				}
				at = len(places) - 1
			}
			if values, known := placeValues[strings.TrimSuffix(places[at], "...")]; known {
				return values(cmd, args, begun)
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
	}
	for name, values := range flagValues {
		if cmd.LocalNonPersistentFlags().Lookup(name) != nil {
			cmd.RegisterFlagCompletionFunc(name, values) // fails only for a flag that is not there, or twice
		}
	}
	for name, values := range flagValuesOf[cmd.Name()] {
		if cmd.LocalNonPersistentFlags().Lookup(name) != nil {
			cmd.RegisterFlagCompletionFunc(name, values)
		}
	}
	for _, child := range cmd.Commands() {
		completeFlags(child)
	}
}

// placesOf are the words of a command's line that stand for something: those in
// capitals, up to the first flag.
func placesOf(cmd *cobra.Command) []string {
	var places []string
	for _, word := range strings.Fields(cmd.Use)[1:] {
		if strings.HasPrefix(word, "-") {
			break
		}
		if word = strings.Trim(word, "[]"); strings.ToUpper(word[:1]) == word[:1] {
			places = append(places, word)
		}
	}
	return places
}
