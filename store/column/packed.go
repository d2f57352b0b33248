package column

import (
	"strconv"
	"time"

	"licenseledger/store/ledger"
)

// A packed text is a date of the report (2017-02-21, 2022-02-28T04:00Z,
// 2022-02-28T04:00:48Z) or a number, in eight bytes: its value, and which of the
// four forms it has. 0 is "". Large tenants have a million distinct dates.
const (
	packedDay = iota
	packedMinute
	packedSecond
	packedNumber
)

var packedForms = map[ledger.Precision]uint64{
	ledger.PrecisionDay: packedDay, ledger.PrecisionMinute: packedMinute, ledger.PrecisionSecond: packedSecond,
}

// maxPacked keeps values where they can be written as dates of four-digit
// years and as whole numbers.
const maxPacked = 1<<61 - 1

// packedFrom moves dates to positive numbers: the first second of the year 1.
var packedFrom = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()

// packedAt gives the text of a code packed, if it can be.
func (d *Dict) packedAt(code uint32) (uint64, bool) {
	if code < uint32(len(d.packed)) {
		return d.packed[code], true
	}
	return packText(d.At(code))
}

func packText(text string) (packed uint64, ok bool) {
	if n, err := strconv.ParseUint(text, 10, 61); err == nil {
		packed = n<<2 | packedNumber
	} else {
		at, precision, ok := ledger.ParseDateText(text)
		if !ok || at.Year() < 1 || at.Year() > 9999 {
			return 0, false
		}
		packed = uint64(at.Unix()-packedFrom)<<2 | packedForms[precision]
	}
	return packed, packed != 0 && unpack(packed) == text
}

// unpack writes the text of a packed one; some text for one that nobody
// packed.
func unpack(packed uint64) string {
	if packed == 0 {
		return ""
	}
	value := packed >> 2
	if packed&3 == packedNumber {
		return strconv.FormatUint(value, 10)
	}
	at := time.Unix(int64(value)+packedFrom, 0).UTC()
	switch packed & 3 {
	case packedDay:
		return ledger.FormatDateText(at, ledger.PrecisionDay)
	case packedMinute:
		return ledger.FormatDateText(at, ledger.PrecisionMinute)
	}
	return ledger.FormatDateText(at, ledger.PrecisionSecond)
}
