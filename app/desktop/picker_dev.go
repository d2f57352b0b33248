//go:build dev

package desktop

import (
	"context"
	"os"
	"path/filepath"
	"strings"
)

// picker asks by the dialogs of the system, unless the end-to-end tests have
// put the answer into the environment: a browser cannot drive those dialogs.
// LICENSELEDGER_PICK holds paths as PATH does; the first one is the ledger. It
// may also say panic: then every dialog does, inside of a bound method, which the
// page must survive.
type picker struct{ nativePicker }

func newPicker(ctx context.Context) picker { return picker{nativePicker{ctx}} }

func answers() []string {
	answer := os.Getenv("LICENSELEDGER_PICK")
	if answer == "panic" {
		panic("as the environment says")
	}
	return filepath.SplitList(answer)
}

func (p picker) PickFiles() ([]string, error) {
	if answer := answers(); len(answer) > 0 {
		return answer, nil
	}
	return p.nativePicker.PickFiles()
}

func (p picker) PickLedger() (string, error) {
	if answer := answers(); len(answer) > 0 {
		return answer[0], nil
	}
	return p.nativePicker.PickLedger()
}

// PickOne answers with the first file that has an ending that is asked for.
func (p picker) PickOne(what, pattern string) (string, error) {
	for _, answer := range answers() {
		if strings.Contains(pattern+";", "*"+filepath.Ext(answer)+";") {
			return answer, nil
		}
	}
	return p.nativePicker.PickOne(what, pattern)
}

func (p picker) PickSave(folder, name string) (string, error) {
	if answer := answers(); len(answer) > 0 {
		return answer[0], nil
	}
	return p.nativePicker.PickSave(folder, name)
}

func (p picker) PickFolder() (string, error) {
	if answer := answers(); len(answer) > 0 {
		return filepath.Dir(answer[0]), nil
	}
	return p.nativePicker.PickFolder()
}
