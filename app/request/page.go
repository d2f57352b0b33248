// Package request writes the two pages that a person sends to others before a
// tenant is connected: the request to register an app and to consent, and what is
// kept of people.
//
// A page is one HTML file without scripts that loads nothing, in English or Dutch,
// for the screen and for paper. What it asks for comes from store/ledger's table of
// permissions; nothing is read or sent here.
package request

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"time"

	"licenseledger/store/ledger"
)

// Kind is which page.
type Kind string

// The closed list of pages.
const (
	Permissions Kind = "request" // to whoever registers the app
	Privacy     Kind = "privacy" // to the works council and the data protection officer
)

// Way is how License Ledger will sign in.
type Way string

// The ways to sign in.
const (
	Browser     Way = "browser"
	Device      Way = "device"
	Certificate Way = "certificate" // an app by itself
)

// Facts are what a page is about. Empty texts are left out or left to be filled
// in by hand.
type Facts struct {
	Language    string // en or nl
	Way         Way
	Sets        []ledger.AccessSet
	Tenant      string // its name, for people
	TenantID    string
	ClientID    string
	Cloud       string // public, gcc, gcc-high, dod, china
	Portal      string
	ConsentLink string
	File        string // name of the history file
	Place       ledger.PlaceKind
	Managers    bool
	Activity    ledger.ActivityLevel
	Leavers     ledger.LeaverNames
	Today       time.Time
	Version     string
}

//go:embed pages/*.html
var files embed.FS

var pages = template.Must(template.ParseFS(files, "pages/*.html"))

// Write writes a page. Code usage for a kind, language or way that there is none
// of.
func Write(w io.Writer, kind Kind, f Facts) error {
	if f.Language != "en" && f.Language != "nl" {
		return ledger.Errorf(ledger.CodeUsage, "", "There is no page in %q. The languages are en and nl.", f.Language)
	}
	if !slices.Contains([]Way{Browser, Device, Certificate}, f.Way) {
		return ledger.Errorf(ledger.CodeUsage, "", "There is no sign-in by %q. The ways are browser, device and certificate.", f.Way)
	}
	if kind != Permissions && kind != Privacy {
		return ledger.Errorf(ledger.CodeUsage, "", "There is no page %q.", kind)
	}
	p := page{Facts: f, IsApp: f.Way == Certificate, IsDevice: f.Way == Device, IsBrowser: f.Way == Browser,
		Months: f.Leavers.Months, MonthsChosen: f.Leavers.Chosen, UsualMonths: ledger.LeaverMonthsUsual, Day: day(f.Today, f.Language)}
	if f.Place == ledger.PlaceLocal {
		p.Facts.Place = ""
	}
	p.Manifest, p.Names = manifest(f.Way, f.Sets)
	p.Script, p.Register = p.script(), p.register()
	return pages.ExecuteTemplate(w, string(kind)+"."+f.Language+".html", p)
}

// page is what the templates fill in.
type page struct {
	Facts
	IsApp, IsDevice, IsBrowser bool
	Months, UsualMonths        int
	MonthsChosen               bool
	Day                        string
	Manifest, Script, Register string
	Names                      string // of the ids in the manifest
}

// Asks tells whether a set is asked for.
func (p page) Asks(set string) bool { return slices.Contains(p.Sets, ledger.AccessSet(set)) }

// CloudName names the cloud for people.
func (p page) CloudName() string {
	names := map[string]string{"public": "Microsoft 365", "gcc": "Microsoft 365 GCC", "gcc-high": "Microsoft 365 GCC High",
		"dod": "Microsoft 365 DoD", "china": "Microsoft 365 (21Vianet)"}
	return names[p.Cloud]
}

var dutchMonths = strings.Fields("januari februari maart april mei juni juli augustus september oktober november december")

func day(t time.Time, language string) string {
	if language == "nl" {
		return fmt.Sprintf("%d %s %d", t.Day(), dutchMonths[t.Month()-1], t.Year())
	}
	return t.Format("2 January 2006")
}
