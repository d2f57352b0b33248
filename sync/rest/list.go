package rest

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// List is a list in an answer. It is read into the memory of Objects, which nobody may
// need any more; nothing of what they said stays.
type List[T any] struct {
	Objects []T
	Given   bool // the answer has it, and not null in its place
}

// UnmarshalJSONFrom implements [json.UnmarshalerFrom].
func (l *List[T]) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	l.Given = d.PeekKind() != 'n'
	return json.UnmarshalDecode(d, &l.Objects)
}
