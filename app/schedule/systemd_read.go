package schedule

import "strings"

// readUnits reads what timer and service wrote; ok is false for units that
// somebody else did, or changed beyond recognition.
func readUnits(timer, service string) (t Task, ok bool) {
	calendar, ok := lineOf(timer, calendarKey)
	if !ok {
		return t, false
	}
	if t.Times, ok = readCalendar(calendar); !ok {
		return t, false
	}
	start, ok := lineOf(service, startKey)
	if !ok {
		return t, false
	}
	words, ok := systemdWords(start)
	if !ok || len(words) != 7 || words[2] != becomeIt || words[4] != "sync" || words[6] != unattended {
		return t, false
	}
	t.Program, t.File = words[3], words[5]
	return t, true
}

func lineOf(unit, key string) (string, bool) {
	for line := range strings.Lines(unit) {
		if value, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), key); ok {
			return value, true
		}
	}
	return "", false
}

func readCalendar(text string) (t Times, ok bool) {
	days, clock, weekly := strings.Cut(text, " *-*-* ")
	if !weekly {
		days, clock = "", strings.TrimPrefix(text, "*-*-* ")
	}
	t, err := Daily(strings.TrimSuffix(clock, ":00"))
	if err == nil && days != "" {
		t, err = t.On(strings.Split(days, ","))
	}
	return t, err == nil
}

// systemdWords takes a command line of a unit apart.
func systemdWords(line string) (words []string, ok bool) {
	for line != "" {
		quoted, isQuoted := strings.CutPrefix(line, `"`)
		if !isQuoted {
			return nil, false
		}
		word, rest, closed := unquoted(quoted)
		if !closed || rest != "" && rest[0] != ' ' {
			return nil, false
		}
		words, line = append(words, word), strings.TrimPrefix(rest, " ")
	}
	return words, true
}

// unquoted reads up to the closing quotation mark.
func unquoted(text string) (word, rest string, closed bool) {
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '"':
			return out.String(), text[i+1:], true
		case '\\', '%', '$': // each was doubled, or quotes a quotation mark
			if i++; i == len(text) {
				return "", "", false
			}
			out.WriteByte(text[i])
		default:
			out.WriteByte(c)
		}
	}
	return "", "", false
}
