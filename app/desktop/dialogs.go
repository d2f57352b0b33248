package desktop

import (
	"context"
	"strings"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// nativePicker asks by the dialogs of the system. A dialog that is closed
// answers with nothing, and no error.
type nativePicker struct{ ctx context.Context }

func (p nativePicker) PickFiles() ([]string, error) {
	return runtime.OpenMultipleFilesDialog(p.ctx, runtime.OpenDialogOptions{
		Title:   "License Ledger",
		Filters: []runtime.FileFilter{{DisplayName: "CSV (*.csv)", Pattern: "*.csv;*.CSV;*.txt"}},
	})
}

func (p nativePicker) PickLedger() (string, error) {
	return runtime.OpenFileDialog(p.ctx, runtime.OpenDialogOptions{
		Title:   "License Ledger",
		Filters: []runtime.FileFilter{{DisplayName: "License Ledger (*.ledger)", Pattern: "*.ledger"}},
	})
}

func (p nativePicker) PickBackup() (string, error) {
	return runtime.OpenFileDialog(p.ctx, runtime.OpenDialogOptions{
		Title:   "License Ledger",
		Filters: []runtime.FileFilter{{DisplayName: "License Ledger (*.backup, *.ledger)", Pattern: "*.backup;*.ledger"}},
	})
}

// PickOne asks for one file of a kind, by patterns such as *.pem;*.pfx.
func (p nativePicker) PickOne(what, pattern string) (string, error) {
	return runtime.OpenFileDialog(p.ctx, runtime.OpenDialogOptions{
		Title:   "License Ledger",
		Filters: []runtime.FileFilter{{DisplayName: what + " (" + strings.ReplaceAll(pattern, ";", ", ") + ")", Pattern: pattern}},
	})
}

func (p nativePicker) PickFolder() (string, error) {
	return runtime.OpenDirectoryDialog(p.ctx, runtime.OpenDialogOptions{Title: "License Ledger"})
}

func (p nativePicker) PickSave(folder, name string) (string, error) {
	return runtime.SaveFileDialog(p.ctx, runtime.SaveDialogOptions{
		Title:                "License Ledger",
		DefaultDirectory:     folder,
		DefaultFilename:      name,
		CanCreateDirectories: true,
	})
}
