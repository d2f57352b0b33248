package schedule

import (
	"fmt"
	"strings"

	"licenseledger/store/ledger"
)

// noSystem says that no scheduler is there that License Ledger knows, with the
// line that has cron do it.
func noSystem(t Task, cause error) error {
	return ledger.Errorf(ledger.CodeInvalid, "schedule",
		"No scheduler answers here that License Ledger can tell: no systemd runs for your account. Nothing was scheduled. With cron it is this line, which \"crontab -e\" takes: %s", cronLine(t)).Because(cause)
}

// cronLine is a task as a line of a crontab. cron takes a percent sign for the end
// of the line, in quotation marks as well.
func cronLine(t Task) string {
	days := "*"
	if len(t.Days) > 0 {
		names := make([]string, len(t.Days))
		for i, day := range t.Days {
			names[i] = fmt.Sprint(int(day))
		}
		days = strings.Join(names, ",")
	}
	words := []string{shellQuoted(t.Program)}
	for _, word := range t.arguments() {
		words = append(words, shellQuoted(word))
	}
	command := strings.ReplaceAll(strings.Join(words, " "), "%", `\%`)
	return fmt.Sprintf("%d %d * * %s %s", t.Minute, t.Hour, days, command)
}

func shellQuoted(word string) string {
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
