package tenants

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"licenseledger/app"
	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// Known is a ledger of the list, and what was last seen in it: so that one that
// cannot be read still has a name.
type Known struct {
	Path       string `json:"path"`       // absolute
	TenantName string `json:"tenantName"` // "" before the first reading of the tenant
	TenantID   string `json:"tenantId"`
	IsSample   bool   `json:"isSample"`
	Added      string `json:"added"` // RFC 3339
}

// Name is what to call the tenant: its own name, or else the name of the file.
func (k Known) Name() string { return cmp.Or(k.TenantName, filepath.Base(k.Path)) }

// List is the ledgers that are known. It is a folder with a small file for each,
// so that two programs that add and remove at once never undo each other.
type List struct{ folder string }

// ListIn is the list in a data folder, see app.DataFolder.
func ListIn(dataFolder string) List { return List{filepath.Join(dataFolder, "tenants")} }

// Usual is the list of this person on this computer.
func Usual() (List, error) {
	folder, err := app.DataFolder()
	if err != nil {
		err = ledger.Errorf(ledger.CodeReadOnly, "find list of tenants",
			"The system does not say where your home folder is. Set HOME and try again.").Because(err)
	}
	return ListIn(folder), err
}

// Begun tells whether a list was ever kept: an empty one was emptied by somebody.
func (l List) Begun() bool {
	_, err := os.Stat(l.folder)
	return err == nil
}

// All gives the ledgers by name. What is no entry of the list is passed over.
// Code read_only when the list cannot be read.
func (l List) All() ([]Known, error) {
	entries, err := os.ReadDir(l.folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, l.unreadable(err)
	}
	var all []Known
	for _, entry := range entries {
		if filepath.Ext(entry.Name()) != ".json" {
			continue
		}
		if k, ok := l.read(entry.Name()); ok {
			all = append(all, k)
		}
	}
	slices.SortFunc(all, func(a, b Known) int {
		return cmp.Or(cmp.Compare(ledger.FoldText(a.Name()), ledger.FoldText(b.Name())), cmp.Compare(a.Path, b.Path))
	})
	return all, nil
}

func (l List) read(name string) (k Known, ok bool) {
	content, err := os.ReadFile(filepath.Join(l.folder, name))
	return k, err == nil && json.Unmarshal(content, &k) == nil && filepath.IsAbs(k.Path)
}

// Find gives what is known of the ledger at path.
func (l List) Find(path string) (Known, bool) { return l.read(entryName(absolute(path))) }

// Put adds a ledger, or renews what is known of one. Code read_only.
func (l List) Put(k Known) error {
	k.Path = absolute(k.Path)
	if before, ok := l.Find(k.Path); ok {
		k.Added = before.Added
		if k == before {
			return nil
		}
	}
	if k.Added == "" {
		k.Added = time.Now().UTC().Format(time.RFC3339)
	}
	content, err := json.MarshalIndent(k, "", "  ")
	if err == nil {
		err = os.MkdirAll(l.folder, 0o700)
	}
	if err == nil {
		err = export.Keep(filepath.Join(l.folder, entryName(k.Path)), content)
	}
	if err != nil {
		return l.unwritable(err)
	}
	return nil
}

// Remove forgets where a ledger lies; the file stays. Codes: not_found, read_only.
func (l List) Remove(path string) error {
	err := os.Remove(filepath.Join(l.folder, entryName(absolute(path))))
	if errors.Is(err, fs.ErrNotExist) {
		return ledger.Errorf(ledger.CodeNotFound, "remove tenant", "%s is not on the list of tenants. \"licensectl tenants list\" shows what is.", path)
	}
	if err != nil {
		return l.unwritable(err)
	}
	return nil
}

// Note adds a ledger that was opened, and renews what is known of one. It leaves
// out what a person would not mean: copies kept as backups, and a second file of
// a tenant whose first is still there.
func (l List) Note(k Known) error {
	k.Path = absolute(k.Path)
	if _, known := l.Find(k.Path); !known {
		if strings.EqualFold(filepath.Ext(k.Path), ".backup") {
			return nil
		}
		all, err := l.All()
		if err != nil {
			return err
		}
		for _, other := range all {
			if k.TenantID != "" && other.TenantID == k.TenantID && other.IsSample == k.IsSample && answers(other.Path, briefly) == nil {
				return nil
			}
		}
	}
	return l.Put(k)
}

// entryName is the file of a ledger in the list.
func entryName(path string) string {
	if runtime.GOOS == "windows" {
		path = strings.ToLower(path)
	}
	sum := sha256.Sum256([]byte(path))
	return hex.EncodeToString(sum[:12]) + ".json"
}

func absolute(path string) string {
	if absolute, err := filepath.Abs(path); err == nil {
		return absolute
	}
	return filepath.Clean(path)
}

func (l List) unreadable(err error) error {
	return ledger.Errorf(ledger.CodeReadOnly, "read list of tenants",
		"The list of tenants in %s cannot be read. Check who may read that folder.", l.folder).Because(err)
}

func (l List) unwritable(err error) error {
	if ledger.CodeOf(err) == ledger.CodeDiskFull {
		return ledger.Errorf(ledger.CodeDiskFull, "change list of tenants",
			"There is no room for the list of tenants in %s. Make room and try again; nothing was changed.", l.folder).Because(err)
	}
	return ledger.Errorf(ledger.CodeReadOnly, "change list of tenants",
		"The list of tenants in %s cannot be changed. Check who may write there. Nothing was changed.", l.folder).Because(err)
}

// FileName is how the file is called.
func (k Known) FileName() string { return filepath.Base(k.Path) }
