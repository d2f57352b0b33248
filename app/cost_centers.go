package app

import (
	"context"

	"licenseledger/store/ledger"
	"licenseledger/sync/importer"
)

// CostCenterImport is what a list of cost centers is, and what came of it.
type CostCenterImport struct {
	Name      string
	Addresses int // that it gives a cost center
	People    int // accounts of the newest directory that have one of them
	Problems  []importer.CostCenterProblem
	Repeated  []int // lines that say again what one before them says
	Blank     []int // lines without a cost center
	Strangers []int // lines of addresses that no account of the ledger ever had; they are kept
	Before    int   // addresses of the list that it takes the place of
	Forgotten int   // lines about people who were forgotten, which were left out; once it is kept
}

// PreviewCostCenters tells what a list of cost centers would be, and changes
// nothing. Problems are no error. Codes: not_found, invalid.
func (l *Ledger) PreviewCostCenters(ctx context.Context, path string) (CostCenterImport, error) {
	_, done, err := l.readCostCenters(ctx, path)
	return done, err
}

// ImportCostCenters keeps a list of cost centers in place of the one before, for
// every day. With problems nothing is changed, and the error says how many.
// Codes: not_found, invalid, read_only.
func (l *Ledger) ImportCostCenters(ctx context.Context, path string) (CostCenterImport, error) {
	list, done, err := l.readCostCenters(ctx, path)
	if err != nil {
		return done, err
	}
	if n := len(done.Problems); n > 0 {
		return done, ledger.Errorf(ledger.CodeInvalid, "import cost centers", "%s has %s that cannot be used, so nothing was changed. Correct them and import it again.", done.Name, ledger.Counted(n, "line", "lines"))
	}
	kept, err := l.store.SetCostCenters(ctx, list)
	done.Before, done.Forgotten = kept.Replaced, kept.Forgotten
	return done, err
}

func (l *Ledger) readCostCenters(ctx context.Context, path string) ([]ledger.CostCenterOf, CostCenterImport, error) {
	f, err := importer.ReadCostCenterFile(path)
	done := CostCenterImport{Name: f.Name, Addresses: len(f.Lines), Problems: f.Problems, Repeated: f.Repeated, Blank: f.Blank}
	if err != nil {
		return nil, done, err
	}
	list, addresses := make([]ledger.CostCenterOf, len(f.Lines)), make([]string, len(f.Lines))
	for i, line := range f.Lines {
		list[i], addresses[i] = line.CostCenterOf, line.Address
	}
	found, err := l.store.WhoseAddresses(ctx, addresses)
	if err != nil {
		return nil, done, err
	}
	for _, n := range found.Strangers {
		if line := f.Lines[n].Line; len(done.Strangers) == 0 || done.Strangers[len(done.Strangers)-1] != line {
			done.Strangers = append(done.Strangers, line)
		}
	}
	done.People = found.People
	before, err := l.store.CostCenterList(ctx)
	done.Before = len(before)
	return list, done, err
}

// ClearCostCenters takes the list of cost centers away and tells how many
// addresses it had; what the directory says holds again, for every day.
func (l *Ledger) ClearCostCenters(ctx context.Context) (int, error) {
	kept, err := l.store.SetCostCenters(ctx, nil)
	return kept.Replaced, err
}

// CostCenters tells where the cost centers of a day come from; at is as in
// ViewSpec.
func (l *Ledger) CostCenters(ctx context.Context, at string) (ledger.Snapshot, ledger.CostCenters, error) {
	return l.store.CostCenters(ctx, at)
}

// CostCentersListed tells whether a list of cost centers was imported.
func (l *Ledger) CostCentersListed(ctx context.Context) (bool, error) {
	return l.store.CostCentersListed(ctx)
}
