package column

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
)

// errDamaged is what every decoder answers to bytes that no encoder wrote.
var errDamaged = errors.New("damaged column")

// The ways in which a dictionary is written.
const (
	asTexts  = 0
	asPacked = 1
	asIDs    = 2
)

// WriteDict writes a dictionary with all its texts in order (see Sorted): their
// number, where each ends, and the texts; or the packed texts, or the identifiers.
func WriteDict(w *bufio.Writer, d *Dict) error {
	if d.more.len() > 0 {
		d, _ = d.Sorted()
	}
	switch {
	case d.packed != nil:
		if err := w.WriteByte(asPacked); err != nil {
			return err
		}
		return writeEach(w, d.packed, binary.LittleEndian.AppendUint64)
	case d.ids != nil:
		if err := w.WriteByte(asIDs); err != nil {
			return err
		}
		return writeEach(w, d.ids, func(b []byte, id identifier) []byte { return append(b, id[:]...) })
	}
	if err := w.WriteByte(asTexts); err != nil {
		return err
	}
	if err := WriteNumbers(w, d.ends); err != nil {
		return err
	}
	_, err := w.WriteString(d.text)
	return err
}

// WriteSorted writes what Sorted gives, without a second copy of the texts in memory,
// and gives the new code of every old one.
func WriteSorted(w *bufio.Writer, d *Dict) (codes []uint32, err error) {
	order, codes := d.places()
	if sorted := d.inOrder(order); sorted != nil {
		return codes, WriteDict(w, sorted)
	}
	if err := w.WriteByte(asTexts); err != nil {
		return nil, err
	}
	if err := writeCount(w, len(order)); err != nil {
		return nil, err
	}
	end := uint32(0)
	if err := writeEach(w, order, func(b []byte, code uint32) []byte {
		end += uint32(len(d.At(code)))
		return binary.LittleEndian.AppendUint32(b, end)
	}); err != nil {
		return nil, err
	}
	for _, code := range order {
		if _, err := w.WriteString(d.At(code)); err != nil {
			return nil, err
		}
	}
	return codes, nil
}

func writeCount(w *bufio.Writer, n int) error {
	_, err := w.Write(binary.LittleEndian.AppendUint32(w.AvailableBuffer(), uint32(n)))
	return err
}

func writeEach[T any](w *bufio.Writer, all []T, bytes func(b []byte, one T) []byte) error {
	for _, one := range all {
		if _, err := w.Write(bytes(w.AvailableBuffer(), one)); err != nil {
			return err
		}
	}
	return nil
}

// ReadDict reads what WriteDict wrote: size bytes.
func ReadDict(r io.Reader, size int) (*Dict, error) {
	d := decoder{r: r, left: size}
	switch form := d.byte(); {
	case d.err != nil:
		return nil, d.err
	case form == asPacked:
		return d.packedDict()
	case form == asIDs:
		return d.idDict()
	case form != asTexts:
		return nil, errDamaged
	}
	ends := d.numbers(int(d.uint32()), 0)
	if d.err == nil && (len(ends) == 0 || ends[0] != 0 || int(ends[len(ends)-1]) != d.left || !slices.IsSorted(ends)) {
		d.err = errDamaged
	}
	text := d.text()
	return &Dict{text: text, ends: ends}, d.err
}

func (d *decoder) packedDict() (*Dict, error) {
	if d.left == 0 || d.left%8 != 0 {
		return nil, errDamaged
	}
	dict := &Dict{packed: make([]uint64, d.left/8)}
	at := 0
	d.each(8, func(b []byte) {
		text := binary.LittleEndian.Uint64(b)
		if (text == 0) != (at == 0) || text>>2 > maxPacked {
			d.err = errDamaged
		}
		dict.packed[at] = text
		at++
	})
	return dict, d.err
}

func (d *decoder) idDict() (*Dict, error) {
	if d.left == 0 || d.left%len(identifier{}) != 0 {
		return nil, errDamaged
	}
	dict := &Dict{ids: make([]identifier, 0, d.left/len(identifier{}))}
	d.each(len(identifier{}), func(b []byte) { dict.ids = append(dict.ids, identifier(b)) })
	return dict, d.err
}

// WriteNumbers writes numbers of four bytes, with their count before them.
func WriteNumbers(w *bufio.Writer, numbers []uint32) error {
	if err := writeCount(w, len(numbers)); err != nil {
		return err
	}
	return writeEach(w, numbers, binary.LittleEndian.AppendUint32)
}

