package simtenant

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"
)

// What the pages show.
type (
	accountsPage struct {
		Accounts []account
		Cancel   bool
		Fields   map[string]string // sent along
	}
	consentPage struct {
		Account            account
		Permissions        []string
		NeedsAdministrator bool
		Fields             map[string]string
	}
	codePage struct{ Wrong bool }
	donePage struct{ Title, Text string }
	backPage struct {
		Address string
		Fields  map[string]string
	}
)

// ID is what a page sends back of an account.
func (a account) ID() string { return a.id }

// Label is who somebody is, for a button.
func (a account) Label() string {
	return fmt.Sprintf("%s (%s)", a.name, a.roleName)
}

// UPN is the sign-in name.
func (a account) UPN() string { return a.upn }

const pageFrame = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width"><title>{{template "title" .}}</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f3f2f1;color:#1b1a19}
main{max-width:28rem;margin:10vh auto;padding:2rem;background:#fff;border:1px solid #c8c6c4}
h1{font-size:1.4rem;margin:0 0 1rem}
button,input{font:inherit;display:block;width:100%;box-sizing:border-box;margin:.5rem 0;padding:.6rem;text-align:left}
small{display:block;color:#484644}
</style></head>
<body{{template "onload" .}}><main><h1>{{template "title" .}}</h1>{{template "content" .}}
<p><small>A simulated tenant on this computer. Nobody is asked for a password here.</small></p></main></body></html>`

const plainFrame = `{{define "onload"}}{{end}}{{define "along"}}{{range $name, $value := .Fields}}<input type="hidden" name="{{$name}}" value="{{$value}}">{{end}}{{end}}`

func newPage(parts ...string) *template.Template {
	t := template.Must(template.New("page").Parse(pageFrame))
	for _, part := range append([]string{plainFrame}, parts...) {
		template.Must(t.Parse(part))
	}
	return t
}

var (
	accountsTemplate = newPage(`{{define "title"}}Pick an account{{end}}{{define "content"}}<form method="post">{{template "along" .}}
{{range .Accounts}}<button name="account" value="{{.ID}}">{{.Label}}<small>{{.UPN}}</small></button>{{end}}
{{if .Cancel}}<button name="cancel" value="1">Cancel</button>{{end}}</form>{{end}}`)

	consentTemplate = newPage(`{{define "title"}}{{if .NeedsAdministrator}}Need admin approval{{else}}Permissions requested{{end}}{{end}}{{define "content"}}
<p>{{.Account.UPN}}</p>{{if .NeedsAdministrator}}<p>The app needs permission to access resources in your organization that only an administrator can grant.</p>
<form method="post">{{template "along" .}}<button name="consent" value="back">Return to the application without granting consent</button></form>
{{else}}<p>The app would like to, for everybody in the organization:</p><ul>{{range .Permissions}}<li>{{.}}</li>{{end}}</ul>
<form method="post">{{template "along" .}}<button name="consent" value="accept">Accept</button><button name="consent" value="refuse">Cancel</button></form>{{end}}{{end}}`)

	codeTemplate = newPage(`{{define "title"}}Enter code{{end}}{{define "content"}}<p>Enter the code displayed on your app or device.</p>
{{if .Wrong}}<p role="alert">That code didn't work. Check the code and try again.</p>{{end}}
<form method="post"><input name="code" aria-label="Code" autocomplete="off" autofocus><button>Next</button></form>{{end}}`)

	doneTemplate = newPage(`{{define "title"}}{{.Title}}{{end}}{{define "content"}}<p>{{.Text}}</p>{{end}}`)

	backTemplate = newPage(`{{define "onload"}} onload="document.forms[0].submit()"{{end}}{{define "title"}}Working...{{end}}
{{define "content"}}<form method="post" action="{{.Address}}">{{template "along" .}}<noscript><button>Continue</button></noscript></form>{{end}}`)
)

func (c *call) page(status int, t *template.Template, data any) {
	var b bytes.Buffer
	if err := t.Execute(&b, data); err != nil {
		panic("simtenant: draw page: " + err.Error()) // our own templates
	}
	h := c.w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	c.send(status, "text/html; charset=utf-8", b.Bytes())
}

// pageError tells a person what is wrong with a request. It gives false, for
// callers that check.
func (c *call) pageError(number int, message string) bool {
	c.refused(fmt.Sprintf("AADSTS%d", number))
	c.page(http.StatusBadRequest, doneTemplate, donePage{"Sorry, but we're having trouble signing you in.", fmt.Sprintf("AADSTS%d: %s", number, message)})
	return false
}
