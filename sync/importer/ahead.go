package importer

import (
	"context"
	"crypto/sha256"
	"hash"
	"io"
)

// ahead reads a file on a goroutine of its own, some blocks before they are
// asked for, and hashes it there. Close ends the goroutine.
type ahead struct {
	blocks chan []byte
	free   chan []byte
	stop   chan struct{}
	ended  chan struct{}
	err    error // io.EOF at the end; set before blocks is closed
	sum    hash.Hash
	ctx    context.Context
	given  int64  // bytes
	block  []byte // what is left of the one at hand
	whole  []byte // the one at hand
}

const (
	blockSize   = 256 << 10
	blocksAhead = 4
)

func readAhead(ctx context.Context, in io.Reader) *ahead {
	a := &ahead{ctx: ctx, blocks: make(chan []byte, blocksAhead), free: make(chan []byte, blocksAhead), stop: make(chan struct{}), ended: make(chan struct{}), sum: sha256.New()}
	for range blocksAhead {
		a.free <- make([]byte, blockSize)
	}
	go a.run(in)
	return a
}

func (a *ahead) run(in io.Reader) {
	defer close(a.ended)
	defer close(a.blocks)
	for {
		var block []byte
		select {
		case <-a.stop:
			return
		case block = <-a.free:
		}
		n, err := io.ReadFull(in, block)
		if n > 0 {
			a.sum.Write(block[:n])
			a.blocks <- block[:n] // never waits: no more blocks exist than have room
		}
		if err != nil {
			if err == io.ErrUnexpectedEOF {
				err = io.EOF
			}
			a.err = err
			return
		}
	}
}

// Read implements io.Reader. Once the context has ended it gives its error: a
// slow disk, or rows as long as blocks, must not keep anybody waiting.
func (a *ahead) Read(p []byte) (int, error) {
	if len(a.block) == 0 {
		if a.whole != nil {
			a.free <- a.whole[:blockSize]
			a.whole = nil
		}
		select {
		case <-a.ctx.Done():
			return 0, a.ctx.Err()
		case block, ok := <-a.blocks:
			if !ok {
				return 0, a.err
			}
			a.block, a.whole = block, block
		}
	}
	n := copy(p, a.block)
	a.block, a.given = a.block[n:], a.given+int64(n)
	return n, nil
}

// Sum is the hash of the whole file once Read has given io.EOF.
func (a *ahead) Sum() []byte { return a.sum.Sum(nil) }

// Close waits until the file is not read any more.
func (a *ahead) Close() {
	close(a.stop)
	<-a.ended
}
