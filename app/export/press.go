package export

import (
	"archive/zip"
	"bytes"
	"hash"
	"io"
	"math"
	"runtime"

	"github.com/klauspost/compress/flate"

	"licenseledger/store/ledger"
)

// compression of the parts: a higher level makes files a little smaller and
// takes several times as long.
const compression = flate.BestSpeed

// mostPackers bounds the memory that is in use at a time.
const mostPackers = 10

// page is a stretch of a sheet: some lines, or what stands before or after them.
type page struct {
	lines int
	// write is called once, on a goroutine of its own; number is the place of the
	// first line.
	write func(b *packer, number int) error
	last  bool
}

// packer turns pages into compressed XML. What it makes of a page ends at the
// boundary of a byte, so that all make one stream when they are put behind each
// other.
type packer struct {
	page
	number  int
	cells   cellWriter
	hashed  []byte // the same rows as the digest sees them
	hashing bool   // it sees lines that are none of Rows
	packed  bytes.Buffer
	deflate *flate.Writer
	err     error
	done    chan struct{} // nil while there is nothing to wait for
}

func (b *packer) run() {
	defer close(b.done)
	b.cells.buffer, b.cells.links, b.hashed = b.cells.buffer[:0], b.cells.links[:0], b.hashed[:0]
	b.packed.Reset()
	b.deflate.Reset(&b.packed)
	if b.err = b.write(b, b.number); b.err != nil {
		return
	}
	if _, b.err = b.deflate.Write(b.cells.buffer); b.err != nil {
		return
	}
	if b.last {
		b.err = b.deflate.Close()
	} else {
		b.err = b.deflate.Flush()
	}
}

// press writes and compresses the pages of a sheet side by side, and puts them
// into the file in their order. Where pages end does not depend on the number of
// processors, so neither do the bytes.
type press struct {
	part    io.Writer // of the archive, which counts and sums up what is written to it
	file    io.Writer // where the archive's compressed bytes go
	packers []*packer // used in turn
	next    int
	number  int // of the next line
	done    int // lines in the file
	links   []link
	hash    hash.Hash
	told    Progress // of lines in the file; nil for none
	size    uint64
	packed  []byte // what the part is being written as
}

// Write implements io.Writer for the archive, which compresses by it: what it is
// given has been compressed already.
func (p *press) Write(raw []byte) (int, error) {
	_, err := p.file.Write(p.packed)
	return len(raw), err
}

// Close implements io.Closer for the archive.
func (p *press) Close() error { return nil }

func newPress(cells cellWriter, hash hash.Hash) (*press, error) {
	p := &press{hash: hash}
	for range min(runtime.GOMAXPROCS(0)+1, mostPackers) {
		deflate, err := flate.NewWriter(nil, compression)
		if err != nil {
			return nil, err
		}
		p.packers = append(p.packers, &packer{cells: cells, deflate: deflate})
	}
	return p, nil
}

// begin starts with another sheet, whose lines begin with the second row.
func (p *press) begin(archive *zip.Writer, sheet rowSheet, told Progress) (err error) {
	*p = press{packers: p.packers, hash: p.hash, number: 2, told: told}
	for _, b := range p.packers {
		b.hashing = sheet.hashed
	}
	archive.RegisterCompressor(zip.Deflate, func(file io.Writer) (io.WriteCloser, error) {
		p.file = file
		return p, nil
	})
	p.part, err = archive.Create(sheet.part)
	archive.RegisterCompressor(zip.Deflate, compressor)
	return err
}

func compressor(file io.Writer) (io.WriteCloser, error) { return flate.NewWriter(file, compression) }

// add hands a page over. It waits when all packers are at work.
func (p *press) add(pg page) error {
	b := p.packers[p.next]
	if err := p.settle(b); err != nil {
		return err
	}
	p.next = (p.next + 1) % len(p.packers)
	b.page, b.number, b.done = pg, p.number, make(chan struct{})
	p.number += pg.lines
	go b.run()
	return nil
}

// settle waits for a packer and writes what it made.
func (p *press) settle(b *packer) error {
	if b.done == nil {
		return nil
	}
	<-b.done
	b.done = nil
	if b.err != nil {
		return b.err
	}
	p.size += uint64(len(b.cells.buffer))
	// Excel refuses parts that need the 64-bit form of zip as Go writes it.
	if p.size > math.MaxUint32 {
		return ledger.Errorf(ledger.CodeInvalid, "write the workbook",
			"A sheet would be larger than a workbook can hold. Export as CSV, narrow the list with a filter, or use the layout list.")
	}
	p.links = append(p.links, b.cells.links...)
	p.hash.Write(b.hashed)
	p.packed = b.packed.Bytes()
	if _, err := p.part.Write(b.cells.buffer); err != nil {
		return err
	}
	if p.done += b.lines; b.lines > 0 {
		p.told.tell(p.done)
	}
	return nil
}

// finish settles all packers, the oldest first.
func (p *press) finish() error {
	for i := range p.packers {
		if err := p.settle(p.packers[(p.next+i)%len(p.packers)]); err != nil {
			return err
		}
	}
	return nil
}

// stop waits for packers that nobody wants any more.
func (p *press) stop() {
	for _, b := range p.packers {
		if b.done != nil {
			<-b.done
		}
	}
}
