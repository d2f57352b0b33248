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
	outLooks looks         // what out can show
	errLooks looks         // what err can show
	quiet    bool          // --quiet: only the answer and what failed
	plain    bool          // --no-color
}

func newStreams(in io.Reader, out, err io.Writer) *streams {
	out, err = heard(out), heard(err)
	return &streams{in: in, out: bufio.NewWriter(out), err: err, terminal: isTerminal(out), bars: isTerminal(err),
		outLooks: looksOf(out), errLooks: looksOf(err)}
}

// note tells a person something beside the answer, unless they want it quiet.
func (s *streams) note(format string, args ...any) {
	if !s.quiet {
		s.tell("", format, args...)
	}
}

// warning is a note about something that is not as it should be.
func (s *streams) warning(format string, args ...any) {
	if !s.quiet {
		s.tell(yellow, format, args...)
	}
}

// ask tells what a person has to know or the command is of no use: where to sign
// in, for example. Quiet does not hide it.
func (s *streams) ask(format string, args ...any) { s.tell("", format, args...) }

// trouble tells of a failure that does not end the command.
func (s *streams) trouble(err error) { s.tell(red, "%s", sentence(err)) }

// tell writes a line; what it says can steer no terminal, only the color does.
func (s *streams) tell(color color, format string, args ...any) {
	fmt.Fprintln(s.err, s.errLooks.paint(color, printable(fmt.Sprintf(format, args...)), s.plain))
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
