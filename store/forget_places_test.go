package store_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// Zoë's name and addresses have what others break on.
const (
	zoe     = "33333333-0000-0000-0000-000000000001"
	zoeName = `Zoë "Zo" O'Neill-Vance & Söns`
	zoeUPN  = "zo!e#canary@contoso.com"
	zoeMail = "o'neill.canary@contoso.com"
)

func zoeUser() ledger.Object {
	enabled := true
	return ledger.Object{Owner: zoe, Facts: []ledger.Fact{ledger.User{UserID: zoe, DisplayName: zoeName, UserPrincipalName: zoeUPN, Mail: zoeMail,
		ProxyAddresses: `["SMTP:` + zoeMail + `"]`, AccountEnabled: &enabled}}}
}

func titled(title string) ledger.Object {
	o := assistant()
	u := o.Facts[0].(ledger.User)
	u.JobTitle = title
	return ledger.Object{Owner: o.Owner, Facts: []ledger.Fact{u}}
}

// writtenOfZoe are texts that people write, which name her in odd places.
var writtenOfZoe = []string{
	"before " + zoeName + " left", "2026-03-31-" + zoeName + "-2026.csv", zoeName + "- gone", "(" + strings.ToUpper(zoeName) + ")", zoeName + "'s laptop",
	"ask '" + zoeMail + "'", zoeMail + ".csv", "x-" + zoeUPN + "-old", "mail=" + zoeMail + "; upn~" + zoeUPN + ".", "email_address=" + zoeUPN,
}

// withZoe is a ledger that names her wherever somebody may write, beside what
// withMallory has of Mallory.
func withZoe(t *testing.T) *store.Ledger {
	ctx, l := context.Background(), storetest.New(t)
	for day, title := range []string{"Assistant to " + zoeName, "Assistant to " + strings.ToUpper(zoeName)} {
		storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: onDay(1 + day), Objects: []ledger.Object{zoeUser(), titled(title)}},
			storetest.Listing{Source: ledger.SourceGroups, At: onDay(1 + day).Add(time.Minute), Objects: []ledger.Object{
				{Owner: "g", Facts: []ledger.Fact{ledger.LicenseGroup{GroupID: "g", DisplayName: "Team of " + zoeName}}}}})
	}
	if err := l.SaveView(ctx, ledger.SavedView{Name: "Zoë's", Kind: ledger.ViewList, Filter: []string{"user_name=" + zoeName, "email_address~" + zoeUPN}}); err != nil {
		t.Fatal(err)
	}
	if err := l.PutSetting(ctx, "free_up", map[string]any{"no_use_days": 90, "leave_out": writtenOfZoe, zoeMail: zoeName}); err != nil {
		t.Fatal(err)
	}
	for _, text := range writtenOfZoe {
		quoted := "'" + strings.ReplaceAll(text, "'", "''") + "'"
		change(t, l, `UPDATE snapshot SET label = coalesce(label, '') || '; ' || `+quoted+`;
			UPDATE listing SET file_name = coalesce(file_name, '') || '; ' || `+quoted+`;
			INSERT INTO warning (run_id, code, source, text, count) VALUES (1, 'x', '', `+quoted+`, 1) ON CONFLICT DO UPDATE SET text = text || '; ' || excluded.text;
			INSERT INTO free_keep (user_id, kept_at, note) VALUES ('`+zoe+`', 1, `+quoted+`) ON CONFLICT DO UPDATE SET note = note || '; ' || excluded.note`)
	}
	change(t, l, `INSERT INTO cost_center_of (address, cost_center) VALUES ('`+strings.ReplaceAll(zoeMail, "'", "''")+`', 'NL-100'),
		('andy@contoso.com', 'desk of `+strings.ReplaceAll(zoeName, "'", "''")+`')`)
	return l
}

// formsOfZoe is how her name and addresses may stand in a file.
func formsOfZoe() (forms []string) {
	for _, word := range []string{zoeName, zoeUPN, zoeMail} {
		quoted, _ := json.Marshal(word)
		forms = append(forms, strings.ToLower(word), strings.ToLower(strings.Trim(string(quoted), `"`)))
	}
	return forms
}

// TestForget_LeavesNothingWhereverItWasWritten looks for somebody whose name and addresses
// are hard to find, in the bytes of every file there is.
func TestForget_LeavesNothingWhereverItWasWritten(t *testing.T) {
	ctx, l := context.Background(), withZoe(t)
	for _, name := range []string{".graph.users.staging-wal", ".import.partial"} { // of what was killed
		if err := os.WriteFile(l.Path()+name, []byte(zoeName+zoeMail), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Backup(ctx, l.Path()+".2026-03-02.backup"); err != nil {
		t.Fatal(err)
	}
	forms := formsOfZoe()
	for _, form := range forms {
		if len(residueOf(t, l, []string{form})) == 0 && !strings.Contains(form, `\`) {
			t.Fatalf("%s was nowhere: the test proves nothing", form)
		}
	}
	if _, err := l.Forget(ctx, zoe, true); err != nil {
		t.Fatal(err)
	}
	if found := residueOf(t, l, forms); len(found) > 0 {
		t.Errorf("left: %q", found)
		around(t, l, forms)
	}
	var rule struct {
		Days int `json:"no_use_days"`
	}
	if ok, err := l.Setting(ctx, "free_up", &rule); !ok || err != nil || rule.Days != 90 {
		t.Errorf("the setting beside her name is %+v, %v", rule, err)
	}
	storetest.Sound(t, l)
}

// around shows what stands beside what was left.
func around(t *testing.T, l *store.Ledger, forms []string) {
	t.Helper()
	files, _ := filepath.Glob(l.Path() + "*")
	for _, file := range files {
		body, _ := os.ReadFile(file) // the test may: it holds no lock that matters
		body = bytes.ToLower(body)
		for _, form := range forms {
			if at := bytes.Index(body, []byte(form)); at >= 0 {
				t.Logf("%q", body[max(0, at-60):min(len(body), at+len(form)+40)])
			}
		}
	}
}
