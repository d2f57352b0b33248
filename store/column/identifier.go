package column

// An identifier is an object id as Microsoft writes it
// (8f1c9f9e-1b1f-4d5c-9d1a-0a4b7f0e6c11, in lower case), in sixteen bytes. Large
// tenants have a million of them.
type identifier [16]byte

// notDigit is the value of a byte that is no digit of an identifier.
const notDigit = 0xff

// digitOf gives the value of a hexadecimal digit in lower case.
var digitOf = func() (values [256]byte) {
	for b := range values {
		values[b] = notDigit
	}
	for value, digit := range []byte("0123456789abcdef") {
		values[digit] = byte(value)
	}
	return values
}()

// identifierOf reads the text of an identifier; ok is false for any other text, also
// for one in upper case, which would be written in another case than it was read.
func identifierOf[T string | []byte](text T) (id identifier, ok bool) {
	if len(text) != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-' {
		return id, false
	}
	at := 0
	for i := range id {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			at++
		}
		high, low := digitOf[text[at]], digitOf[text[at+1]]
		if high|low == notDigit {
			return id, false
		}
		id[i] = high<<4 | low
		at += 2
	}
	return id, true
}

// Identifier writes sixteen bytes as the text of an identifier, which takes a
// Dict no more than they do.
func Identifier(id [16]byte) string {
	const digits = "0123456789abcdef"
	var text [36]byte
	n := 0
	for i, b := range id {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			text[n] = '-'
			n++
		}
		text[n], text[n+1] = digits[b>>4], digits[b&15]
		n += 2
	}
	return string(text[:])
}

// identifierAt gives the text of a code as an identifier, if it is one.
func (d *Dict) identifierAt(code uint32) (identifier, bool) {
	if id, ok := d.keptIdentifier(code); ok {
		return id, true
	}
	return identifierOf(d.At(code))
}

// keptIdentifier gives the text of a code as an identifier if it is kept as one,
// as it is but among texts in order that are not all identifiers.
func (d *Dict) keptIdentifier(code uint32) (id identifier, ok bool) {
	if code < uint32(len(d.ids)) {
		return d.ids[code], true
	}
	if n := uint32(d.sorted()); code >= n {
		if kept, ok := d.more.bytes(code - n); ok {
			copy(id[:], kept)
			return id, true
		}
	}
	return id, false
}
