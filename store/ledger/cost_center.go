package ledger

// CostCenterOf is a line of a list of cost centers: whose address, and which.
type CostCenterOf struct {
	Address    string // folded, as FoldAddress gives it
	CostCenter string
}

// CostCenters tells where the cost centers of a day come from: of every account
// of the directory, its address in the imported list goes before what the
// directory says.
type CostCenters struct {
	Listed    int               `json:"listed"`    // addresses in the list
	Strangers int               `json:"strangers"` // of them those that no account of the ledger ever had
	People    *int              `json:"people"`    // accounts of the day; null when no directory speaks for it
	FromList  int               `json:"from_list"`
	FromOther int               `json:"from_directory"`
	Without   int               `json:"without"`
	Values    []CostCenterValue `json:"-"` // in the order of people; what is not known comes last
}

// CostCenterValue is a cost center, and how many accounts have it.
type CostCenterValue struct {
	CostCenter Text `json:"cost_center"`
	People     int  `json:"people"`
	FromList   int  `json:"from_list"` // of them
}

// KeptCostCenters is what came of keeping a list.
type KeptCostCenters struct {
	Kept      int // addresses
	Replaced  int // addresses of the list before
	Forgotten int // lines about people who were forgotten, which were left out
}
