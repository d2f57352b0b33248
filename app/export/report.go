package export

import "licenseledger/store/ledger"

// reportHeaders are those of Microsoft's own files, letter by letter, by layout
// and column: what was built on such a file finds its columns by them.
var reportHeaders = map[Layout]map[string]string{
	LayoutReport2017: {
		"user_name": "User name", "email_address": "Email address", "service": "Service", "license": "License",
		"assigned_date": "Assigned date", "is_trial": "Is trial",
	},
	LayoutReport2022: {
		"user_name": "User Name", "email_address": "Email Address", "service": "Service", "license": "License",
		"assigned_date": "License Assigned Date", "is_trial": "Is Trial", "expiration_date": "Expiration Date",
	},
}

// IsReport tells whether a layout is that of one of Microsoft's files.
func (l Layout) IsReport() bool { return reportHeaders[l] != nil }

// headerOf gives the header of a column.
func headerOf(l Layout, col column, in *words) string {
	if l.IsReport() {
		return reportHeaders[l][col.name]
	}
	return in.headers[col.name]
}

// asReport gives how Microsoft writes a file of the layout: in English, by
// commas, with CRLF and without a mark. Days of 2017 have no time, and what is
// no trial is empty there.
func asReport(l Layout, m Meta) (Meta, CSVOptions, *words) {
	m.Language = "en"
	o, in := DefaultCSV(), english
	o.DateForm = DateReport
	if l == LayoutReport2017 {
		o.DateForm = dateReportDay
		in.yes, in.no = "Yes", ""
	}
	return m, o, &in
}

// checkReport refuses choices that a layout of Microsoft's does not leave.
func checkReport(l Layout, o CSVOptions) error {
	if l.IsReport() && o != (CSVOptions{}) && o != DefaultCSV() {
		return ledger.Errorf(ledger.CodeUsage, "export", "The layout %s is Microsoft's to the byte, so separator, dates, line ends, the mark and the guard cannot be chosen. Use another layout, or leave them out.", l)
	}
	return nil
}

func onlyCSV(l Layout) error {
	return ledger.Errorf(ledger.CodeUsage, "export", "The layout %s is that of a CSV file. Give the file a name that ends in .csv, or use the layout %s.", l, LayoutList)
}
