package main

import (
	"errors"
	"fmt"
	"os"
)

// roomForTests is what the files of all tests, and the programs that Go builds of them,
// take at the same time, and as much again.
const roomForTests = 3 << 30

// inMemory runs tests whose temporary files lie in memory, where there is room. They make
// thousands of ledgers, and on a disk most of their time goes into waiting until it has what
// they wrote, of which no test can tell whether it did: that takes a loss of power.
func (s *stepRun) inMemory(run func(env []string) error) (err error) {
	room, err := roomInMemory()
	if err != nil || room < roomForTests {
		s.note("temporary files lie on the disk, which is slower: in memory is room for %d MB, and %d are wanted", room>>20, roomForTests>>20)
		return run(nil)
	}
	folder, err := os.MkdirTemp(memoryFolder, "ll-")
	if err != nil {
		return fmt.Errorf("make a folder in memory: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	return run([]string{"TMPDIR=" + folder})
}
