package desktop

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"
	"time"

	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// SavePrices asks where to and writes the list of prices, as Excel on this
// computer reads it. It gives the name of the file. Codes: canceled when the
// person changed their mind, read_only.
func (w *Window) SavePrices(language string) (string, error) {
	return guard("save prices", func() (string, error) {
		opened, err := w.current()
		if err != nil {
			return "", err
		}
		comma, err := export.Separator("local", language)
		if err != nil {
			return "", err
		}
		var list bytes.Buffer
		if err := opened.WritePrices(w.work, &list, comma); err != nil {
			return "", err
		}
		path, err := w.shell.PickSave(w.exportFolder(), pricesWord(language)+".csv")
		if err != nil {
			return "", err
		}
		if path == "" {
			return "", ledger.Errorf(ledger.CodeCanceled, "choose place", "Nothing was saved.")
		}
		if !strings.EqualFold(filepath.Ext(path), ".csv") {
			if path += ".csv"; !fileGone(path) { // the system asked about another name
				return "", ledger.Errorf(ledger.CodeInvalid, "save prices", "There is already a file %s. Choose another name.", filepath.Base(path))
			}
		}
		err = export.ToFile(w.work, path, func(out io.Writer) error {
			_, err := list.WriteTo(out)
			return err
		})
		if err != nil {
			return "", err
		}
		w.remember(path, true)
		return filepath.Base(path), nil
	})
}

func pricesWord(language string) string {
	if language == "nl" {
		return "prijzen"
	}
	return "prices"
}

// dayFault tells whether a text is no day of the calendar.
func dayFault(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err != nil
}
