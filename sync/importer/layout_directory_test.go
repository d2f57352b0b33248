package importer

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
)

// The header of the admin center's exports of users, as it was seen.
const accountHeader = "Display name,DirSyncEnabled,User principal name,Object Id,First name,Last name,When created,Soft deletion time stamp,Title,Department," +
	"Preferred data location,City,CountryOrRegion,Office,StateOrProvince,Usage location,Last dirsync time,Block credential,Licenses,Password never expires," +
	"Last password change time stamp,Mobile Phone,Phone number,Postal code,Preferred language,Street address,Fax,Proxy addresses\n"

const (
	idOne   = "6fa459ea-ee8a-4ca4-894e-db77e160355e"
	idTwo   = "16fd2706-8baf-433b-82eb-8c7fada847da"
	idThree = "886313e1-3b8a-5372-9b90-0c9aee199e5d"
)

// account writes a row of an export of users.
func account(name, upn, id, created, deleted, department, blocked, licenses, proxies string) string {
	return fmt.Sprintf("%s,False,%s,%s,,,%s,%s,Analyst,%s,,,Netherlands,Utrecht,,NL,,%s,%s,False,2023-05-01 08:00:00Z,,,,en-US,,,%s\n",
		name, upn, id, created, deleted, department, blocked, licenses, proxies)
}

