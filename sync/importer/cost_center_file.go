package importer

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"licenseledger/store/ledger"
)

// The columns of a list of cost centers. With both addresses, each is given the
// cost center.
const (
	ColumnAddress    Column = "email"
	ColumnSignInName Column = "user_principal_name"
	ColumnCostCenter Column = "cost_center"
)

var costCenterSheet = sheetKind{
	what: "a list of cost centers",
	columns: []column{
		{name: ColumnAddress, label: "email", english: "email emailaddress mail address user", other: "emailadres mailadres adres gebruiker"},
		{name: ColumnSignInName, label: "user_principal_name", english: "userprincipalname upn", other: "principalnaamvangebruiker gebruikersprincipalnaam"},
		{name: ColumnCostCenter, label: "cost_center", english: "costcenter costcentre costcentercode costcentrecode", other: "kostenplaats kostenplaatscode kostenplaatsnummer"},
	},
	lacks: func(has func(Column) bool) (lacking []Column) {
		if !has(ColumnAddress) && !has(ColumnSignInName) {
			lacking = append(lacking, ColumnAddress)
		}
		if !has(ColumnCostCenter) {
			lacking = append(lacking, ColumnCostCenter)
		}
		return lacking
	},
}

// CostCenterReason is what is wrong with a row of a list of cost centers.
type CostCenterReason string

// The closed list of reasons.
const (
	CostCenterAfterQuote                   = CostCenterReason(ReasonAfterQuote)
	CostCenterCellCount                    = CostCenterReason(ReasonCellCount)
	CostCenterNoAddress   CostCenterReason = "no_address"
	CostCenterNotAddress  CostCenterReason = "not_address"
	CostCenterContradicts CostCenterReason = "contradicts" // line Other says another cost center for the address
)

// CostCenterReasons gives the closed list.
func CostCenterReasons() []CostCenterReason {
	return []CostCenterReason{CostCenterAfterQuote, CostCenterCellCount, CostCenterNoAddress, CostCenterNotAddress, CostCenterContradicts}
}

// CostCenterProblem is what is wrong with a row. It quotes no cell: they hold
// addresses.
type CostCenterProblem struct {
	Line     int              `json:"line"` // first line of the row, from 1
	Reason   CostCenterReason `json:"reason"`
	Other    int              `json:"other"`    // of contradicts: the line; 0 for others
	Cells    int              `json:"cells"`    // of cell_count: what the row has
	Headings int              `json:"headings"` // of cell_count: what the header has
}

// Text says in English what is wrong and what to do.
func (p *CostCenterProblem) Text() string {
	switch p.Reason {
	case CostCenterAfterQuote:
		return reasonTexts[ReasonAfterQuote]
	case CostCenterCellCount:
		return fmt.Sprintf("the row has %s and the header %d; put a cell with a separator in quotation marks", ledger.Counted(p.Cells, "cell", "cells"), p.Headings)
	case CostCenterNotAddress:
		return "the cell is no e-mail address or sign-in name, which has an @; write whose cost center it is"
	case CostCenterContradicts:
		return fmt.Sprintf("line %d gives the same address another cost center; remove one of them", p.Other)
	}
	return "no cell says whose cost center it is; write the e-mail address or the sign-in name"
}

// Error gives the line and what is wrong there.
func (p *CostCenterProblem) Error() string { return fmt.Sprintf("line %d: %s", p.Line, p.Text()) }

// CostCenterLine is what a list says of an address first.
type CostCenterLine struct {
	ledger.CostCenterOf
	Line int // from 1
}

// CostCenterFile is a list of cost centers that was read to its end.
type CostCenterFile struct {
	Name     string
	Lines    []CostCenterLine    // every address once
	Problems []CostCenterProblem // in the order of the file
	Repeated []int               // lines that only say again what one before them said
	Blank    []int               // lines without a cost center: what the directory says stays
}

// maxCostCenters bounds the file: a line for each of a million people.
const maxCostCenters = 256 << 20

// ReadCostCenterFile reads a list of cost centers: CSV with a header in English
// or Dutch. Rows that cannot be understood, and those that contradict an earlier
// one, are told, all of them, and are no error. Codes: not_found, and invalid for
// a file that is no such list.
func ReadCostCenterFile(path string) (CostCenterFile, error) {
	name := filepath.Base(path)
	info, err := check(path, name)
	if err != nil {
		return CostCenterFile{Name: name}, err
	}
	if info.Size() > maxCostCenters {
		return CostCenterFile{Name: name}, Refuse(Refusal{Why: WhyNoText}, ledger.CodeInvalid, "read "+name,
			"%s is larger than a list of cost centers of a million people. Choose the list, a CSV file. Nothing was changed.", name)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return CostCenterFile{Name: name}, unreadable(name, err)
	}
	return readCostCenters(bytes.NewReader(content), name)
}

func readCostCenters(in io.Reader, name string) (CostCenterFile, error) {
	f := CostCenterFile{Name: name}
	s, err := newSheet(in, name, costCenterSheet)
	if err != nil {
		return f, err
	}
	first := map[string]CostCenterLine{}
	rows := 0
	for ; ; rows++ {
		row, err := s.next()
		var problem *Problem
		switch {
		case err == io.EOF:
			if rows == 0 {
				return f, Refuse(Refusal{Why: WhyNoRows}, ledger.CodeInvalid, "read "+name, "%s has a header and no rows, so it has no cost centers. Nothing was changed.", name)
			}
			return f, nil
		case errors.As(err, &problem):
			f.Problems = append(f.Problems, CostCenterProblem{Line: problem.Line, Reason: CostCenterReason(problem.Reason), Cells: problem.Cells, Headings: problem.Headings})
		case err != nil:
			return f, err
		default:
			f.take(&row, first)
		}
	}
}

// take understands a row; first is what was said of each address before.
func (f *CostCenterFile) take(r *sheetRow, first map[string]CostCenterLine) {
	value, said, again := r.text(ColumnCostCenter), 0, 0
	for _, column := range []Column{ColumnAddress, ColumnSignInName} {
		address := ledger.FoldAddress(r.text(column))
		if address == "" {
			continue
		}
		if said++; !strings.Contains(address, "@") {
			f.Problems = append(f.Problems, CostCenterProblem{Line: r.line, Reason: CostCenterNotAddress})
			return
		}
		before, known := first[address]
		switch {
		case value == "":
		case !known:
			first[address] = CostCenterLine{ledger.CostCenterOf{Address: address, CostCenter: value}, r.line}
			f.Lines = append(f.Lines, first[address])
		case before.CostCenter != value:
			f.Problems = append(f.Problems, CostCenterProblem{Line: r.line, Reason: CostCenterContradicts, Other: before.Line})
			return
		case before.Line != r.line:
			again++
		}
	}
	switch {
	case said == 0:
		f.Problems = append(f.Problems, CostCenterProblem{Line: r.line, Reason: CostCenterNoAddress})
	case value == "":
		f.Blank = append(f.Blank, r.line)
	case again == said:
		f.Repeated = append(f.Repeated, r.line)
	}
}