// ReadNumbers reads what WriteNumbers wrote: size bytes. There is room to
// append more.
func ReadNumbers(r io.Reader, size, room int) ([]uint32, error) {
	d := decoder{r: r, left: size}
	numbers := d.numbers(int(d.uint32()), room)
	if d.err == nil && d.left > 0 {
		d.err = errDamaged
	}
	return numbers, d.err
}

// WriteCodes writes the rows: their width in bytes, and the numbers.
func WriteCodes(w *bufio.Writer, c *Codes) error {
	switch {
	case c.four != nil:
		if err := w.WriteByte(4); err != nil {
			return err
		}
		return writeEach(w, c.four, binary.LittleEndian.AppendUint32)
	case c.two != nil:
		if err := w.WriteByte(2); err != nil {
			return err
		}
		return writeEach(w, c.two, binary.LittleEndian.AppendUint16)
	}
	if err := w.WriteByte(1); err != nil {
		return err
	}
	_, err := w.Write(c.one)
	return err
}

// ReadCodes reads what WriteCodes wrote in size bytes: exactly rows numbers,
// all below limit. There is room to append more.
func ReadCodes(r io.Reader, size, rows int, limit uint32, room int) (Codes, error) {
	d := decoder{r: r, left: size}
	width := int(d.byte())
	if d.err != nil || d.left != rows*width {
		return Codes{}, errors.Join(d.err, errDamaged)
	}
	c, most := Codes{}, uint32(0)
	switch width {
	case 1:
		c.one = make([]uint8, 0, rows+room)
		d.each(1, func(b []byte) { c.one, most = append(c.one, b[0]), max(most, uint32(b[0])) })
	case 2:
		c.two = make([]uint16, 0, rows+room)
		d.each(2, func(b []byte) {
			n := binary.LittleEndian.Uint16(b)
			c.two, most = append(c.two, n), max(most, uint32(n))
		})
	case 4:
		c.four = make([]uint32, 0, rows+room)
		d.each(4, func(b []byte) {
			n := binary.LittleEndian.Uint32(b)
			c.four, most = append(c.four, n), max(most, n)
		})
	default:
		return Codes{}, errDamaged
	}
	if d.err == nil && rows > 0 && most >= limit {
		d.err = errDamaged
	}
	return c, d.err
}

// MaxCode is the largest number that a row can have.
const MaxCode = math.MaxUint32

// decoder reads a column piece by piece. It allocates no more than left says
// there is.
type decoder struct {
	r    io.Reader
	left int // bytes
	err  error
}

// take fills b.
func (d *decoder) take(b []byte) bool {
	if d.err == nil && len(b) > d.left {
		d.err = errDamaged
	}
	if d.err != nil {
		return false
	}
	_, d.err = io.ReadFull(d.r, b)
	d.left -= len(b)
	return d.err == nil
}

func (d *decoder) byte() byte {
	var b [1]byte
	d.take(b[:])
	return b[0]
}

func (d *decoder) uint32() uint32 {
	var b [4]byte
	d.take(b[:])
	return binary.LittleEndian.Uint32(b[:])
}

// each hands on what is left, width bytes at a time.
func (d *decoder) each(width int, f func(b []byte)) { d.some(d.left/width, width, f) }

func (d *decoder) some(n, width int, f func(b []byte)) {
	if d.err == nil && n > d.left/width {
		d.err = errDamaged
	}
	buffer := make([]byte, min(n*width, 32*1024))
	for n > 0 && d.err == nil {
		b := buffer[:min(n*width, len(buffer))]
		if !d.take(b) {
			return
		}
		for ; len(b) > 0; b = b[width:] {
			f(b)
			n--
		}
	}
}

func (d *decoder) numbers(n, room int) []uint32 {
	if d.err == nil && (n < 0 || n > d.left/4) {
		d.err = errDamaged
	}
	if d.err != nil {
		return nil
	}
	numbers := make([]uint32, 0, n+room)
	d.some(n, 4, func(b []byte) { numbers = append(numbers, binary.LittleEndian.Uint32(b)) })
	return numbers
}

// text gives what is left as a text.
func (d *decoder) text() string {
	var text strings.Builder
	if d.err == nil {
		text.Grow(d.left)
		_, d.err = io.CopyN(&text, d.r, int64(d.left))
		d.left = 0
	}
	return text.String()
}
