package column

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

// errDamaged is what every decoder answers to bytes that no encoder wrote.
var errDamaged = errors.New("damaged column")

// The ways in which a dictionary is written.
const (
	asTexts  = 0
	asPacked = 1
)

// AppendDict encodes a dictionary with all its texts in order (see Sorted):
// their number, where each ends, and the texts; or the packed texts.
func AppendDict(b []byte, d *Dict) []byte {
	if d.more.len() > 0 {
		d, _ = d.Sorted()
	}
	if d.packed == nil {
		return append(AppendNumbers(append(b, asTexts), d.ends), d.text...)
	}
	b = append(b, asPacked)
	for _, n := range d.packed {
		b = binary.LittleEndian.AppendUint64(b, n)
	}
	return b
}

// DecodeDict reads what AppendDict wrote.
func DecodeDict(b []byte) (*Dict, error) {
	if len(b) == 0 || b[0] > asPacked {
		return nil, errDamaged
	}
	if b[0] == asPacked {
		return decodePacked(b[1:])
	}
	ends, rest, err := cutNumbers(b[1:])
	if err != nil {
		return nil, err
	}
	if len(ends) == 0 || ends[0] != 0 || int(ends[len(ends)-1]) != len(rest) || !slices.IsSorted(ends) {
		return nil, errDamaged
	}
	return &Dict{text: string(rest), ends: ends}, nil
}

func decodePacked(b []byte) (*Dict, error) {
	if len(b) == 0 || len(b)%8 != 0 {
		return nil, errDamaged
	}
	d := &Dict{packed: make([]uint64, len(b)/8)}
	for i := range d.packed {
		d.packed[i] = binary.LittleEndian.Uint64(b[i*8:])
		if text := d.packed[i]; (text == 0) != (i == 0) || text>>2 > maxPacked {
			return nil, errDamaged
		}
	}
	return d, nil
}

// AppendNumbers encodes numbers of four bytes, with their count before them.
func AppendNumbers(b []byte, numbers []uint32) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(len(numbers)))
	for _, n := range numbers {
		b = binary.LittleEndian.AppendUint32(b, n)
	}
	return b
}

// DecodeNumbers reads what AppendNumbers wrote.
func DecodeNumbers(b []byte) ([]uint32, error) {
	numbers, rest, err := cutNumbers(b)
	if err == nil && len(rest) > 0 {
		err = errDamaged
	}
	return numbers, err
}

func cutNumbers(b []byte) (numbers []uint32, rest []byte, err error) {
	if len(b) < 4 {
		return nil, nil, errDamaged
	}
	n := uint64(binary.LittleEndian.Uint32(b))
	if b = b[4:]; uint64(len(b)) < n*4 {
		return nil, nil, errDamaged
	}
	numbers = make([]uint32, n)
	for i := range numbers {
		numbers[i] = binary.LittleEndian.Uint32(b[i*4:])
	}
	return numbers, b[n*4:], nil
}

// AppendCodes encodes the rows: their width in bytes, and the numbers.
func AppendCodes(b []byte, c *Codes) []byte {
	switch {
	case c.four != nil:
		b = append(b, 4)
		for _, code := range c.four {
			b = binary.LittleEndian.AppendUint32(b, code)
		}
	case c.two != nil:
		b = append(b, 2)
		for _, code := range c.two {
			b = binary.LittleEndian.AppendUint16(b, code)
		}
	default:
		b = append(b, 1)
		b = append(b, c.one...)
	}
	return b
}

// DecodeCodes reads what AppendCodes wrote: exactly rows numbers, all below
// limit.
func DecodeCodes(b []byte, rows int, limit uint32) (Codes, error) {
	if len(b) == 0 || len(b) != 1+rows*int(b[0]) {
		return Codes{}, errDamaged
	}
	c, most := Codes{}, uint32(0)
	body := b[1:]
	switch b[0] {
	case 1:
		c.one = append(make([]uint8, 0, rows), body...)
		for _, code := range c.one {
			most = max(most, uint32(code))
		}
	case 2:
		c.two = make([]uint16, rows)
		for i := range c.two {
			c.two[i] = binary.LittleEndian.Uint16(body[i*2:])
			most = max(most, uint32(c.two[i]))
		}
	case 4:
		c.four = make([]uint32, rows)
		for i := range c.four {
			c.four[i] = binary.LittleEndian.Uint32(body[i*4:])
			most = max(most, c.four[i])
		}
	default:
		return Codes{}, errDamaged
	}
	if rows > 0 && most >= limit {
		return Codes{}, errDamaged
	}
	return c, nil
}

// MaxCode is the largest number that a row can have.
const MaxCode = math.MaxUint32
