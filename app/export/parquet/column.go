package parquet

import (
	"strings"
	"unicode/utf8"
	"unsafe"

	pq "github.com/parquet-go/parquet-go"

	"licenseledger/store/ledger"
)

// Type is the type of a column, as SQL names it.
type Type string

// The closed list of types.
const (
	Text      Type = "VARCHAR"
	Boolean   Type = "BOOLEAN"
	Integer   Type = "BIGINT"
	Amount    Type = "DECIMAL(18,2)" // of money, in 1/100 of its currency
	Date      Type = "DATE"
	Timestamp Type = "TIMESTAMP WITH TIME ZONE" // microseconds in UTC
)

// Column is a column of a table whose rows are R.
type Column[R any] struct {
	Name  string
	Type  Type
	About string // what a value means

	text  func(*R) string // of Text, Date and Timestamp
	flag  func(*R) *bool
	count func(*R) *int64
}

// TextColumn is a column of texts; "" is null.
func TextColumn[R any](name, about string, get func(*R) ledger.Text) Column[R] {
	return Column[R]{Name: name, Type: Text, About: about, text: func(r *R) string { return string(get(r)) }}
}

// DateColumn is a column of days. What get gives is a day, or begins with one;
// all else is null.
func DateColumn[R any](name, about string, get func(*R) ledger.Text) Column[R] {
	return Column[R]{Name: name, Type: Date, About: about, text: func(r *R) string { return string(get(r)) }}
}

// TimestampColumn is a column of instants. What get gives is in RFC 3339; a day
// without a time, and all else, is null.
func TimestampColumn[R any](name, about string, get func(*R) ledger.Text) Column[R] {
	return Column[R]{Name: name, Type: Timestamp, About: about, text: func(r *R) string { return string(get(r)) }}
}

// BooleanColumn is a column of what is so, is not, or is not known.
func BooleanColumn[R any](name, about string, get func(*R) *bool) Column[R] {
	return Column[R]{Name: name, Type: Boolean, About: about, flag: get}
}

// IntegerColumn is a column of counts; nil is null.
func IntegerColumn[R any](name, about string, get func(*R) *int64) Column[R] {
	return Column[R]{Name: name, Type: Integer, About: about, count: get}
}

// AmountColumn is a column of amounts of money, which get gives in 1/100 of the
// currency; nil is null.
func AmountColumn[R any](name, about string, get func(*R) *int64) Column[R] {
	return Column[R]{Name: name, Type: Amount, About: about, count: get}
}

// node is the column as the format describes it.
func (c *Column[R]) node() pq.Node {
	switch c.Type {
	case Boolean:
		return pq.Optional(pq.Leaf(pq.BooleanType))
	case Integer:
		return pq.Optional(pq.Int(64))
	case Amount:
		return pq.Optional(pq.Decimal(2, 18, pq.Int64Type))
	case Date:
		return pq.Optional(pq.Encoded(pq.Date(), &pq.RLEDictionary))
	case Timestamp:
		return pq.Optional(pq.Encoded(pq.Timestamp(pq.Microsecond), &pq.RLEDictionary))
	}
	return pq.Optional(pq.Encoded(pq.String(), &pq.RLEDictionary))
}

// value gives what a row has in the column.
func (c *Column[R]) value(r *R) pq.Value {
	switch c.Type {
	case Boolean:
		if is := c.flag(r); is != nil {
			return pq.BooleanValue(*is)
		}
		return pq.NullValue()
	case Integer, Amount:
		if n := c.count(r); n != nil {
			return pq.Int64Value(*n)
		}
		return pq.NullValue()
	case Date:
		if day, ok := dayOf(c.text(r)); ok {
			return pq.Int32Value(day)
		}
		return pq.NullValue()
	case Timestamp:
		if at, ok := microsecondOf(c.text(r)); ok {
			return pq.Int64Value(at)
		}
		return pq.NullValue()
	}
	return textValue(c.text(r))
}

func textValue(s string) pq.Value {
	if s == "" {
		return pq.NullValue()
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	// The library takes bytes and only reads them; a copy of every text would be
	// a third of the time that a file takes.
	return pq.ByteArrayValue(unsafe.Slice(unsafe.StringData(s), len(s)))
}
