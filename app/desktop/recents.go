package desktop

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// recentsKept is how many ledgers are remembered.
const recentsKept = 8

// TenantLook is how a tenant is told apart from others on this computer.
type TenantLook struct {
	Name   string `json:"name"`   // empty for the name that Microsoft knows
	Colour string `json:"colour"` // one of TenantColours
}

// TenantColours are the colours that a tenant can have, by name; the page knows
// how each looks.
func TenantColours() []string {
	return []string{"teal", "blue", "plum", "amber", "green", "rust", "indigo", "slate"}
}

// nameLength bounds a name that is chosen for a tenant.
const nameLength = 80

// recent is what is kept of a ledger that was opened.
type recent struct {
	Path       string `json:"path"`
	TenantName string `json:"tenantName"`
	IsSample   bool   `json:"isSample"`
	LastRead   string `json:"lastRead"` // RFC 3339; "" when nothing was read yet
	Opened     string `json:"opened"`   // RFC 3339
}

// Recent is a ledger that was opened before.
type Recent struct {
	Path       string `json:"path"`
	TenantName string `json:"tenantName"` // empty before the first reading of the tenant
	Name       string `json:"name"`       // what it is called on this computer; empty for its own name
	Colour     string `json:"colour"`
	IsSample   bool   `json:"isSample"`
	LastRead   string `json:"lastRead"` // RFC 3339; empty when nothing was read yet
	Opened     string `json:"opened"`   // RFC 3339
	Missing    bool   `json:"missing"`  // it lies there no longer
	IsOpen     bool   `json:"isOpen"`
}

// Recents lists the ledgers that were opened before, the last one first.
func (w *Window) Recents() ([]Recent, error) {
	return guard("list recent files", func() ([]Recent, error) {
		w.mu.Lock()
		kept, looks, openPath := w.settings.Recents, w.settings.Looks, ""
		if w.ledger != nil {
			openPath = w.ledger.Path()
		}
		w.mu.Unlock()
		out := make([]Recent, 0, len(kept))
		for _, r := range kept {
			look := looks[r.Path]
			out = append(out, Recent{Path: r.Path, TenantName: r.TenantName, Name: look.Name, Colour: look.Colour, IsSample: r.IsSample,
				LastRead: r.LastRead, Opened: r.Opened, Missing: fileGone(r.Path), IsOpen: r.Path == openPath})
		}
		return out, nil
	})
}

// RemoveRecent takes a ledger off the list; the file stays. Code read_only when
// the settings cannot be written.
func (w *Window) RemoveRecent(path string) error {
	return do("remove recent file", func() error { return w.dropRecent(path) })
}

// ReturnRecent puts back what RemoveRecent took, where it was.
func (w *Window) ReturnRecent(r Recent) error {
	return do("return recent file", func() error {
		return w.changeSettings(func(s *settingsFile) {
			s.Recents = withRecent(s.Recents, recent{r.Path, r.TenantName, r.IsSample, r.LastRead, r.Opened})
		})
	})
}

func (w *Window) dropRecent(path string) error {
	removePicture(w.picturePath(path))
	return w.changeSettings(func(s *settingsFile) {
		s.Recents = slices.DeleteFunc(slices.Clone(s.Recents), func(r recent) bool { return r.Path == path })
	})
}

// withRecent gives the list with a ledger in place of what was kept of it.
func withRecent(list []recent, r recent) []recent {
	others := slices.DeleteFunc(slices.Clone(list), func(other recent) bool { return other.Path == r.Path })
	others = append(others, r)
	slices.SortStableFunc(others, func(a, b recent) int { return cmp.Compare(b.Opened, a.Opened) })
	return others[:min(len(others), recentsKept)]
}

// NameTenant keeps what the tenant of the open ledger is called here; "" for its own
// name. Codes: not_found when nothing is open, invalid for a name that is too long,
// read_only.
func (w *Window) NameTenant(name string) error {
	return do("name tenant", func() error {
		if len(name) > nameLength {
			return ledger.Errorf(ledger.CodeInvalid, "name tenant", "A tenant has a name of at most %d letters. Nothing was changed.", nameLength)
		}
		return w.changeLook(func(look *TenantLook) { look.Name = name })
	})
}

