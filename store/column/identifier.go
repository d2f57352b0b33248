package column

import "encoding/hex"

// An identifier is an object id as Microsoft writes it
// (8f1c9f9e-1b1f-4d5c-9d1a-0a4b7f0e6c11, in lower case), in sixteen bytes. Large
// tenants have a million of them.
type identifier [16]byte

// identifierOf reads the text of an identifier; ok is false for any other text.
func identifierOf[T string | []byte](text T) (id identifier, ok bool) {
	if len(text) != 36 {
		return id, false
	}
	var digits [32]byte
	n := 0
	for i := range len(text) {
		if i == 8 || i == 13 || i == 18 || i == 23 {
			if text[i] != '-' {
				return id, false
			}
			continue
		}
		if 'A' <= text[i] && text[i] <= 'F' {
			return id, false // it would be written in another case than it was read
		}
		digits[n] = text[i]
		n++
	}
	_, err := hex.Decode(id[:], digits[:])
	return id, err == nil
}

// Identifier writes sixteen bytes as the text of an identifier, which takes a
// Dict no more than they do.
func Identifier(id [16]byte) string {
	var text [36]byte
	n := 0
	for i, b := range id {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			text[n] = '-'
			n++
		}
		hex.Encode(text[n:], []byte{b})
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
