package column

import (
	"math"
	"slices"
)

// Codes is one small number for every row, in the narrowest of one, two or
// four bytes that holds the largest.
type Codes struct {
	one  []uint8
	two  []uint16
	four []uint32
}

// NewCodes makes room for numbers up to most.
func NewCodes(capacity int, most uint32) Codes {
	switch {
	case most <= math.MaxUint8:
		return Codes{one: make([]uint8, 0, capacity)}
	case most <= math.MaxUint16:
		return Codes{two: make([]uint16, 0, capacity)}
	}
	return Codes{four: make([]uint32, 0, capacity)}
}

// Len is the number of rows.
func (c *Codes) Len() int { return len(c.one) + len(c.two) + len(c.four) }

// At gives the number of a row.
func (c *Codes) At(row uint32) uint32 {
	if c.one != nil {
		return uint32(c.one[row])
	}
	if c.two != nil {
		return uint32(c.two[row])
	}
	return c.four[row]
}

// Append adds a row. Numbers that are too wide for the rows so far widen them.
func (c *Codes) Append(code uint32) {
	switch {
	case c.four != nil:
		c.four = append(c.four, code)
	case c.two != nil && code <= math.MaxUint16:
		c.two = append(c.two, uint16(code))
	case c.two != nil:
		c.widen(code)
		c.four = append(c.four, code)
	case code <= math.MaxUint8:
		c.one = append(c.one, uint8(code))
	default:
		c.widen(code)
		c.Append(code)
	}
}

// Set changes a row.
func (c *Codes) Set(row, code uint32) {
	for {
		switch {
		case c.four != nil:
			c.four[row] = code
		case c.two != nil && code <= math.MaxUint16:
			c.two[row] = uint16(code)
		case c.two == nil && code <= math.MaxUint8:
			c.one[row] = uint8(code)
		default:
			c.widen(code)
			continue
		}
		return
	}
}

func (c *Codes) widen(most uint32) {
	wide := NewCodes(c.Len()+c.Len()/8+1, most)
	for row := range uint32(c.Len()) {
		wide.Append(c.At(row))
	}
	*c = wide
}

// Clip gives rows to which others can be appended without a reader of these
// noticing.
func (c *Codes) Clip() Codes {
	return Codes{one: slices.Clip(c.one), two: slices.Clip(c.two), four: slices.Clip(c.four)}
}

// From gives a copy of the rows from one on.
func (c *Codes) From(first uint32) Codes {
	switch {
	case c.four != nil:
		return Codes{four: slices.Clone(c.four[first:])}
	case c.two != nil:
		return Codes{two: slices.Clone(c.two[first:])}
	}
	return Codes{one: slices.Clone(c.one[first:])}
}

// Recode gives the rows in an order, each with the new number of its old one.
func (c *Codes) Recode(order, codes []uint32, most uint32) Codes {
	result := NewCodes(len(order), most)
	for _, row := range order {
		result.Append(codes[c.At(row)])
	}
	return result
}

// InOrder gives the rows in an order.
func (c *Codes) InOrder(order []uint32) Codes {
	result := NewCodes(len(order), 0)
	for _, row := range order {
		result.Append(c.At(row))
	}
	return result
}
