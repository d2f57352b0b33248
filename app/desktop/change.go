package desktop

import "licenseledger/app"

// change changes something that the open ledger keeps, and tells the page what to
// read again once that is done.
func (w *Window) change(op string, nouns []string, change func(opened *app.Ledger) error) error {
	return do(op, func() error {
		opened, err := w.current()
		if err != nil {
			return err
		}
		if err := change(opened); err != nil {
			return err
		}
		w.changed(nouns...)
		return nil
	})
}
