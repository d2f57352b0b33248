package desktop

import (
	"licenseledger/app"
	"licenseledger/sync/importer"
)

// CostCenters tells where the cost centers of the newest day come from.
type CostCenters struct {
	Listed        int  `json:"listed"`    // addresses in the imported list; 0 for none
	Strangers     int  `json:"strangers"` // of them those that nobody of the history file ever had
	IsRead        bool `json:"isRead"`    // a directory tells who is there
	People        int  `json:"people"`    // who are there
	FromList      int  `json:"fromList"`  // have one from the list
	FromDirectory int  `json:"fromDirectory"`
	Without       int  `json:"without"`
}

// CostCenterList is a list of cost centers in a file, and what would come of it.
type CostCenterList struct {
	Path      string              `json:"path"`
	Name      string              `json:"name"`
	Addresses int                 `json:"addresses"`
	People    int                 `json:"people"` // who are there and have one of the addresses
	Problems  []CostCenterProblem `json:"problems"`
	Strangers []int               `json:"strangers"` // lines whose address nobody ever had
	Repeated  []int               `json:"repeated"`  // lines that say again what one before them says
	Blank     []int               `json:"blank"`     // lines without a cost center
	Before    int                 `json:"before"`    // addresses of the list that it takes the place of
}

// CostCenterProblem is what is wrong with a line of such a file.
type CostCenterProblem struct {
	Line     int                       `json:"line"`
	Reason   importer.CostCenterReason `json:"reason"`
	Other    int                       `json:"other"` // of contradicts: the line
	Cells    int                       `json:"cells"` // of cell_count
	Headings int                       `json:"headings"`
}

// CostCenters tells where cost centers come from. Codes: not_found when nothing
// is open or nothing was read.
func (w *Window) CostCenters() (CostCenters, error) {
	return guard("read cost centers", func() (CostCenters, error) {
		opened, err := w.current()
		if err != nil {
			return CostCenters{}, err
		}
		_, found, err := opened.CostCenters(w.work, "")
		out := CostCenters{Listed: found.Listed, Strangers: found.Strangers, IsRead: found.People != nil, FromList: found.FromList,
			FromDirectory: found.FromOther, Without: found.Without}
		if found.People != nil {
			out.People = *found.People
		}
		return out, err
	})
}

// PickCostCenters asks for a list of cost centers and tells what it is; a path of
// "" when the person changed their mind. Codes: those of
// app.Ledger.PreviewCostCenters.
func (w *Window) PickCostCenters() (CostCenterList, error) {
	return guard("look at cost centers", func() (CostCenterList, error) {
		opened, err := w.current()
		if err != nil {
			return CostCenterList{}, err
		}
		path, err := w.shell.PickOne("CSV", "*.csv")
		if err != nil || path == "" {
			return CostCenterList{}, err
		}
		list, err := opened.PreviewCostCenters(w.work, path)
		return costCenterListOf(path, list), err
	})
}

func costCenterListOf(path string, list app.CostCenterImport) CostCenterList {
	out := CostCenterList{Path: path, Name: list.Name, Addresses: list.Addresses, People: list.People, Before: list.Before, Problems: []CostCenterProblem{},
		Strangers: append([]int{}, list.Strangers...), Repeated: append([]int{}, list.Repeated...), Blank: append([]int{}, list.Blank...)}
	for _, p := range list.Problems {
		out.Problems = append(out.Problems, CostCenterProblem(p))
	}
	return out
}

// ofCostCenters is what to read again: every day shows other cost centers.
var ofCostCenters = []string{"costCenters", "views"}

// ImportCostCenters keeps the list in place of the one before. Codes: those of
// app.Ledger.ImportCostCenters.
func (w *Window) ImportCostCenters(path string) error {
	return w.change("import cost centers", ofCostCenters, func(opened *app.Ledger) error {
		_, err := opened.ImportCostCenters(w.work, path)
		return err
	})
}

// ClearCostCenters takes the list away. Codes: read_only.
func (w *Window) ClearCostCenters() error {
	return w.change("clear cost centers", ofCostCenters, func(opened *app.Ledger) error {
		_, err := opened.ClearCostCenters(w.work)
		return err
	})
}
