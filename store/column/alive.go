package column

// Alive marks, a bit each, the rows from one on that a place lies in: those
// that began at it or before and had not ended by it. from is 0 for a row that
// never began, else the place of its beginning + 1; to is the place of its end,
// 0 for none. first is a multiple of 64; bits beyond the last row stay.
func Alive(from, to *Codes, place uint32, bits []uint64, first uint32) {
	end := min(first+uint32(len(bits))*64, uint32(from.Len()))
	switch {
	case from.one != nil && to.one != nil && place < 1<<8-1:
		alive(from.one[first:end], to.one[first:end], uint8(place), bits)
	case from.two != nil && to.two != nil && place < 1<<16-1:
		alive(from.two[first:end], to.two[first:end], uint16(place), bits)
	default:
		for row := first; row < end; row++ {
			if f, t := from.At(row), to.At(row); f != 0 && f-1 <= place && (t == 0 || place < t) {
				bits[(row-first)/64] |= 1 << (row % 64)
			}
		}
	}
}

func alive[T uint8 | uint16](from, to []T, place T, bits []uint64) {
	to = to[:len(from)]
	for row, f := range from {
		if f-1 <= place && place <= to[row]-1 { // 0 wraps to the highest: never begun, never ended
			bits[row/64] |= 1 << (row % 64)
		}
	}
}
