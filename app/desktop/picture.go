package desktop

import (
	"bytes"
	"compress/gzip"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"path/filepath"

	"licenseledger/app"
	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// Picture is the page as it was drawn last. The window shows it at the next
// start until the page itself is there.
type Picture struct {
	Stamp string            `json:"stamp"` // see PictureStamp
	Root  map[string]string `json:"root"`  // attributes of the html element
	Title string            `json:"title"`
	HTML  string            `json:"html"` // what stands in the body, with its styles
}

// pictureBytes bounds a picture, which a page that goes wrong must not exceed.
const pictureBytes = 4 << 20

// unpackedBytes bounds what is unpacked of a kept picture: JSON writes a letter in six
// bytes at most.
const unpackedBytes = 8 * pictureBytes

// Notes that the page looks the same by.
var unseenNotes = []string{"ledger/looked", "export"}

// PictureStamp stands for everything that the first page after a start is drawn
// from: a picture with another stamp is worth nothing. Empty when no picture can
// be kept, as of a file that cannot be written.
func (w *Window) PictureStamp() (string, error) {
	return guard("stamp picture", func() (string, error) {
		s, err := w.pictureSeal()
		return s.stamp, err
	})
}

// KeepPicture keeps a picture in place of the one before; one whose stamp is no
// longer right is not kept. Codes: invalid when it is too large, read_only.
func (w *Window) KeepPicture(p Picture) error {
	return do("keep picture", func() error {
		if len(p.HTML) > pictureBytes {
			return ledger.Errorf(ledger.CodeInvalid, "keep picture", "The page is too large to be kept for the next start.")
		}
		s, err := w.pictureSeal()
		if err != nil || s.stamp == "" || s.stamp != p.Stamp {
			return err
		}
		content, err := s.close(p)
		if err != nil {
			return err
		}
		if err := ensureFolder(filepath.Dir(s.path)); err != nil {
			return err
		}
		return export.Keep(s.path, content)
	})
}

// keptPicture gives the picture of the open ledger, if it is still right.
func (w *Window) keptPicture() (Picture, bool) {
	s, err := w.pictureSeal()
	if err != nil || s.stamp == "" {
		return Picture{}, false
	}
	content, err := os.ReadFile(s.path)
	if err != nil {
		return Picture{}, false
	}
	p, err := s.open(content)
	if err != nil { // of another stamp or version: it is made anew
		removePicture(s.path)
		return Picture{}, false
	}
	return p, true
}

// dropPicture removes the picture of the open ledger, of which something was
// changed.
func (w *Window) dropPicture() {
	if opened, err := w.current(); err == nil {
		removePicture(w.picturePath(opened.Path()))
	}
}

func removePicture(path string) {
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		slog.Warn("a picture of the page could not be removed", "err", err)
	}
}

// pictureSeal is by what the picture of a ledger is sealed: only who has the
// ledger, at the same generation, with the same choices, can open it.
type pictureSeal struct {
	path  string
	stamp string
	key   []byte
}

func (w *Window) pictureSeal() (pictureSeal, error) {
	opened, err := w.current()
	if err != nil {
		return pictureSeal{}, err
	}
	key, ok, err := opened.SealKey(w.work)
	if err != nil || !ok {
		return pictureSeal{}, err
	}
	generation, err := opened.Generation(w.work)
	if err != nil {
		return pictureSeal{}, err
	}
	choices, err := json.Marshal(w.drawnFrom(opened))
	if err != nil {
		return pictureSeal{}, err
	}
	stamp := sha256.Sum256(fmt.Appendf(nil, "%s %x %d %s", app.Version, w.page, generation, choices))
	return pictureSeal{path: w.picturePath(opened.Path()), stamp: hex.EncodeToString(stamp[:]), key: key}, nil
}

// picturePath is where the picture of the ledger at path lies.
func (w *Window) picturePath(path string) string {
	name := sha256.Sum256([]byte(path))
	return filepath.Join(w.places.pictures, hex.EncodeToString(name[:8]))
}

// drawnFrom is what a page looks different by, beside the answers of the ledger.
func (w *Window) drawnFrom(opened *app.Ledger) any {
	w.mu.Lock()
	defer w.mu.Unlock()
	notes := map[string]string{}
	maps.Copy(notes, w.settings.Notes[""])
	maps.Copy(notes, w.settings.Notes[opened.Path()])
	for _, name := range unseenNotes {
		delete(notes, name)
	}
	return []any{w.settings.Settings, w.lookOfOpened(), w.settings.Watched[opened.Path()], notes}
}

func (s pictureSeal) aead() (cipher.AEAD, error) {
	block, err := aes.NewCipher(s.key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

func (s pictureSeal) close(p Picture) ([]byte, error) {
	sealed, err := s.aead()
	if err != nil {
		return nil, err
	}
	var small bytes.Buffer
	packed := gzip.NewWriter(&small)
	if err := json.NewEncoder(packed).Encode(p); err != nil {
		return nil, err
	}
	if err := packed.Close(); err != nil {
		return nil, err
	}
	nonce := make([]byte, sealed.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	return sealed.Seal(nonce, nonce, small.Bytes(), []byte(s.stamp)), nil
}

func (s pictureSeal) open(content []byte) (p Picture, err error) {
	sealed, err := s.aead()
	if err != nil {
		return p, err
	}
	if len(content) < sealed.NonceSize() {
		return p, io.ErrUnexpectedEOF
	}
	nonce, rest := content[:sealed.NonceSize()], content[sealed.NonceSize():]
	small, err := sealed.Open(nil, nonce, rest, []byte(s.stamp))
	if err != nil {
		return p, err
	}
	packed, err := gzip.NewReader(bytes.NewReader(small))
	if err != nil {
		return p, err
	}
	return p, json.NewDecoder(io.LimitReader(packed, unpackedBytes)).Decode(&p)
}
