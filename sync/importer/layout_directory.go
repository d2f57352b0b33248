package importer

import (
	"encoding/json"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// The columns of the admin center's exports of users.
const (
	ColumnObjectID          Column = "object_id"
	ColumnDisplayName       Column = "display_name"
	ColumnUserPrincipalName Column = "user_principal_name"
	ColumnCreated           Column = "created"
	ColumnSoftDeleted       Column = "soft_deleted"
	ColumnTitle             Column = "title"
	ColumnDepartment        Column = "department"
	ColumnCountry           Column = "country"
	ColumnOffice            Column = "office"
	ColumnUsageLocation     Column = "usage_location"
	ColumnBlocked           Column = "blocked"
	ColumnLicenses          Column = "licenses"
	ColumnProxyAddresses    Column = "proxy_addresses"
)

// The admin center's exports of Active users and of Deleted users have one
// header. Which of them a file is, its rows tell: see Open.
// https://learn.microsoft.com/microsoft-365/admin/add-users/add-users
//
// The headings in other languages than English are translations that have not
// been compared with a localised admin center.
var (
	activeUsers = &layout{source: ledger.SourceFileActiveUsers, what: "an export of active users",
		columns: append(accountColumns(),
			column{name: ColumnTitle, label: "Title", english: "title jobtitle",
				other: "functie titel functietitel position stellung fonction titre poste puesto cargo titulo"},
			column{name: ColumnDepartment, label: "Department", english: "department",
				other: "afdeling abteilung service departement departamento"},
			column{name: ColumnCountry, label: "Country or region", english: "countryorregion countryregion country",
				other: "landofregio landregio land landoderregion landregion paysouregion paysregion pays paisoregion paisregion pais"},
			column{name: ColumnOffice, label: "Office", english: "office officelocation",
				other: "kantoor kantoorlocatie buro buero bureau oficina"},
			column{name: ColumnUsageLocation, label: "Usage location", english: "usagelocation",
				other: "gebruikslocatie nutzungsstandort verwendungsstandort emplacementdutilisation lieudutilisation ubicaciondeuso"},
			column{name: ColumnBlocked, label: "Block credential", english: "blockcredential blockcredentials signinblocked",
				other: "referentieblokkeren referentiesblokkeren aanmeldingblokkeren aanmeldinggeblokkeerd " +
					"anmeldeinformationenblockieren anmeldunggesperrt anmeldungblockiert " +
					"bloquerlesinformationsdidentification bloquerlesidentifiants connexionbloquee " +
					"bloquearcredencial bloquearcredenciales iniciodesesionbloqueado"},
			column{name: ColumnLicenses, label: "Licenses", english: "licenses licences assignedlicenses",
				other: "licenties toegewezenlicenties lizenzen zugewiesenelizenzen licencesattribuees licencias licenciasasignadas"},
			column{name: ColumnProxyAddresses, label: "Proxy addresses", english: "proxyaddresses",
				other: "proxyadressen adressesproxy adressesdeproxy adressesproxys direccionesproxy direccionesdeproxy"},
		),
		read: readAccount, about: aboutAccount, again: accountAgain, needsRows: true, deleted: isSoftDeleted}

	deletedUsers = &layout{source: ledger.SourceFileDeletedUsers, what: "an export of deleted users",
		columns: accountColumns(),
		read:    readDeleted, about: aboutDeleted, again: accountAgain, needsRows: true, deleted: isSoftDeleted}
)

func accountColumns() []column {
	return slices.Clone([]column{
		{name: ColumnObjectID, label: "Object Id", needed: true, english: "objectid userobjectid",
			other: "objectid objectidentificatie objektid idobjet iddobjet identifiantdobjet iddeobjeto idobjeto identificadordeobjeto"},
		{name: ColumnUserPrincipalName, label: "User principal name", needed: true, english: "userprincipalname upn username",
			other: "userprincipalname principalnaam userprincipalnaam gebruikersprincipalnaam upnnaam gebruikersnaam " +
				"benutzerprinzipalname benutzername nomdutilisateurprincipal nomprincipaldelutilisateur nomprincipalutilisateur nomdutilisateur " +
				"nombreprincipaldeusuario nombreprincipaldelusuario nombredeusuario"},
		{name: ColumnDisplayName, label: "Display name", english: "displayname",
			other: "weergavenaam anzeigename nomcomplet nomdaffichage nombreparamostrar nombredevisualizacion"},
		{name: ColumnCreated, label: "When created", english: "whencreated createdon creationdate created createddatetime",
			other: "wanneergemaakt gemaaktop aangemaaktop datumgemaakt aanmaakdatum erstelltam erstellungsdatum wannerstellt " +
				"datedecreation creele quandcree fechadecreacion creadoel cuandosecreo"},
		{name: ColumnSoftDeleted, label: "Soft deletion time stamp", english: "softdeletiontimestamp softdeletedtimestamp deletedon deletedat deletiontimestamp",
			other: "tijdstempelvoorlopigverwijderen tijdstempelvoorlopigeverwijdering tijdstempelzachteverwijdering tijdstempelvanvoorlopigeverwijdering verwijderdop " +
				"zeitstempeldesvorlaufigenloschens zeitstempelfurvorlaufigesloschen zeitstempelvorlaufigesloschen geloschtam " +
				"horodatagedelasuppressionreversible horodatagedesuppressionreversible horodatagedesuppressiontemporaire supprimele " +
				"marcadetiempodeeliminaciontemporal marcadetiempodelaeliminaciontemporal eliminadoel"},
	})
}

// isSoftDeleted tells rows of deleted accounts. A date that cannot be read says
// so too.
func isSoftDeleted(r *row) bool { return !ledger.IsFiller(r.text(ColumnSoftDeleted)) }

// readAccount reads a row as an account.
func readAccount(r *row) (ledger.Object, *Problem) {
	id, problem := objectID(r)
	if problem != nil {
		return ledger.Object{}, problem
	}
	user := ledger.User{
		UserID: id, DisplayName: r.text(ColumnDisplayName), UserPrincipalName: r.text(ColumnUserPrincipalName),
		ProxyAddresses: proxyAddresses(r.text(ColumnProxyAddresses)), UserType: "Member",
		Department: r.text(ColumnDepartment), JobTitle: r.text(ColumnTitle), Country: r.text(ColumnCountry),
		OfficeLocation: r.text(ColumnOffice), UsageLocation: r.text(ColumnUsageLocation),
		CreatedAt: moment(r, ColumnCreated),
	}
	if strings.Contains(strings.ToUpper(user.UserPrincipalName), "#EXT#") {
		user.UserType = "Guest"
	}
	blocked, problem := r.truth(ColumnBlocked)
	if problem != nil {
		r.note(problem)
	}
	if blocked != nil {
		enabled := !*blocked
		user.AccountEnabled = &enabled
	}
	facts := []ledger.Fact{user}
	for _, license := range licenseNames(r.text(ColumnLicenses)) {
		facts = append(facts, ledger.Assignment{UserID: id, SkuID: license})
	}
	return ledger.Object{Owner: id, Facts: facts}, nil
}

func aboutAccount(o ledger.Object) about {
	user := o.Facts[0].(ledger.User)
	return about{name: user.DisplayName, address: user.UserPrincipalName, date: ledger.FormatDateText(user.CreatedAt.Time(), ledger.PrecisionSecond)}
}

func readDeleted(r *row) (ledger.Object, *Problem) {
	id, problem := objectID(r)
	if problem != nil {
		return ledger.Object{}, problem
	}
	if _, dated := r.rows.header.find(ColumnSoftDeleted); dated && !isSoftDeleted(r) {
		return ledger.Object{}, r.problem(ColumnSoftDeleted, ReasonNotDeleted)
	}
	deleted := ledger.DeletedUser{UserID: id, DisplayName: r.text(ColumnDisplayName), UserPrincipalName: r.text(ColumnUserPrincipalName),
		DeletedAt: moment(r, ColumnSoftDeleted)}
	return ledger.Object{Owner: id, Facts: r.one(deleted)}, nil
}

func aboutDeleted(o ledger.Object) about {
	deleted := o.Facts[0].(ledger.DeletedUser)
	return about{name: deleted.DisplayName, address: deleted.UserPrincipalName, date: ledger.FormatDateText(deleted.DeletedAt.Time(), ledger.PrecisionSecond)}
}

func accountAgain(ledger.Object, int64) (ledger.Object, Reason) {
	return ledger.Object{}, ReasonRepeated
}

// objectID reads whose row it is.
func objectID(r *row) (string, *Problem) {
	id := strings.ToLower(r.text(ColumnObjectID))
	if !isObjectID(id) {
		return "", r.problem(ColumnObjectID, ReasonNoObjectID)
	}
	return id, nil
}

func isObjectID(id string) bool {
	if len(id) != 36 {
		return false
	}
	for i := range len(id) {
		c := id[i]
		switch i {
		case 8, 13, 18, 23:
			if c != '-' {
				return false
			}
		default:
			if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
				return false
			}
		}
	}
	return true
}

