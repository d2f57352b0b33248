package importer

import (
	"bufio"
	"bytes"
	"io"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Encoding is how the characters of a file are written.
type Encoding string

// The closed list of encodings.
const (
	UTF8    Encoding = "UTF-8"
	UTF16LE Encoding = "UTF-16 LE"
	UTF16BE Encoding = "UTF-16 BE"
	// Windows1252 is what Excel in Western Europe and the Americas saves as
	// plain CSV. Nothing in a file tells it from the encodings of other regions,
	// so it is only used when a person says so.
	Windows1252 Encoding = "Windows-1252"
)

// headRoom is how much of a file is looked at to recognise it; a header does
// not come near it.
const headRoom = 64 << 10

// openText finds out the encoding from the byte order mark, or from where the
// zero bytes of the first characters are, and gives the text as UTF-8 without
// the mark. Without a mark, given overrules what is found; "" gives nothing.
func openText(r io.Reader, given Encoding) (*bufio.Reader, Encoding, error) {
	raw := bufio.NewReaderSize(r, headRoom)
	head, err := raw.Peek(4)
	if err != nil && err != io.EOF {
		return nil, "", err
	}
	encoding := UTF8
	switch {
	case bytes.HasPrefix(head, []byte{0xEF, 0xBB, 0xBF}):
		_, err = raw.Discard(3)
		return raw, UTF8, err
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		encoding = UTF16LE
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		encoding = UTF16BE
	case given == Windows1252:
		return bufio.NewReaderSize(transform.NewReader(raw, charmap.Windows1252.NewDecoder()), headRoom), Windows1252, nil
	case len(head) == 4 && head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0:
		encoding = UTF16LE
	case len(head) == 4 && head[0] == 0 && head[1] != 0 && head[2] == 0 && head[3] != 0:
		encoding = UTF16BE
	}
	if encoding == UTF8 {
		return raw, UTF8, nil
	}
	order := unicode.LittleEndian
	if encoding == UTF16BE {
		order = unicode.BigEndian
	}
	decoder := unicode.UTF16(order, unicode.UseBOM).NewDecoder()
	return bufio.NewReaderSize(transform.NewReader(raw, decoder), headRoom), encoding, nil
}
