package graph

import (
	"bytes"
	_ "embed" // the built-in table
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// SignInApps tells which programs of the sign-in log are which product.
// Communities list some of them under other names, and new ones appear, so a
// tenant may bring a table of its own.
// https://learn.microsoft.com/power-platform/admin/apps-to-allow
type SignInApps []signInApp

type signInApp struct {
	id         string
	product    ledger.Product // "" where signing in is no use: administration, services
	government bool           // known in the clouds of governments only
}

//go:embed sign_in_apps.csv
var builtInApps []byte

// noUse stands in a table where signing in is no use of a product.
const noUse = "none"

// BuiltInApps is the table that comes with the program; it is also the example
// of one's own.
func BuiltInApps() []byte { return slices.Clone(builtInApps) }

// ReadSignInApps reads a table: the columns app_id, product (power_apps,
// power_automate, none) and, if wanted, cloud (government, or nothing for every
// one) and name. Code invalid says which line is wrong.
func ReadSignInApps(table []byte) (SignInApps, error) {
	refuse := func(line int, why string) error {
		return ledger.Errorf(ledger.CodeInvalid, "read table of programs", "Line %d of the table of programs %s. Compare it with the built-in one.", line, why)
	}
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(table, []byte("\ufeff"))))
	reader.FieldsPerRecord = -1
	records, err := reader.ReadAll()
	if err != nil || len(records) < 2 {
		return nil, refuse(1, "cannot be read: it takes a heading app_id,product,cloud,name and a line for each program")
	}
	place := func(name string) int { return slices.Index(records[0], name) }
	if place("app_id") < 0 || place("product") < 0 {
		return nil, refuse(1, "has no columns app_id and product")
	}
	field := func(record []string, name string) string {
		if i := place(name); i >= 0 && i < len(record) {
			return strings.ToLower(strings.TrimSpace(record[i]))
		}
		return ""
	}
	var apps SignInApps
	for i, record := range records[1:] {
		app := signInApp{id: field(record, "app_id"), product: ledger.Product(field(record, "product")), government: field(record, "cloud") == "government"}
		if !isGUID(app.id) {
			return nil, refuse(i+2, fmt.Sprintf("has %q for an app_id", app.id))
		}
		switch app.product {
		case ledger.ProductPowerApps, ledger.ProductPowerAutomate:
		case noUse:
			app.product = ""
		default:
			return nil, refuse(i+2, fmt.Sprintf("has the product %q, which is none of power_apps, power_automate and none", app.product))
		}
		apps = append(apps, app)
	}
	if len(apps.products()) == 0 {
		return nil, refuse(2, "and all others are no use of anything")
	}
	return apps, nil
}

func isGUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i, c := range s {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (c == '-') || !dash && !strings.ContainsRune("0123456789abcdef", c) {
			return false
		}
	}
	return true
}

// products are those that some program of the table belongs to.
func (a SignInApps) products() []ledger.Product {
	var all []ledger.Product
	for _, app := range a {
		if app.product != "" && !slices.Contains(all, app.product) {
			all = append(all, app.product)
		}
	}
	return all
}

// productOf gives the product that a sign-in is use of, "" for none. A program
// that is in the table speaks for itself; of another one, what it signed in to
// does: an app inside Teams signs in to the service of the product.
func (a SignInApps) productOf(client, resource string) ledger.Product {
	for _, id := range []string{client, resource} {
		for _, app := range a {
			if strings.EqualFold(app.id, id) {
				return app.product
			}
		}
	}
	return ""
}

// condition is the part of a filter that asks for the table's programs.
func (a SignInApps) condition(government bool) string {
	var any []string
	for _, app := range a {
		if app.product != "" && (government || !app.government) {
			any = append(any, "appId eq '"+app.id+"'")
		}
	}
	return "(" + strings.Join(any, " or ") + ")"
}
