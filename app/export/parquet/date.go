package parquet

import (
	"time"

	"licenseledger/store/ledger"
)

// dayOf reads the day that a text is or begins with, as days since 1970.
func dayOf(s string) (days int32, ok bool) {
	if len(s) < len(time.DateOnly) || len(s) > len(time.DateOnly) && s[len(time.DateOnly)] != 'T' {
		return 0, false
	}
	return civil(s[:len(time.DateOnly)])
}

// microsecondOf reads an instant as microseconds since 1970. Nearly all are in
// UTC and have whole seconds, and are read without package time.
func microsecondOf(s string) (at int64, ok bool) {
	if len(s) == len("2006-01-02T15:04:05Z") && s[10] == 'T' && s[13] == ':' && s[16] == ':' && s[19] == 'Z' {
		days, okDay := civil(s[:10])
		hour, okHour := digits(s[11:13])
		minute, okMinute := digits(s[14:16])
		second, okSecond := digits(s[17:19])
		if okDay && okHour && okMinute && okSecond && hour < 24 && minute < 60 && second < 60 {
			return (int64(days)*86400 + int64(hour*3600+minute*60+second)) * 1e6, true
		}
		return 0, false
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UnixMicro(), true
		}
	}
	return 0, false
}

// daysBefore is how many days of a year lie before its months.
var daysBefore = [...]int{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365}

// civil reads a day of the Gregorian calendar, which the format counts in for
// all years.
func civil(s string) (days int32, ok bool) {
	year, okYear := digits(s[:4])
	month, okMonth := digits(s[5:7])
	day, okDay := digits(s[8:10])
	if !okYear || !okMonth || !okDay || s[4] != '-' || s[7] != '-' || month < 1 || month > 12 || day < 1 {
		return 0, false
	}
	isLeap := year%4 == 0 && (year%100 != 0 || year%400 == 0)
	length := daysBefore[month] - daysBefore[month-1]
	if isLeap && month == 2 {
		length++
	}
	if day > length {
		return 0, false
	}
	before := year - 1 + 400 // so that no division meets a number below 0
	n := 365*year + before/4 - before/100 + before/400 - 97 + daysBefore[month-1] + day - 1
	if isLeap && month > 2 {
		n++
	}
	return int32(n - 719527), true // the day 1970-01-01, counted likewise
}

func digits(s string) (n int, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// DaysOf gives the first and last day that a date can mean: those of a
// month, twice the day where the day is known.
func DaysOf(date ledger.Text) (from, to ledger.Text) {
	if len(date) != len("2006-01") {
		return date, date
	}
	first, err := time.Parse("2006-01", string(date))
	if err != nil {
		return "", ""
	}
	return ledger.Text(first.Format(time.DateOnly)), ledger.Text(first.AddDate(0, 1, -1).Format(time.DateOnly))
}
