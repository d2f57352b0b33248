package cli

import (
	"bufio"
	"fmt"
	"io"
	"os"
)

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out      *bufio.Writer // the answer; flushed at the end of the command
	err      io.Writer     // everything that is not the answer
	terminal bool          // a person looks at out
	bars     bool          // a person looks at err
}

func newStreams(in io.Reader, out, err io.Writer) *streams {
	return &streams{in: in, out: bufio.NewWriter(out), err: err, terminal: isTerminal(out), bars: isTerminal(err)}
}

// note tells a person something beside the answer.
func (s *streams) note(format string, args ...any) {
	fmt.Fprintln(s.err, printable(fmt.Sprintf(format, args...)))
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