// moment reads a date of the directory. One that cannot be read is listed, and
// not said: the account is there nevertheless.
func moment(r *row, c Column) ledger.Instant {
	text, problem := r.date(c)
	if problem != nil {
		r.note(problem)
		return 0
	}
	t, _, _ := ledger.ParseDateText(text)
	return ledger.InstantOf(t)
}

var unlicensed = map[string]bool{
	"unlicensed": true, "none": true, "zonderlicentie": true, "geenlicentie": true, "geenlicenties": true, "nietgelicentieerd": true,
	"nichtlizenziert": true, "ohnelizenz": true, "keinelizenz": true, "keinelizenzen": true,
	"sanslicence": true, "sanslicences": true, "aucunelicence": true, "nonsouslicence": true, "nonconcedesouslicence": true,
	"sinlicencia": true, "sinlicencias": true, "ningunalicencia": true,
}

// licenseNames takes a cell of licenses apart, which the admin center joins by
// plus signs. One with a space beside it belongs to a name, such as Enterprise
// Mobility + Security E3.
func licenseNames(cell string) []string {
	if cell == "" || unlicensed[normalise(cell)] {
		return nil
	}
	var names []string
	begin := 0
	for i := 0; i <= len(cell); i++ {
		if i < len(cell) && (cell[i] != '+' || i > 0 && cell[i-1] == ' ' || i+1 < len(cell) && cell[i+1] == ' ') {
			continue
		}
		if name := strings.TrimSpace(cell[begin:i]); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
		begin = i + 1
	}
	return names
}

// proxyAddresses takes a cell of addresses apart and gives them as a JSON array
// in order, as graph.users does; "" for none. They are joined by plus signs,
// which stand in addresses too: one separates when an address is complete before
// it, or a kind such as smtp: comes after it.
func proxyAddresses(cell string) string {
	if cell == "" {
		return ""
	}
	var addresses []string
	begin := 0
	for i := 0; i <= len(cell); i++ {
		if i < len(cell) && (cell[i] != '+' || !strings.Contains(cell[begin:i], "@") && !beginsWithKind(cell[i+1:])) {
			continue
		}
		if address := strings.TrimSpace(cell[begin:i]); address != "" && !slices.Contains(addresses, address) {
			addresses = append(addresses, address)
		}
		begin = i + 1
	}
	slices.Sort(addresses)
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if len(addresses) == 0 || encoder.Encode(addresses) != nil {
		return ""
	}
	return strings.TrimSuffix(text.String(), "\n")
}

// beginsWithKind recognises SMTP:, smtp:, x500:, SIP: and their like.
func beginsWithKind(text string) bool {
	kind, _, ok := strings.Cut(text, ":")
	return ok && kind != "" && strings.IndexFunc(kind, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	}) < 0
}
