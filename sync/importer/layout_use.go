package importer

import (
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// The columns of the license downloads of the Power Platform admin center.
const (
	ColumnUserID          Column = "user_id"
	ColumnLicenseKind     Column = "license_kind"
	ColumnRequiredLicense Column = "required_license"
	ColumnEnvironment     Column = "environment"
	ColumnApp             Column = "app"
	ColumnLastUsed        Column = "last_used"
)

// The license downloads of the Power Platform admin center: who launched what
// by which license, who is assigned one, and who launched something in a
// managed environment without the license for it.
// https://learn.microsoft.com/power-platform/admin/view-license-consumption-issues
//
// Microsoft says what the downloads hold and not how their columns are called,
// so the headings are those that the words of that page suggest, in five
// languages. Where a file has two names for one column, the first counts.
var (
	useOfLicenses = &layout{source: ledger.SourceFileUse, what: "a download of active users of Power Apps",
		columns: useColumns(ColumnEmailAddress, ColumnApp, ColumnLastUsed),
		read:    readUse, about: aboutUse, key: keyOfUse, again: againInUse, loose: true}

	licensedUsers = &layout{source: ledger.SourceFileLicensed, what: "a download of licensed users of Power Apps",
		columns: useColumns(ColumnUserName, ColumnEmailAddress, ColumnLicense),
		read:    readUse, about: aboutUse, key: keyOfUse, again: againInUse, loose: true, unlike: []*layout{report2017, report2022, activeUsers}}

	requiredLicenses = &layout{source: ledger.SourceFileRequired, what: "a download of users who require a license",
		columns: useColumns(ColumnEmailAddress, ColumnRequiredLicense),
		read:    readUse, about: aboutUse, key: keyOfUse, again: againInUse, loose: true}
)

func useColumns(needed ...Column) []column {
	columns := []column{
		{name: ColumnUserName, label: "User name", english: "username user displayname userdisplayname name fullname",
			other: "gebruikersnaam gebruiker weergavenaam naam benutzername benutzer anzeigename " +
				"nomdutilisateur nomutilisateur utilisateur nomcomplet nomdaffichage nombredeusuario nombredelusuario usuario nombre nombreparamostrar"},
		{name: ColumnEmailAddress, label: "Email address",
			english: "useremail email emailaddress useremailaddress mail userprincipalname upn userupn emailid",
			other: "emailadres mailadres emailvangebruiker emailadresvangebruiker principalnaam gebruikersprincipalnaam " +
				"emailadresse mailadresse benutzeremail benutzerprinzipalname " +
				"adresseemail adressemail adressedemessagerie emaildelutilisateur courriel nomdutilisateurprincipal nomprincipaldelutilisateur " +
				"correoelectronico direcciondecorreoelectronico correo correoelectronicodelusuario nombreprincipaldeusuario nombreprincipaldelusuario"},
		{name: ColumnUserID, label: "User ID", english: "userid objectid userobjectid aadobjectid useraadid aadid entraid entraobjectid userguid",
			other: "gebruikersid gebruikerid benutzerid idutilisateur iddelutilisateur identifiantdelutilisateur iddeusuario iddelusuario idusuario"},
		{name: ColumnLicense, label: "License",
			english: "license licence licensename licencename licenseused licenceused usedlicense assignedlicense assignedlicenses " +
				"licenses licences currentlicense currentlicenses licensesassigned",
			other: "licentie licentienaam gebruiktelicentie toegewezenlicentie toegewezenlicenties licenties huidigelicentie " +
				"lizenz lizenzname verwendetelizenz zugewiesenelizenz zugewiesenelizenzen lizenzen aktuellelizenz " +
				"nomdelalicence licenceutilisee licenceattribuee licencesattribuees licenceaffectee licencesaffectees licenceactuelle " +
				"licencia nombredelalicencia licenciausada licenciautilizada licenciaasignada licenciasasignadas licencias licenciaactual"},
		{name: ColumnLicenseKind, label: "License type", english: "licensetype licencetype entitlementtype entitlement typeoflicense consumptiontype",
			other: "licentietype soortlicentie lizenztyp typdelicence typedelicence typelicence tipodelicencia"},
		{name: ColumnRequiredLicense, label: "Required license",
			english: "requiredlicense requiredlicence requiredlicenses requiredlicences licenserequired licencerequired licensesrequired licenserequirement " +
				"missinglicense missinglicenses",
			other: "vereistelicentie vereistelicenties benodigdelicentie ontbrekendelicentie " +
				"erforderlichelizenz erforderlichelizenzen benotigtelizenz fehlendelizenz " +
				"licencerequise licencesrequises licencenecessaire licencemanquante " +
				"licenciarequerida licenciasrequeridas licencianecesaria licenciaquefalta"},
		{name: ColumnEnvironment, label: "Environment", english: "environment environmentname environmentdisplayname managedenvironment",
			other: "omgeving omgevingsnaam naamvanomgeving umgebung umgebungsname environnement nomdelenvironnement entorno nombredelentorno"},
		{name: ColumnApp, label: "App", english: "app appname appdisplayname powerapp powerappname application applicationname launchedapp applaunched",
			other: "naamvanapp appnaam toepassing anwendung anwendungsname nomdelapplication nomapplication aplicacion nombredelaaplicacion nombredeaplicacion"},
		{name: ColumnLastUsed, label: "Last launch",
			english: "lastlaunch lastlaunched lastlaunchdate lastlaunchedon lastlauncheddate lastlaunchtime lastlaunchdatetime lastapplaunch lastapplaunchdate " +
				"applastlaunched lastused lastuseddate lastusedon lastaccessed lastaccesseddate lastaccesstime lastactivity lastactivitydate " +
				"mostrecentlaunch latestlaunch launchdate",
			other: "laatstgestart laatststart laatstestart laatstgestartop laatstgeopend laatstgebruikt laatsteactiviteit " +
				"zuletztgestartet letzterstart zuletztverwendet letzteaktivitat " +
				"dernierlancement datededernierlancement datedudernierlancement derniereutilisation derniereactivite " +
				"ultimoinicio ultimolanzamiento fechadelultimoinicio ultimouso ultimaactividad"},
	}
	for i := range columns {
		columns[i].needed = slices.Contains(needed, columns[i].name)
	}
	return columns
}

// readUse reads a line. An object id that stands where an address belongs, as it
// does for accounts that Microsoft cannot find any more, is taken as the id.
func readUse(r *row) (ledger.Object, *Problem) {
	use := ledger.LicenseUse{UserName: r.text(ColumnUserName), EmailAddress: r.text(ColumnEmailAddress), License: r.text(ColumnLicense),
		RequiredLicense: r.text(ColumnRequiredLicense), Environment: r.text(ColumnEnvironment), App: r.text(ColumnApp)}
	if use.License == "" {
		use.License = r.text(ColumnLicenseKind)
	}
	if id := strings.ToLower(r.text(ColumnUserID)); isObjectID(id) {
		use.UserID = id
	} else if strings.Contains(id, "@") && use.EmailAddress == "" {
		use.EmailAddress = r.text(ColumnUserID)
	}
	if id := strings.ToLower(use.EmailAddress); isObjectID(id) {
		use.EmailAddress = ""
		if use.UserID == "" {
			use.UserID = id
		}
	}
	if use.UserID == "" && use.UserName == "" && use.EmailAddress == "" {
		return ledger.Object{}, r.problem(ColumnEmailAddress, ReasonNobody)
	}
	var problem *Problem
	if use.LastUsed, problem = r.date(ColumnLastUsed); problem != nil {
		return ledger.Object{}, problem
	}
	return ledger.Object{Facts: []ledger.Fact{use}}, nil
}

func aboutUse(o ledger.Object) about {
	use := o.Facts[0].(ledger.LicenseUse)
	return about{name: use.UserName, address: use.EmailAddress, date: use.LastUsed}
}

// keyOfUse tells equal lines. Microsoft's page says that lines are repeated.
func keyOfUse(buffer []byte, o ledger.Object) []byte {
	use := o.Facts[0].(ledger.LicenseUse)
	for _, text := range [...]string{use.UserID, use.UserName, use.EmailAddress, use.License, use.RequiredLicense, use.Environment, use.App, use.LastUsed} {
		buffer = append(append(buffer, text...), 0xFF) // in no UTF-8
	}
	return buffer
}

// againInUse numbers equal lines, so that none of them is lost.
func againInUse(o ledger.Object, n int64) (_ ledger.Object, reason Reason) {
	use := o.Facts[0].(ledger.LicenseUse)
	use.Ordinal = n
	o.Facts[0] = use
	return o, ""
}
