package lake

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// manifestFolder holds one manifest per tenant. Readers that take every file
// they find leave out what begins with an underscore.
const manifestFolder = "_manifest"

// Manifest names the files of a whole state of one tenant.
type Manifest struct {
	Format     string `json:"format"`
	Version    int    `json:"version"` // see SchemaVersion
	Tenant     string `json:"tenant"`  // as in the names of folders
	TenantName string `json:"tenant_name"`
	Sample     bool   `json:"sample"`
	Redacted   bool   `json:"redacted"` // people have pseudonyms
	Zone       string `json:"zone"`
	AppVersion string `json:"app_version"`
	WrittenAt  string `json:"written_at"` // RFC 3339
	Files      []File `json:"files"`      // by table and day
}

// File is one file of a lake.
type File struct {
	Table  string `json:"table"`
	Day    string `json:"day"`
	Path   string `json:"path"` // from the folder of the lake, with slashes
	Rows   int64  `json:"rows"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	Seal   string `json:"seal"` // what the rows were made from; only its equality says something
}

// ReadManifest reads the manifest of a tenant; ok is false before the first.
// Codes: schema_too_new, invalid for a file that is no manifest.
func ReadManifest(folder, tenant string) (m Manifest, ok bool, err error) {
	path := manifestPath(folder, tenant)
	body, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Manifest{}, false, nil
	}
	if err != nil {
		return Manifest{}, false, export.PlaceError(path, err)
	}
	if err := json.Unmarshal(body, &m); err != nil || m.Format != format {
		return Manifest{}, false, ledger.Errorf(ledger.CodeInvalid, "export",
			"%s is not the manifest of a lake. Choose another folder, or delete this one; the whole lake is then written again.", path)
	}
	if m.Version > SchemaVersion {
		return Manifest{}, false, ledger.Errorf(ledger.CodeSchemaTooNew, "export",
			"The lake in %s was written by a newer version of License Ledger. Update License Ledger, or choose another folder.", folder)
	}
	return m, true, nil
}

func manifestPath(folder, tenant string) string {
	return filepath.Join(folder, manifestFolder, tenant+".json")
}

func (m *Manifest) content() []byte {
	body, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		panic(err) // texts and numbers
	}
	return append(body, '\n')
}
