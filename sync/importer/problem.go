package importer

import (
	"fmt"

	"licenseledger/store/ledger"
)

// Reason is what is wrong with a row, or with a cell of it.
type Reason string

// The closed list of reasons.
const (
	ReasonAfterQuote Reason = "after_quote"  // text follows a closing quotation mark
	ReasonCellCount  Reason = "cell_count"   // the row has other cells than the header: Problem.Cells and Problem.Headings
	ReasonNoDate     Reason = "no_date"      // the cell is no date in figures
	ReasonNoSuchDay  Reason = "no_such_day"  // 30 February
	ReasonNotYesNo   Reason = "not_yes_no"   // the cell is neither
	ReasonNotDeleted Reason = "not_deleted"  // an account that is not deleted, among the deleted users
	ReasonNoObjectID Reason = "no_object_id" // it is not known whose row it is
	ReasonRepeated   Reason = "repeated"     // an earlier row is about the same account
	ReasonNoService  Reason = "no_service"   // the row is about no service
	ReasonNobody     Reason = "nobody"       // neither address, name nor id
)

// Reasons gives the closed list.
func Reasons() []Reason {
	return []Reason{ReasonAfterQuote, ReasonCellCount, ReasonNoDate, ReasonNoSuchDay, ReasonNotYesNo, ReasonNotDeleted, ReasonNoObjectID,
		ReasonRepeated, ReasonNoService, ReasonNobody}
}

// reasonTexts say what is wrong and what to do, and never quote a name or an
// address.
var reasonTexts = map[Reason]string{
	ReasonAfterQuote: "text follows a closing quotation mark; put the whole cell in quotation marks, with those inside it doubled",
	ReasonNoDate:     "the cell is no date in figures; write 2022-02-28 or 2/28/2022 4:00:48 AM",
	ReasonNoSuchDay:  "there is no such day; correct the date",
	ReasonNotYesNo:   "the cell is neither yes nor no; write TRUE, FALSE or leave it blank",
	ReasonNotDeleted: "the cell is blank, so the account is not deleted; export the deleted users alone",
	ReasonNoObjectID: "the cell is no object id such as 6fa459ea-ee8a-4ca4-894e-db77e160355e, so it is not known whose row it is",
	ReasonRepeated:   "an earlier row is about the same object id; an account can be there once, so this row was left out",
	ReasonNoService:  "the cell is blank, so the row is about no service",
	ReasonNobody:     "the cell is blank and so are name and id, so the row is about nobody",
}

// Problem is a row, or a cell of it, that cannot be read. Reader.Read returns it
// as an error after which reading goes on.
type Problem struct {
	Line   int    // first line of the row, from 1
	Column string // heading of the cell; "" when it is about the whole row
	Reason Reason

	Cells, Headings int // of ReasonCellCount
}

// Text says in English what is wrong and what to do.
func (p *Problem) Text() string {
	if p.Reason == ReasonCellCount {
		return fmt.Sprintf("the row has %s and the header %d; the download may have broken off here", ledger.Counted(p.Cells, "cell", "cells"), p.Headings)
	}
	return reasonTexts[p.Reason]
}

// Error gives the line, the column and the reason.
func (p *Problem) Error() string {
	if p.Column == "" {
		return fmt.Sprintf("line %d: %s", p.Line, p.Text())
	}
	return fmt.Sprintf("line %d, %s: %s", p.Line, p.Column, p.Text())
}