// objects pulls every object of a file.
func objects(t *testing.T, f *File) (all []ledger.Object) {
	t.Helper()
	err := f.Listing().Pull(t.Context(), "", func(page ledger.Page) error {
		all = append(all, page.Objects...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func at(t *testing.T, text string) ledger.Instant {
	t.Helper()
	moment, _, ok := ledger.ParseDateText(text)
	if !ok {
		t.Fatalf("no date: %q", text)
	}
	return ledger.InstantOf(moment)
}

func TestOpen_ActiveUsers(t *testing.T) {
	text := accountHeader +
		account("Jane Doe", "Jane@contoso.com", strings.ToUpper(idOne), "2022-03-18 19:49:35Z", "", "Sales", "False",
			"Office 365 E3+Enterprise Mobility + Security E3+Power BI Pro+Office 365 E3", "smtp:jane+lists@contoso.com+SMTP:jane@contoso.com+X500:/o=Contoso/cn=jane") +
		account("John", "john_fabrikam.com#EXT#@contoso.onmicrosoft.com", idTwo, "2022-03-18 19:49:35Z", "", "", "True", "Unlicensed", "") +
		account("Zoë", "zoe@contoso.com", idThree, "", "", "", "", "", "")
	f, err := Open(t.Context(), put(t, "users 2023-06-01.csv", text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if f.Source != ledger.SourceFileActiveUsers || f.Rows != 3 || f.Facts != 6 || f.People != 3 || f.SoftDeleted != 0 || f.Rejected != 0 ||
		f.RecognizedBy != ByHeader || f.Taken.At.String() != "2023-06-01T23:59:59Z" {
		t.Errorf("got %+v", f)
	}
	on, off := true, false
	plain := ledger.User{UserType: "Member", JobTitle: "Analyst", Country: "Netherlands", OfficeLocation: "Utrecht", UsageLocation: "NL"}
	jane, john, zoe := plain, plain, plain
	jane.UserID, jane.DisplayName, jane.UserPrincipalName, jane.Department, jane.AccountEnabled = idOne, "Jane Doe", "Jane@contoso.com", "Sales", &on
	jane.ProxyAddresses = `["SMTP:jane@contoso.com","X500:/o=Contoso/cn=jane","smtp:jane+lists@contoso.com"]`
	jane.CreatedAt = at(t, "2022-03-18T19:49:35Z")
	john.UserID, john.DisplayName, john.UserPrincipalName, john.AccountEnabled = idTwo, "John", "john_fabrikam.com#EXT#@contoso.onmicrosoft.com", &off
	john.UserType, john.CreatedAt = "Guest", jane.CreatedAt
	zoe.UserID, zoe.DisplayName, zoe.UserPrincipalName = idThree, "Zoë", "zoe@contoso.com"
	want := []ledger.Object{
		{Owner: idOne, Facts: []ledger.Fact{jane, ledger.Assignment{UserID: idOne, SkuID: "Office 365 E3"},
			ledger.Assignment{UserID: idOne, SkuID: "Enterprise Mobility + Security E3"}, ledger.Assignment{UserID: idOne, SkuID: "Power BI Pro"}}},
		{Owner: idTwo, Facts: []ledger.Fact{john}},
		{Owner: idThree, Facts: []ledger.Fact{zoe}},
	}
	if diff := cmp.Diff(want, objects(t, f)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if diff := cmp.Diff(map[string]int64{"contoso.com": 2, "contoso.onmicrosoft.com": 1}, f.Domains); diff != "" {
		t.Errorf("domains: %s", diff)
	}
}

func TestOpen_DeletedUsers(t *testing.T) {
	text := accountHeader +
		account("John Doe", "john@contoso.com", idTwo, "2022-03-18 19:49:35Z", "2023-05-20 10:00:00Z", "Sales", "False", "Unlicensed", "")
	f, err := Open(t.Context(), put(t, "deleted.csv", text), Options{TakenAt: "2023-06-01"})
	if err != nil {
		t.Fatal(err)
	}
	if f.Source != ledger.SourceFileDeletedUsers || f.RecognizedBy != ByHeader || f.Rows != 1 || f.SoftDeleted != 0 {
		t.Errorf("got %+v", f)
	}
	want := []ledger.Object{{Owner: idTwo, Facts: []ledger.Fact{ledger.DeletedUser{UserID: idTwo, DisplayName: "John Doe",
		UserPrincipalName: "john@contoso.com", DeletedAt: at(t, "2023-05-20T10:00:00Z")}}}}
	if diff := cmp.Diff(want, objects(t, f)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	early, err := Open(t.Context(), put(t, "deleted.csv", text), Options{TakenAt: "2023-05-01"})
	if err != nil || early.Taken.At.String() != "2023-05-20T10:00:00Z" {
		t.Errorf("taken before the last deletion: %v, %v", early.Taken, err)
	}
}

// Deleted accounts in an export of active users are evidence: there is no
// complete list of them.
func TestOpen_DeletedAmongActiveUsers(t *testing.T) {
	text := accountHeader +
		account("Jane Doe", "jane@contoso.com", idOne, "", "", "Sales", "False", "Power BI Pro", "") +
		account("John Doe", "john@contoso.com", idTwo, "", "2023-05-20 10:00:00Z", "Sales", "False", "Power BI Pro", "")
	f, err := Open(t.Context(), put(t, "users.csv", text), Options{TakenAt: "2023-06-01"})
	if err != nil {
		t.Fatal(err)
	}
	got := objects(t, f)
	if f.Source != ledger.SourceFileActiveUsers || f.Rows != 1 || f.SoftDeleted != 1 || len(got) != 1 || got[0].Owner != idOne {
		t.Errorf("got %+v, %+v", f, got)
	}
	want := []ledger.Evidence{{UserID: idTwo, At: f.Taken.At, Source: ledger.SourceFileActiveUsers}}
	if diff := cmp.Diff(want, f.Evidence()); diff != "" {
		t.Errorf("evidence: %s", diff)
	}
}

func TestOpen_AccountsTwice(t *testing.T) {
	text := accountHeader
	for i, id := range []string{idOne, idTwo, idOne, idThree, strings.ToUpper(idOne)} {
		text += account(fmt.Sprintf("Person %d", i), fmt.Sprintf("p%d@contoso.com", i), id, "", "", "", "", "", "")
	}
	f, err := Open(t.Context(), put(t, "users.csv", text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := objects(t, f); f.Rows != 3 || f.Rejected != 2 || len(f.Problems) != 2 || f.Problems[0].Line != 4 || f.Problems[1].Line != 6 || len(got) != 3 {
		t.Errorf("%d rows, %d kept out, %+v, %d objects", f.Rows, f.Rejected, f.Problems, len(got))
	}
}

func TestOpen_CellsOfAccountsThatSayNothing(t *testing.T) {
	text := accountHeader + account("Jane", "jane@contoso.com", idOne, "some day", "", "", "perhaps", "", "")
	f, err := Open(t.Context(), put(t, "users.csv", text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	user := objects(t, f)[0].Facts[0].(ledger.User)
	if f.Rows != 1 || f.Rejected != 0 || len(f.Problems) != 2 || user.AccountEnabled != nil || user.CreatedAt != 0 {
		t.Errorf("%+v, %+v", f.Problems, user)
	}
	if f.Problems[0].Column != "When created" || f.Problems[1].Column != "Block credential" {
		t.Errorf("problems %+v", f.Problems)
	}
}

// A column that is not there says nothing.
func TestOpen_FewColumns(t *testing.T) {
	f, err := Open(t.Context(), put(t, "users.csv", "Object Id,User principal name,Licenses\n"+idOne+",jane@contoso.com,Power BI Pro\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []ledger.Fact{ledger.User{UserID: idOne, UserPrincipalName: "jane@contoso.com", UserType: "Member"}, ledger.Assignment{UserID: idOne, SkuID: "Power BI Pro"}}
	if diff := cmp.Diff(want, objects(t, f)[0].Facts); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestOpen_ExportsOfUsersRefused(t *testing.T) {
	one := account("Jane", "jane@contoso.com", idOne, "", "", "", "", "", "")
	gone := account("John", "john@contoso.com", idTwo, "", "2023-05-20 10:00:00Z", "", "", "", "")
	without := func(column string) string {
		return strings.Replace(accountHeader, column, "Other", 1) + one
	}
	for _, test := range []struct {
		name, text string
		o          Options
		code       ledger.Code
		asks       Asks
		want       string
	}{
		{"without ids", without("Object Id"), Options{}, ledger.CodeInvalid, "", "Export it again with the column Object Id"},
		{"without addresses", without("User principal name"), Options{}, ledger.CodeNeedsAnswer, AsksColumns, "lacks the columns User principal name"},
		{"without licenses", without("Licenses"), Options{}, ledger.CodeInvalid, "", "without the column Licenses"},
		{"an id that is none", accountHeader + one + strings.Replace(one, idOne, "jane", 1), Options{}, ledger.CodeInvalid, "", "1 of its rows cannot be read, the first in line 3, Object Id"},
		{"broken off", accountHeader + one + "Jo", Options{}, ledger.CodeInvalid, "", "would be taken for gone"},
		{"nobody", accountHeader, Options{}, ledger.CodeNeedsAnswer, AsksLayout, ledger.SourceFileDeletedUsers},
		{"nobody is active", accountHeader, Options{Layout: ledger.SourceFileActiveUsers}, ledger.CodeInvalid, "", "has a header and no rows"},
		{"deleted, said to be active", accountHeader + gone, Options{Layout: ledger.SourceFileActiveUsers}, ledger.CodeInvalid, "", "all of its accounts are deleted"},
		{"active, said to be deleted", accountHeader + one, Options{Layout: ledger.SourceFileDeletedUsers}, ledger.CodeInvalid, "", "line 2, Soft deletion time stamp"},
		{"users, said to be a list", accountHeader + one, Options{Layout: ledger.SourceFileReport2022}, ledger.CodeInvalid, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, err := Open(t.Context(), put(t, "users.csv", test.text), test.o)
			if ledger.CodeOf(err) != test.code || err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("got %v, %v", f, err)
			}
			if asks := askedBy(err); asks != test.asks {
				t.Errorf("asks %q", asks)
			}
			if strings.Contains(err.Error(), "Jane") || strings.Contains(err.Error(), "@") {
				t.Errorf("a person is named: %v", err)
			}
		})
	}
	f, err := Open(t.Context(), put(t, "users.csv", accountHeader), Options{Layout: ledger.SourceFileDeletedUsers})
	if err != nil || f.Rows != 0 || len(objects(t, f)) != 0 {
		t.Errorf("nobody is deleted: %v, %v", f, err)
	}
}

func TestOpen_ExportsOfUsersInOtherLanguages(t *testing.T) {
	for language, header := range map[string]string{
		"newer English": "Block credential,City,Country/Region,Department,Display name,License assignment details,Licenses,Object Id,Office,Proxy addresses,Soft deletion time stamp,Title,Usage location,User principal name,When created",
		"Dutch":         "Weergavenaam;User principal name;Object-id;Gemaakt op;Tijdstempel voorlopig verwijderen;Functie;Afdeling;Land of regio;Kantoor;Gebruikslocatie;Referentie blokkeren;Licenties;Proxyadressen",
		"German":        "Anzeigename;Benutzerprinzipalname;Objekt-ID;Erstellt am;Zeitstempel für vorläufiges Löschen;Position;Abteilung;Land/Region;Büro;Nutzungsstandort;Anmeldeinformationen blockieren;Lizenzen;Proxyadressen",
		"French":        "Nom d’affichage;Nom d’utilisateur principal;ID d’objet;Date de création;Horodatage de la suppression réversible;Fonction;Service;Pays ou région;Bureau;Emplacement d’utilisation;Bloquer les informations d’identification;Licences;Adresses proxy",
		"Spanish":       "Nombre para mostrar;Nombre principal de usuario;Id. de objeto;Fecha de creación;Marca de tiempo de eliminación temporal;Puesto;Departamento;País o región;Oficina;Ubicación de uso;Bloquear credencial;Licencias;Direcciones proxy",
	} {
		t.Run(language, func(t *testing.T) {
			h := explain(strings.FieldsFunc(header, func(r rune) bool { return r == ';' || r == ',' }), Options{})
			if missing := h.missing(); h.layout != activeUsers || len(missing) > 0 || len(h.at) != len(activeUsers.columns) || h.twice != "" {
				t.Errorf("layout %v, missing %v, ignored %v, twice %q, %d of %d columns", h.layout.source, missing, h.ignored, h.twice, len(h.at), len(activeUsers.columns))
			}
		})
	}
}
