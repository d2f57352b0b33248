package importer

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
)

// A reading tells how far it is from its beginning to near its end, and stops
// where it is when it is canceled.
func TestOpen_TellsHowFarItIsAndStops(t *testing.T) {
	path := put(t, "x.csv", long(4000))
	var passes []Pass
	f, err := Open(t.Context(), path, Options{Told: func(p Pass) { passes = append(passes, p) }})
	if err != nil {
		t.Fatal(err)
	}
	first, last := passes[0], passes[len(passes)-1]
	if first.Rows != 0 || last.Rows != 3*1024 || last.Read <= first.Read || last.Read > f.size || last.Size != f.size || len(passes) != 4 {
		t.Errorf("%d times, first %+v, last %+v of %d bytes", len(passes), first, last, f.size)
	}

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	told := 0
	_, err = Open(ctx, path, Options{Told: func(Pass) {
		if told++; told == 3 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || told != 3 {
		t.Errorf("told %d times, then %v", told, err)
	}
}

// stuck is a disk that does not answer before it is let go.
type stuck struct{ letGo chan struct{} }

func (s stuck) Read([]byte) (int, error) {
	<-s.letGo
	return 0, io.EOF
}

// Who waits for a disk that does not answer can stop waiting.
func TestAhead_StopsWaiting(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	disk := stuck{make(chan struct{})}
	a := readAhead(ctx, disk)
	cancel()
	if n, err := a.Read(make([]byte, 10)); n != 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("read %d, %v", n, err)
	}
	close(disk.letGo)
	a.Close()

	whole := readAhead(t.Context(), strings.NewReader("abc"))
	defer whole.Close()
	if text, err := io.ReadAll(whole); string(text) != "abc" || err != nil || whole.given != 3 {
		t.Errorf("%q, %v, %d bytes", text, err, whole.given)
	}
}
