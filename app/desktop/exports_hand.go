package desktop

import (
	"path/filepath"
	"strings"

	"licenseledger/app"
	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// csvOf gives how a CSV file, or the index of a set, is written; nil where
// nothing can be chosen. It goes by the name that the file got: the person may
// have given it another ending.
func csvOf(r ExportRequest, spec app.ExportSpec) (*export.CSVOptions, error) {
	isCSV := strings.EqualFold(filepath.Ext(spec.Out), ".csv") || spec.SplitBy != ""
	if !isCSV || spec.Layout.IsReport() {
		return nil, nil
	}
	options := export.CSVOptions{BOM: r.Mark, Comma: ',', CRLF: !r.LineFeeds, FormulaGuard: r.Guard, DateForm: export.DateForm(r.Dates)}
	if r.Comma == "local" {
		comma, err := export.Separator(r.Comma, r.Language)
		options.Comma = comma
		return &options, err
	}
	for _, c := range r.Comma {
		options.Comma = c
		break
	}
	return &options, nil
}

// askFolder lets the person choose where the folder of a set goes. It replaces
// nothing there.
func (w *Window) askFolder(name string) (path string, fresh bool, err error) {
	folder, err := w.shell.PickFolder()
	if err != nil {
		return "", false, err
	}
	if folder == "" {
		return "", false, ledger.Errorf(ledger.CodeCanceled, "choose place", "Nothing was exported.")
	}
	return filepath.Join(folder, name), true, nil
}

// handedWord ends the name of a file: by what the list is split, and that it
// names nobody.
func handedWord(r ExportRequest) string {
	english := map[string]string{"department": "department", "manager": "manager", "cost_center": "cost center", "company": "company", "country": "country",
		"office": "office", "license": "license", "status": "status"}
	dutch := map[string]string{"department": "afdeling", "manager": "leidinggevende", "cost_center": "kostenplaats", "company": "bedrijf", "country": "land",
		"office": "kantoor", "license": "licentie", "status": "status"}
	words, hidden := english, "pseudonyms"
	if r.Language == "nl" {
		words, hidden = dutch, "pseudoniemen"
	}
	end := ""
	if r.SplitBy != "" {
		end = " per " + words[r.SplitBy]
	}
	if r.Redact {
		end += " " + hidden
	}
	if r.SplitBy == "" {
		end += "." + fileWord(r.Format)
	}
	return end
}
