package schedule

import (
	"encoding/xml"
	"strconv"
	"time"
)

// mostOf is the largest number of each part of a time; agent writes no other parts.
var mostOf = map[string]int{"Hour": 23, "Minute": 59, "Weekday": int(time.Saturday)}

// readAgent reads what agent wrote.
func readAgent(content []byte) (t Task, ok bool) {
	var list struct {
		Dict struct {
			Arrays []struct {
				Strings []string `xml:"string"`
				Dicts   []struct {
					Keys     []string `xml:"key"`
					Integers []string `xml:"integer"`
				} `xml:"dict"`
			} `xml:"array"`
		} `xml:"dict"`
	}
	if xml.Unmarshal(content, &list) != nil || len(list.Dict.Arrays) != 2 {
		return t, false
	}
	words, times := list.Dict.Arrays[0].Strings, list.Dict.Arrays[1].Dicts
	if len(words) != 5 || words[1] != "sync" || words[3] != unattended || words[4] != ifMissed || len(times) == 0 {
		return t, false
	}
	t.Program, t.File = words[0], words[2]
	for _, one := range times {
		if len(one.Keys) != len(one.Integers) {
			return t, false
		}
		for i, key := range one.Keys {
			n, err := strconv.Atoi(one.Integers[i])
			if err != nil || n < 0 || n > mostOf[key] {
				return t, false
			}
			switch key {
			case "Hour":
				t.Hour = n
			case "Minute":
				t.Minute = n
			case "Weekday":
				t.Days = append(t.Days, time.Weekday(n))
			}
		}
	}
	return t, true
}
