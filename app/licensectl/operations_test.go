package main

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"licenseledger/store/storetest"
)

// operation is something that writes.
type operation struct {
	name   string
	ledger string   // the file of the made folder that it works on
	with   []string // others that it takes
	args   []string
	makes  []string // new files and folders
	again  string   // what may be said when it had been done before it was killed
	tells  []string // a command that tells what was written, where the ledger's own story does not
}

// operations are all that the console writes.
func operations() []operation {
	l := "contoso.ledger"
	return []operation{
		{name: "import-report", ledger: "files.ledger", with: []string{"report.csv"}, args: []string{"import", "files.ledger", "report.csv", "--taken-at", "2026-05-02"}},
		{name: "import-directory", ledger: "files.ledger", with: []string{"users.csv"}, args: []string{"import", "files.ledger", "users.csv", "--taken-at", "2026-05-02"}},
		{name: "import-prices", ledger: l, with: []string{"prices.csv"}, args: []string{"prices", "import", l, "prices.csv"}},
		{name: "import-cost-centers", ledger: l, with: []string{"centers.csv"}, args: []string{"cost-centers", "import", l, "centers.csv"}},
		{name: "sync", ledger: "synced.ledger", args: []string{"sync", "synced.ledger"}},
		{name: "sync-first", ledger: "connected.ledger", args: []string{"sync", "connected.ledger"}},
		{name: "held-let-in", ledger: "held.ledger", args: []string{"held", "held.ledger", "--apply", "2"}, again: "[not_found]"},
		{name: "held-set-aside", ledger: "held.ledger", args: []string{"held", "held.ledger", "--discard", "2"}, again: "[not_found]"},
		{name: "backup", ledger: l, args: []string{"backup", l, "copy.ledger"}, makes: []string{"copy.ledger"}, again: "[invalid]"},
		{name: "restore", ledger: "thinned.ledger", with: []string{l}, args: []string{"restore", "thinned.ledger", l}},
		{name: "thin", ledger: l, args: []string{"thin", l, "--keep-all", "3d", "--keep-weekly", "7d"}},
		{name: "forget", ledger: l, args: []string{"forget", l, "reception@contoso.com"}, again: "[not_found]"},
		{name: "merge", ledger: "thinned.ledger", with: []string{l}, args: []string{"import", "thinned.ledger", l}},
		{name: "share", ledger: l, args: []string{"share", l, "copy.ledger", "--without", "names"}, makes: []string{"copy.ledger"}, again: "[invalid]"},
		{name: "compact", ledger: l, args: []string{"compact", l}},
		{name: "delete", ledger: l, args: []string{"delete", l, "7"}, again: "[not_found]"},
		{name: "migrate", ledger: "older.ledger", args: []string{"privacy", "older.ledger", "--activity", "day"}},
		{name: "set-price", ledger: l, args: []string{"prices", "set", l, "ENTERPRISEPACK", "31.40", "EUR", "--from", "2026-01-03"}},
		{name: "privacy", ledger: l, args: []string{"privacy", l, "--activity", "none", "--leavers", "keep"}, tells: []string{"privacy", l, "--json"}},
		{name: "close-month", ledger: "months.ledger", args: []string{"month", "close", "months.ledger", "2026-01"}, again: "[invalid]", tells: []string{"month", "list", "months.ledger"}},
		{name: "leave-out", ledger: l, args: []string{"free-up", "leave-out", l, "--min-age", "61"}, tells: []string{"free-up", "leave-out", l, "--json"}},
		{name: "tenants-list", ledger: l, args: []string{"tenants", "add", l}, again: "[invalid]", tells: []string{"tenants", "list"}},
		{name: "export-xlsx", ledger: l, args: []string{"export", l, "--out", "out.xlsx", "--layout", "full"}, makes: []string{"out.xlsx"}},
		{name: "export-csv", ledger: l, args: []string{"export", l, "--out", "out.csv"}, makes: []string{"out.csv"}},
		{name: "export-parquet", ledger: l, args: []string{"export", l, "--out", "out.parquet"}, makes: []string{"out.parquet"}},
		{name: "export-lake", ledger: l, args: []string{"export", l, "--out", "lake", "--layout", "lake"}, makes: []string{"lake"}},
		{name: "export-split", ledger: l, args: []string{"export", l, "--out", "split", "--split-by", "department", "--format", "csv"}, makes: []string{"split"}},
	}
}

// Of what made makes, and the test program removes.
var madeFolder string

// made is a folder with the ledgers and files that operations begin with; only once.
func made(t *testing.T) string {
	t.Helper()
	makeOnce.Do(func() {
		dir, err := os.MkdirTemp("", "licensectl")
		if err != nil {
			t.Fatal(err)
		}
		madeFolder = dir
		fill(t, dir)
	})
	if madeFolder == "" {
		t.Fatal("the ledgers could not be made")
	}
	return madeFolder
}

var makeOnce sync.Once

func fill(t *testing.T, dir string) {
	t.Helper()
	done(t, dir, "demo", "contoso.ledger", "--users", "30", "--days", "9", "--seed", "1")
	done(t, dir, "demo", "months.ledger", "--users", "10", "--days", "29", "--seed", "2")
	// The key of pseudonyms is drawn when the first person is forgotten.
	done(t, dir, "forget", "contoso.ledger", "room.sales@contoso.com")
	done(t, dir, "backup", "contoso.ledger", "thinned.ledger")
	done(t, dir, "thin", "thinned.ledger", "--keep-all", "3d", "--keep-weekly", "7d")
	prices := strings.ReplaceAll(done(t, dir, "prices", "contoso.ledger", "--csv"), "84.00", "85.00")
	for name, text := range map[string]string{
		"prices.csv":  prices,
		"centers.csv": "email,cost_center\nreception@contoso.com,NL-100\n",
		"users.csv":   "Display name,User principal name,Object Id,Block credential,Licenses,Proxy addresses\nJane Doe,jane@contoso.com,11111111-0000-4000-8000-000000000001,False,Office 365 E1,SMTP:jane.doe@contoso.com\nJohn Doe,john@contoso.com,11111111-0000-4000-8000-000000000002,True,Office 365 E1,\n",
		"report.csv":  "User Name,Email Address,Service,License,License Assigned Date,Is Trial,Expiration Date\nJane Doe,jane@contoso.com,Power Apps for Office 365,Office 365 E3,2022-01-01T10:00:01Z,FALSE,\nMax Vance,max@contoso.com,Power Apps for Office 365,Office 365 E3,2022-01-02T10:00:01Z,FALSE,\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	done(t, dir, "import", "files.ledger", "users.csv", "--taken-at", "2026-04-02")
	older, err := os.ReadFile("../../store/testdata/v1.sql")
	if err != nil {
		t.Fatal(err)
	}
	if err := storetest.Load(filepath.Join(dir, "older.ledger"), string(older)); err != nil {
		t.Fatal(err)
	}
}
