package desktop

import (
	"path/filepath"

	"licenseledger/sync/importer"
)

// shownValues is how many values a person sees of a column.
const shownValues = 3

// ImportSamples gives the headings of a file with a few values of each, for a
// person who says which column is what. Codes: not_found, invalid.
func (w *Window) ImportSamples(path, encoding string) ([]importer.HeadingSample, error) {
	return guard("look at columns", func() ([]importer.HeadingSample, error) {
		return importer.Samples(path, importer.Options{Name: filepath.Base(path), Encoding: importer.Encoding(encoding)}, shownValues)
	})
}
