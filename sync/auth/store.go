package auth

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Store keeps sign-ins of people: each in an encrypted file of its own, under a
// key in the system's keychain. Where there is no keychain, or no room for the
// file, a sign-in is kept in memory, for as long as the Store. It may be used by
// several goroutines, and its folder by several programs.
type Store struct {
	dir string

	mu     sync.Mutex
	memory map[string]record      // what could not be kept otherwise
	keys   map[string][]byte      // what the keychain said
	turns  map[string]*sync.Mutex // one use of a sign-in at a time
}

// A record is one sign-in.
type record struct {
	Tokens json.RawMessage   `json:"tokens"`           // MSAL's cache
	Claims map[string]string `json:"claims,omitempty"` // by audience: what the next sign-in has to bring
}

// NewStore keeps sign-ins in a folder, which is made when it is needed.
func NewStore(dir string) *Store {
	return &Store{dir: dir, memory: map[string]record{}, keys: map[string][]byte{}, turns: map[string]*sync.Mutex{}}
}

// nameOf is the name of a sign-in's file and key. It tells nobody who it is.
func nameOf(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.ToLower(strings.Join(parts, "\n"))))
	return "sign-in-" + hex.EncodeToString(sum[:16])
}

func (s *Store) path(name string) string { return filepath.Join(s.dir, name) }

// turn waits until nobody else in this program uses a sign-in: a refresh token
// may be good for one use.
func (s *Store) turn(name string) (over func()) {
	s.mu.Lock()
	turn := s.turns[name]
	if turn == nil {
		turn = &sync.Mutex{}
		s.turns[name] = turn
	}
	s.mu.Unlock()
	turn.Lock()
	return turn.Unlock
}

// errNone: nothing is kept under a name.
var errNone = errors.New("there is no sign-in")

// load gives a sign-in: errNone, errKeyLost, errNoKeychain, errNotSealed.
func (s *Store) load(ctx context.Context, name string) (r record, err error) {
	s.mu.Lock()
	r, inMemory := s.memory[name]
	key := s.keys[name]
	s.mu.Unlock()
	if inMemory {
		return r, nil
	}
	file, err := os.ReadFile(s.path(name))
	if err != nil {
		return record{}, errNone
	}
	if key == nil {
		if key, err = findKey(ctx, name); err != nil {
			return record{}, err
		}
	}
	content, err := unsealed(key, name, file)
	if err != nil || json.Unmarshal(content, &r) != nil {
		return record{}, errNotSealed
	}
	s.remember(name, key)
	return r, nil
}

func (s *Store) remember(name string, key []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keys[name] = key
	delete(s.memory, name)
}

// save keeps a sign-in and tells whether that outlives the program.
func (s *Store) save(ctx context.Context, name string, r record) (kept bool) {
	content, err := json.Marshal(r)
	if err != nil {
		panic("auth: encode sign-in: " + err.Error()) // JSON of MSAL's, and text
	}
	s.mu.Lock()
	key := s.keys[name]
	s.mu.Unlock()
	if key == nil {
		if key, err = findKey(ctx, name); errors.Is(err, errKeyLost) {
			key, err = makeKey(ctx, name)
		}
	}
	if err == nil {
		if err = s.write(name, sealed(key, name, content)); err == nil {
			s.remember(name, key)
			return true
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.memory[name] = r
	return false
}

// CanKeep tells whether a sign-in would outlive the program: there is a folder for
// it and a keychain that answers, which may ask its person to unlock it.
func (s *Store) CanKeep(ctx context.Context) bool {
	if s.dir == "" {
		return false
	}
	_, err := findKey(ctx, "a key that is not there")
	return !errors.Is(err, errNoKeychain)
}

// kept tells whether a sign-in that load gave outlives the program.
func (s *Store) kept(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, inMemory := s.memory[name]
	return !inMemory
}

// remove forgets a sign-in, its file and its key.
func (s *Store) remove(ctx context.Context, name string) error {
	s.mu.Lock()
	delete(s.memory, name)
	delete(s.keys, name)
	s.mu.Unlock()
	dropKey(ctx, name)
	if err := os.Remove(s.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

const (
	modeFolder = 0o700
	modeFile   = 0o600
)

// write puts the file in its place in one step, readable by its owner only.
func (s *Store) write(name string, content []byte) error {
	if err := os.MkdirAll(s.dir, modeFolder); err != nil {
		return err
	}
	temp, err := os.CreateTemp(s.dir, "."+name+".*") // with mode 0600
	if err != nil {
		return err
	}
	_, err = temp.Write(content)
	err = errors.Join(err, temp.Chmod(modeFile), temp.Sync(), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), s.path(name))
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return nil
}
