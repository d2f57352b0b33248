package importer

import (
	"slices"

	"licenseledger/store/ledger"
)

// The columns of the lists of active user licenses.
const (
	ColumnUserName       Column = "user_name"
	ColumnEmailAddress   Column = "email_address"
	ColumnService        Column = "service"
	ColumnLicense        Column = "license"
	ColumnAssignedDate   Column = "assigned_date"
	ColumnIsTrial        Column = "is_trial"
	ColumnExpirationDate Column = "expiration_date"
)

// The list of active user licenses as it was downloaded in 2017, and as
// Get-AdminPowerAppLicenses gives it since 2022. The latter says what was
// assigned, or until when.
// https://learn.microsoft.com/power-platform/admin/powerapps-powershell
var (
	report2017 = &layout{source: ledger.SourceFileReport2017, what: "a list of active user licenses of 2017",
		columns: reportColumns(column{name: ColumnAssignedDate, label: "Assigned date", needed: true,
			english: assignedEnglish, other: assignedOther}),
		read: readReport, about: aboutReport, key: keyOfReport, again: againInReport}

	report2022 = &layout{source: ledger.SourceFileReport2022, what: "a list of active user licenses",
		columns: append(reportColumns(column{name: ColumnAssignedDate, label: "Assigned date", needed: true,
			english: "licenseassigneddate licenceassigneddate licenseassignedon licenseassignmentdate " + assignedEnglish,
			other: "licentietoegewezenop toewijzingsdatumlicentie licentietoewijzingsdatum toewijzingsdatumvanlicentie " +
				"lizenzzuweisungsdatum lizenzzugewiesenam datumderlizenzzuweisung " +
				"datedattributiondelalicence dateattributionlicence datedaffectationdelalicence " +
				"fechadeasignaciondelalicencia fechadeasignaciondelicencia fechaasignacionlicencia " + assignedOther}),
			column{name: ColumnExpirationDate, label: "Expiration date",
				english: "expirationdate expirydate expireson expires expiration licenseexpirationdate",
				other: "vervaldatum verlooptop verloopdatum einddatum ablaufdatum lauftabam gultigbis " +
					"datedexpiration dateexpiration expirele fechadevencimiento fechadeexpiracion fechadecaducidad vencimiento caducidad expiracion caducael"}),
		read: readReport, about: aboutReport, key: keyOfReport, again: againInReport}
)

const (
	assignedEnglish = "assigneddate assignedon dateassigned assignmentdate assigned"
	assignedOther   = "toegewezenop toewijzingsdatum toegewezendatum datumtoegewezen datumvantoewijzing " +
		"zugewiesenam zuweisungsdatum datumderzuweisung " +
		"datedattribution dateattribution datedaffectation dateaffectation attribueele attribuele affecteele " +
		"fechadeasignacion fechaasignacion fechaasignada asignadoel"
)

func reportColumns(assigned column) []column {
	return slices.Clone([]column{
		{name: ColumnUserName, label: "User name", needed: true, english: "username user displayname name",
			other: "gebruikersnaam gebruiker weergavenaam naam benutzername benutzer anzeigename " +
				"nomdutilisateur nomutilisateur utilisateur nomcomplet nom nombredeusuario nombreusuario usuario nombre"},
		{name: ColumnEmailAddress, label: "Email address", needed: true, english: "emailaddress email mail useremail emailid userprincipalname",
			other: "emailadres mailadres emailadresse mailadresse adressedemessagerie adresseemail adressemail adresseelectronique adressecourriel courriel " +
				"direcciondecorreoelectronico direcciondecorreo correoelectronico correo direcciondeemail"},
		{name: ColumnService, label: "Service", needed: true, english: "service servicename serviceplan",
			other: "dienst servicenaam dienstname servicio nomduservice nombredelservicio"},
		{name: ColumnLicense, label: "License", needed: true, english: "license licence licensename licencename licensetype",
			other: "licentie licentienaam lizenz lizenzname licencia nomdelalicence nombredelalicencia"},
		assigned,
		{name: ColumnIsTrial, label: "Is trial", english: "istrial trial triallicense istriallicense",
			other: "isproefversie proefversie isproef isproeflicentie proeflicentie proefabonnement " +
				"isttestversion testversion isttest isttestlizenz testlizenz " +
				"estunessai essai estessai estuneversiondessai versiondessai licencedessai " +
				"esprueba prueba esdeprueba esversiondeprueba versiondeprueba"},
	})
}

func readReport(r *row) (ledger.Object, *Problem) {
	fact, problem := reportRow(r)
	if problem != nil {
		return ledger.Object{}, problem
	}
	return ledger.Object{Facts: r.one(fact)}, nil
}

func reportRow(r *row) (ledger.ReportRow, *Problem) {
	fact := ledger.ReportRow{
		UserName:     r.text(ColumnUserName),
		EmailAddress: r.text(ColumnEmailAddress),
		Service:      r.text(ColumnService),
		License:      r.text(ColumnLicense),
	}
	if fact.Service == "" {
		return fact, r.problem(ColumnService, ReasonNoService)
	}
	var problem *Problem
	if fact.AssignedDate, problem = r.date(ColumnAssignedDate); problem != nil {
		return fact, problem
	}
	if fact.ExpirationDate, problem = r.date(ColumnExpirationDate); problem != nil {
		return fact, problem
	}
	fact.IsTrial, problem = r.truth(ColumnIsTrial)
	return fact, problem
}

func aboutReport(o ledger.Object) about {
	fact := o.Facts[0].(ledger.ReportRow)
	return about{name: fact.UserName, address: fact.EmailAddress, date: fact.AssignedDate}
}

// keyOfReport tells equal rows: those that are the same fact.
func keyOfReport(buffer []byte, o ledger.Object) []byte {
	return appendReportKey(buffer, o.Facts[0].(ledger.ReportRow))
}

func appendReportKey(buffer []byte, fact ledger.ReportRow) []byte {
	for _, text := range [...]string{fact.UserName, fact.EmailAddress, fact.Service, fact.License, fact.AssignedDate, fact.ExpirationDate} {
		buffer = append(append(buffer, text...), 0xFF) // in no UTF-8
	}
	switch {
	case fact.IsTrial == nil:
		return append(buffer, '-')
	case *fact.IsTrial:
		return append(buffer, 't')
	default:
		return append(buffer, 'f')
	}
}

// againInReport numbers equal rows: the report is a multiset.
func againInReport(o ledger.Object, n int64) (ledger.Object, Reason) {
	fact := o.Facts[0].(ledger.ReportRow)
	fact.Ordinal = n
	o.Facts[0] = fact
	return o, ""
}
