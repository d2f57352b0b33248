package importer

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
)

// factsIn imports a text and gives the layout and what its rows say.
func factsIn(t *testing.T, text string) (*File, []ledger.Fact) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "download 2026-03-31.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var facts []ledger.Fact
	err = file.Listing().Pull(context.Background(), "", func(page ledger.Page) error {
		for _, object := range page.Objects {
			if object.Owner != "" {
				t.Errorf("a line of a download is owned by %s", object.Owner)
			}
			facts = append(facts, object.Facts...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return file, facts
}

const sampleID = "6fa459ea-ee8a-4ca4-894e-db77e160355e"

func TestUse_RowsSayWhatTheDownloadsSay(t *testing.T) {
	for name, c := range map[string]struct {
		text, source string
		want         []ledger.Fact
	}{
		"active users": {"User ID,User name,User principal name,App name,App ID,Environment name,License used,License type,Last launch date\n" +
			sampleID + ",Jane Doe,jane@contoso.com,Leave requests,7,Production,Power Apps Premium,Subscribed,3/28/2026 4:00:48 AM\n" +
			sampleID + ",Jane Doe,jane@contoso.com,Leave requests,7,Production,Power Apps Premium,Subscribed,3/28/2026 4:00:48 AM\n" +
			",John,john@contoso.com,Visits,8,\"Jane Doe's\nEnvironment\",,App pass,3/27/2026 4:00:48 AM\n" +
			"," + "," + strings.ToUpper(sampleID) + ",Visits,8,Production,,,\n",
			ledger.SourceFileUse, []ledger.Fact{
				ledger.LicenseUse{UserID: sampleID, UserName: "Jane Doe", EmailAddress: "jane@contoso.com", License: "Power Apps Premium", Environment: "Production", App: "Leave requests", LastUsed: "2026-03-28T04:00:48Z"},
				ledger.LicenseUse{UserID: sampleID, UserName: "Jane Doe", EmailAddress: "jane@contoso.com", License: "Power Apps Premium", Environment: "Production", App: "Leave requests", LastUsed: "2026-03-28T04:00:48Z", Ordinal: 1},
				ledger.LicenseUse{UserName: "John", EmailAddress: "john@contoso.com", License: "App pass", Environment: "Jane Doe's\nEnvironment", App: "Visits", LastUsed: "2026-03-27T04:00:48Z"},
				ledger.LicenseUse{UserID: sampleID, Environment: "Production", App: "Visits"},
			}},
		"licensed users": {"Display name,Email,License\nJane Doe,jane@contoso.com,Power Apps Premium\n",
			ledger.SourceFileLicensed, []ledger.Fact{ledger.LicenseUse{UserName: "Jane Doe", EmailAddress: "jane@contoso.com", License: "Power Apps Premium"}}},
		"required licenses": {"Email;User principal name;App;Environment;License;Required license\njane@contoso.com;j@contoso.com;Leave;Production;Office 365 E3;Power Apps Premium\n",
			ledger.SourceFileRequired, []ledger.Fact{ledger.LicenseUse{EmailAddress: "jane@contoso.com", License: "Office 365 E3", RequiredLicense: "Power Apps Premium", Environment: "Production", App: "Leave"}}},
		"in Dutch":   {"E-mailadres;Naam van app;Laatst gestart\njane@contoso.com;Verlof;28-3-2026 04:00\n", ledger.SourceFileUse, nil},
		"in German":  {"Benutzername;E-Mail-Adresse;Lizenz\nJane;jane@contoso.com;Power Apps Premium\n", ledger.SourceFileLicensed, nil},
		"in French":  {"Adresse e-mail;Licence requise\njane@contoso.com;Power Apps Premium\n", ledger.SourceFileRequired, nil},
		"in Spanish": {"Correo electrónico;Aplicación;Último inicio\njane@contoso.com;Ausencias;28/03/2026 14:00\n", ledger.SourceFileUse, nil},
	} {
		t.Run(name, func(t *testing.T) {
			file, facts := factsIn(t, c.text)
			if file.Source != c.source {
				t.Errorf("the layout is %s, want %s", file.Source, c.source)
			}
			if c.want == nil {
				c.want = facts
			}
			if d := cmp.Diff(c.want, facts); d != "" || len(facts) == 0 {
				t.Errorf("%d facts, -want +said:\n%s", len(facts), d)
			}
		})
	}
}

// TestUse_OtherFilesStayWhatTheyAre: a list or an export from which somebody took
// a column is not taken for a license download.
func TestUse_OtherFilesStayWhatTheyAre(t *testing.T) {
	for _, header := range []string{
		"User name,Email address,Service,License",
		"User name,Email address,License,Assigned date",
		"Display name,User principal name,Licenses,Department",
		"Name,Email",
	} {
		path := filepath.Join(t.TempDir(), "x.csv")
		if err := os.WriteFile(path, []byte(header+"\na,a@contoso.com,b,c\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if file, err := Open(context.Background(), path, Options{}); err == nil {
			t.Errorf("%s is taken for %s", header, file.Source)
		}
	}
}

// TestUse_SaysWhoIsMissing keeps a row about nobody out, with its line.
func TestUse_SaysWhoIsMissing(t *testing.T) {
	file, facts := factsIn(t, "Email,App,Last launch\n,Leave,2026-03-28\njane@contoso.com,Leave,2026-03-28\n")
	if len(facts) != 1 || file.Rejected != 1 || file.Problems[0].Line != 2 || file.Problems[0].Column != "Email" {
		t.Errorf("%d facts, problems %+v", len(facts), file.Problems)
	}
}
