package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// placeValues tell what can stand in the place of a word of a command's line.
// Other words, such as AMOUNT, are a person's own.
var placeValues = map[string]cobra.CompletionFunc{
	"FILE":                  ledgerFiles,
	"BACKUP":                ledgerFiles,
	"OUT":                   ledgerFiles,
	"CSV":                   filesEndingIn("csv", "txt"),
	"X.csv":                 filesEndingIn("csv", "txt"),
	"X.csv|X.ledger|FOLDER": filesEndingIn("csv", "txt", "ledger"),
	"A":                     days,
	"B":                     days,
	"READING":               readings,
	"MONTH":                 months,
	"LICENSE":               licenseNames,
}

// flagValues tell what can stand behind a flag, in every command that has it.
var flagValues = map[string]cobra.CompletionFunc{
	"at":            days,
	"since":         days,
	"compare-with":  days,
	"month":         months,
	"view":          words(viewNames()),
	"filter":        filterBegins,
	"by":            words(strings.Join(ledger.FilterColumns(), "|")),
	"columns":       listOf(ledger.RowColumns()),
	"split-by":      words(strings.Join(ledger.SplitColumns(), "|")),
	"format":        words("xlsx|csv|parquet"),
	"csv-separator": words(strings.Join(export.Separators(), "|")),
	"csv-dates":     words(string(export.DateISO) + "|local|report"),
	"csv-lines":     words("crlf|lf"),
	"date-order":    words("day-first|month-first"),
	"encoding":      words("windows-1252"),
	"auth":          words(app.AuthBrowser + "|" + app.AuthDevice + "|" + app.AuthCertificate),
	"language":      words("en|nl"),
	"sets":          listOf(textsOf(ledger.AccessSets())),
	"without":       listOf([]string{"names", "activity", "history", "prices"}),
	"activity":      words(strings.Join(textsOf(ledger.ActivityLevels()), "|")),
	"leavers":       words("keep|13|25"),
	"group":         words(strings.Join(textsOf(ledger.FreeGroups()), "|")),
	"per":           words("month|year"),
	"certificate":   filesEndingIn("pem", "pfx", "p12"),
	"ca":            filesEndingIn("pem", "crt"),
	"sign-in-apps":  filesEndingIn("csv"),
	"watch":         folders,
	"write":         folders,
}

// flagValuesOf are those of flags that mean something else in one command than in
// another.
var flagValuesOf = map[string]map[string]cobra.CompletionFunc{
	"list":    {"sort": columnsEitherWay},
	"export":  {"sort": columnsEitherWay, "layout": words("list|full|report|report-2022|" + string(export.LayoutMonth) + "|" + string(export.LayoutCost) + "|" + layoutLake)},
	"summary": {"sort": words("value|rows|-people|people|-licenses|licenses|-change|change|-cost|cost")},
}

func ledgerFiles(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"ledger"}, cobra.ShellCompDirectiveFilterFileExt
}

func filesEndingIn(endings ...string) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return endings, cobra.ShellCompDirectiveFilterFileExt
	}
}

func folders(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// words completes one of a closed list, written with | between.
func words(list string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
		return beginning(begun, strings.Split(list, "|")), cobra.ShellCompDirectiveNoFileComp
	}
}

// listOf completes the last of several words with commas between.
func listOf(list []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
		before := begun[:strings.LastIndex(begun, ",")+1]
		var all []string
		for _, word := range beginning(strings.TrimPrefix(begun, before), list) {
			all = append(all, before+word)
		}
		return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
}

// filterBegins completes the column of a condition; what follows the sign is a
// person's own.
func filterBegins(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
	var all []string
	for _, column := range beginning(begun, ledger.FilterColumns()) {
		all = append(all, column+string(ledger.FilterIs))
	}
	return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

func columnsEitherWay(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
	sign := begun[:len(begun)-len(strings.TrimPrefix(begun, "-"))]
	var all []string
	for _, column := range beginning(begun[len(sign):], ledger.RowColumns()) {
		all = append(all, sign+column)
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}

func beginning(begun string, list []string) []string {
	var all []string
	for _, word := range list {
		if strings.HasPrefix(word, begun) {
			all = append(all, word)
		}
	}
	return all
}

func textsOf[T ~string](list []T) []string {
	var all []string
	for _, word := range list {
		all = append(all, string(word))
	}
	return all
}
