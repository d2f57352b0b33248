package importer

import (
	"strings"
	"unicode"

	"licenseledger/store/ledger"
)

// Column is a column of the list.
type Column string

// The closed list of columns.
const (
	ColumnUserName       Column = "user_name"
	ColumnEmailAddress   Column = "email_address"
	ColumnService        Column = "service"
	ColumnLicense        Column = "license"
	ColumnAssignedDate   Column = "assigned_date"
	ColumnIsTrial        Column = "is_trial"
	ColumnExpirationDate Column = "expiration_date"
)

// needed are the columns without which a file is no list, with the names that
// people know them by.
var needed = []struct {
	column Column
	name   string
}{
	{ColumnUserName, "User name"}, {ColumnEmailAddress, "Email address"}, {ColumnService, "Service"},
	{ColumnLicense, "License"}, {ColumnAssignedDate, "Assigned date"},
}

// headings are the known names of the columns, normalised; the first list of
// each column is English. Microsoft's spellings of 2017 and 2022 come first:
// https://learn.microsoft.com/power-platform/admin/powerapps-powershell
var headings = map[Column][2]string{
	ColumnUserName: {"username user displayname name",
		"gebruikersnaam gebruiker weergavenaam naam benutzername benutzer anzeigename " +
			"nomdutilisateur nomutilisateur utilisateur nomcomplet nom nombredeusuario nombreusuario usuario nombre"},
	ColumnEmailAddress: {"emailaddress email mail useremail emailid userprincipalname",
		"emailadres mailadres emailadresse mailadresse adressedemessagerie adresseemail adressemail adresseelectronique adressecourriel courriel " +
			"direcciondecorreoelectronico direcciondecorreo correoelectronico correo direcciondeemail"},
	ColumnService: {"service servicename serviceplan",
		"dienst servicenaam dienstname servicio nomduservice nombredelservicio"},
	ColumnLicense: {"license licence licensename licencename licensetype",
		"licentie licentienaam lizenz lizenzname licencia nomdelalicence nombredelalicencia"},
	ColumnAssignedDate: {"assigneddate assignedon dateassigned assignmentdate assigned " + assigned2022English,
		"toegewezenop toewijzingsdatum toegewezendatum datumtoegewezen datumvantoewijzing " +
			"zugewiesenam zuweisungsdatum datumderzuweisung " +
			"datedattribution dateattribution datedaffectation dateaffectation attribueele attribuele affecteele " +
			"fechadeasignacion fechaasignacion fechaasignada asignadoel " + assigned2022Other},
	ColumnIsTrial: {"istrial trial triallicense istriallicense",
		"isproefversie proefversie isproef isproeflicentie proeflicentie proefabonnement " +
			"isttestversion testversion isttest isttestlizenz testlizenz " +
			"estunessai essai estessai estuneversiondessai versiondessai licencedessai " +
			"esprueba prueba esdeprueba esversiondeprueba versiondeprueba"},
	ColumnExpirationDate: {"expirationdate expirydate expireson expires expiration licenseexpirationdate",
		"vervaldatum verlooptop verloopdatum einddatum ablaufdatum lauftabam gultigbis " +
			"datedexpiration dateexpiration expirele fechadevencimiento fechadeexpiracion fechadecaducidad vencimiento caducidad expiracion caducael"},
}

// The assigned date's name in the layout of 2022 says what was assigned.
const (
	assigned2022English = "licenseassigneddate licenceassigneddate licenseassignedon licenseassignmentdate"
	assigned2022Other   = "licentietoegewezenop toewijzingsdatumlicentie licentietoewijzingsdatum toewijzingsdatumvanlicentie " +
		"lizenzzuweisungsdatum lizenzzugewiesenam datumderlizenzzuweisung " +
		"datedattributiondelalicence dateattributionlicence datedaffectationdelalicence " +
		"fechadeasignaciondelalicencia fechadeasignaciondelicencia fechaasignacionlicencia"
)

type heading struct {
	column  Column
	english bool
	of2022  bool
}

var knownHeadings = func() map[string]heading {
	known := map[string]heading{}
	for column, names := range headings {
		for i, list := range names {
			for _, name := range strings.Fields(list) {
				known[name] = heading{column: column, english: i == 0}
			}
		}
	}
	for _, name := range strings.Fields(assigned2022English + " " + assigned2022Other) {
		h := known[name]
		h.of2022 = true
		known[name] = h
	}
	return known
}()

// normalise makes header cells comparable: letter case, diacritics, spaces,
// underscores and punctuation do not matter.
func normalise(cell string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, ledger.FoldText(cell))
}

// header is a recognised header.
type header struct {
	cells   []string // as in the file
	at      map[Column]int
	ignored []string // headings of columns that are no part of the list
	twice   string   // a heading that names a column a second time
	english bool
	of2022  bool
}

// recognise finds the columns among the cells. given overrules it: it names,
// per column, the heading to use.
func recognise(cells []string, given map[Column]string) header {
	h := header{cells: cells, at: map[Column]int{}, english: true}
	chosen := map[string]Column{}
	for column, name := range given {
		chosen[normalise(name)] = column
	}
	for i, cell := range cells {
		name := normalise(cell)
		known, ok := knownHeadings[name]
		if column, overruled := chosen[name]; overruled {
			known, ok = heading{column: column, english: known.english, of2022: known.of2022}, true
		} else if _, overruled := given[known.column]; overruled {
			ok = false
		}
		switch _, again := h.at[known.column]; {
		case !ok && name == "":
		case !ok:
			h.ignored = append(h.ignored, cell)
		case again:
			h.twice = cell
		default:
			h.at[known.column] = i
			h.english = h.english && known.english
			h.of2022 = h.of2022 || known.of2022 || known.column == ColumnExpirationDate
		}
	}
	return h
}

// missing names the needed columns that the header lacks.
func (h *header) missing() []string {
	var names []string
	for _, n := range needed {
		if _, ok := h.at[n.column]; !ok {
			names = append(names, n.name)
		}
	}
	return names
}

// source is the layout's name.
func (h *header) source() string {
	if h.of2022 {
		return ledger.SourceFileReport2022
	}
	return ledger.SourceFileReport2017
}

// cell gives a column's cell; "" when the file does not have the column.
func (h *header) cell(cells []string, column Column) string {
	if i, ok := h.at[column]; ok && i < len(cells) {
		return strings.TrimSpace(cells[i])
	}
	return ""
}
