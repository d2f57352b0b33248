package desktop

import (
	"path/filepath"

	"licenseledger/app"
	"licenseledger/app/request"
	"licenseledger/store/ledger"
)

// RequestPage asks for a page to send to others.
type RequestPage struct {
	Kind       string     `json:"kind"` // request or privacy
	Language   string     `json:"language"`
	Connection Connection `json:"connection"` // as far as it is known; what the open history file knows fills in
	Sets       []string   `json:"sets"`       // what to ask for
}

// Written is a file that was written for the person.
type Written struct {
	Path     string `json:"path"`
	FileName string `json:"fileName"`
	Folder   string `json:"folder"` // by its own name
}

// WriteRequest writes a page to send to others, into the folder where exports go,
// under a name that is free. Codes: usage, read_only, disk_full.
func (w *Window) WriteRequest(r RequestPage) (Written, error) {
	return guard("write page", func() (Written, error) {
		options := app.RequestOptions{Kind: request.Kind(r.Kind), Language: r.Language, Connection: r.Connection.toApp(),
			Fresh: true}
		for _, set := range r.Sets {
			options.Sets = append(options.Sets, ledger.AccessSet(set))
		}
		write := app.WriteRequest
		if opened, err := w.current(); err == nil {
			if _, sample, err := opened.Sample(w.work); err != nil {
				return Written{}, err
			} else if !sample {
				write = opened.WriteRequest
			}
		}
		return w.written(func(folder string) (string, error) {
			options.Out = filepath.Join(folder, requestName(r))
			return write(w.work, options)
		})
	})
}

// written has a file written into the folder where exports go, and remembers it as
// one that the person may open.
func (w *Window) written(write func(folder string) (string, error)) (Written, error) {
	folder := w.exportFolder()
	if folder == w.places.downloads {
		if err := ensureFolder(folder); err != nil {
			return Written{}, err
		}
	}
	path, err := write(folder)
	if err != nil {
		return Written{}, err
	}
	w.remember(path, false)
	return Written{Path: path, FileName: filepath.Base(path), Folder: filepath.Base(filepath.Dir(path))}, nil
}

func requestName(r RequestPage) string {
	names := map[string]string{
		"request en": "Request for License Ledger", "request nl": "Verzoek voor License Ledger",
		"privacy en": "What License Ledger keeps of people", "privacy nl": "Wat License Ledger van mensen bewaart",
	}
	return names[r.Kind+" "+r.Language] + ".html"
}