// ColourTenant keeps which colour the tenant of the open ledger has. Codes: not_found
// when nothing is open, invalid for a colour that does not exist, read_only.
func (w *Window) ColourTenant(colour string) error {
	return do("colour tenant", func() error {
		if !slices.Contains(TenantColours(), colour) {
			return ledger.Errorf(ledger.CodeInvalid, "colour tenant", "A tenant has one of %d colours. Nothing was changed.", len(TenantColours()))
		}
		return w.changeLook(func(look *TenantLook) { look.Colour = colour })
	})
}

// changeLook changes how the open ledger's tenant looks, and leaves the rest of it as it
// is by then.
func (w *Window) changeLook(change func(*TenantLook)) error {
	opened, err := w.current()
	if err != nil {
		return err
	}
	err = w.changeSettings(func(s *settingsFile) {
		look := s.Looks[opened.Path()]
		change(&look)
		s.Looks = withLook(s.Looks, opened.Path(), look)
	})
	w.changed("ledger", "recents")
	return err
}

func withLook(looks map[string]TenantLook, path string, look TenantLook) map[string]TenantLook {
	out := maps.Clone(looks) // the map before may be on its way to the disk
	if out == nil {
		out = map[string]TenantLook{}
	}
	out[path] = look
	return out
}

// lookOfOpened gives how the open ledger's tenant looks. mu is held.
func (w *Window) lookOfOpened() TenantLook {
	if w.ledger == nil {
		return TenantLook{}
	}
	return w.settings.Looks[w.ledger.Path()]
}

// freeColour gives a ledger the first colour that no other recent one has.
func (s settingsFile) freeColour() string {
	taken := map[string]bool{}
	for _, r := range s.Recents {
		taken[s.Looks[r.Path].Colour] = true
	}
	for _, colour := range TenantColours() {
		if !taken[colour] {
			return colour
		}
	}
	return TenantColours()[0]
}

// noteOpened remembers a ledger that was opened: at the top of the recent ones,
// and as the one to open again at the next start. It is a comfort: that it
// cannot be kept stops nobody.
func (w *Window) noteOpened(opened *app.Ledger) {
	next, err := w.recentOf(opened)
	if err != nil {
		return
	}
	if info, err := opened.Info(w.work); err == nil {
		w.noteTenant(info)
	}
	next.Opened = time.Now().UTC().Format(time.RFC3339Nano)
	_ = w.changeSettings(func(s *settingsFile) {
		if s.Looks[next.Path].Colour == "" {
			s.Looks = withLook(s.Looks, next.Path, TenantLook{Name: s.Looks[next.Path].Name, Colour: s.freeColour()})
		}
		s.Recents = withRecent(s.Recents, next)
		s.Last = next.Path
	})
}

// noteRead keeps what a sync or an import changed about the open ledger.
func (w *Window) noteRead() {
	opened, err := w.current()
	if err != nil {
		return
	}
	next, err := w.recentOf(opened)
	if err != nil {
		return
	}
	_ = w.changeSettings(func(s *settingsFile) { // as in noteOpened
		for _, before := range s.Recents {
			if before.Path == next.Path {
				next.Opened = before.Opened
				s.Recents = withRecent(s.Recents, next)
				return
			}
		}
	})
}

func (w *Window) recentOf(opened *app.Ledger) (recent, error) {
	info, err := opened.Info(w.work)
	if err != nil {
		return recent{}, err
	}
	readings, err := opened.Snapshots(w.work)
	if err != nil {
		return recent{}, err
	}
	out := recent{Path: info.Path, TenantName: info.TenantName, IsSample: info.Sample}
	if len(readings) > 0 {
		out.LastRead = readings[len(readings)-1].At
	}
	return out, nil
}

// openedLast keeps which ledger to open at the next start; "" for none.
func (w *Window) openedLast(path string) {
	_ = w.changeSettings(func(s *settingsFile) { s.Last = path }) // as in noteOpened
}

func (w *Window) lastOpen() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.settings.Last
}

// changeSettings changes the settings and writes them. What others hold of them
// must stay as it was.
func (w *Window) changeSettings(change func(*settingsFile)) error {
	w.writing.Lock() // what was changed later is written later
	defer w.writing.Unlock()
	w.mu.Lock()
	change(&w.settings)
	w.settings = w.settings.sound()
	kept := w.settings
	w.mu.Unlock()
	return writeSettings(w.places.settings, kept)
}
