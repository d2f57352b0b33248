package ledger_test

import (
	"os"
	"strings"
	"testing"

	"licenseledger/store/ledger"
)

func TestCallOf_KnowsTheClosedListAlone(t *testing.T) {
	for _, c := range []struct {
		method, path string
		want         bool
	}{
		{"GET", "/users", true},
		{"GET", "/Users", true},
		{"GET", "/users/delta()", true}, // how some of Microsoft's links are written
		{"GET", "/users/6d1f", true},
		{"GET", "/users/$count", true},
		{"GET", "/users/%24count", true},
		{"POST", "/$batch", true},
		{"GET", "/security/auditLog/queries/1/records", true},
		{"GET", "/providers/Microsoft.BusinessAppPlatform/scopes/admin/exportServicePlansOperations/1", false}, // at another service
		{"GET", "", false},
		{"GET", "/", false},
		{"GET", "/users/", false},
		{"GET", "/users/6d1f/messages", false},
		{"GET", "/users/..", false},
		{"GET", "/users/%2e%2e", false},
		{"GET", "/users/6d1f%2Fmessages", false},
		{"GET", `/users/6d1f\messages`, false},
		{"GET", "/users/%zz", false},
		{"GET", "/11111111-2222-3333-4444-555555555555/users", false},
		{"GET", "/me", false},
		{"POST", "/users", false},
		{"PATCH", "/users/6d1f", false},
		{"DELETE", "/users/6d1f", false},
	} {
		if _, ok := ledger.CallOf(c.method, c.path, ledger.CallGraph); ok != c.want {
			t.Errorf("%s %s: %v", c.method, c.path, ok)
		}
	}
	below := "/providers/Microsoft.BusinessAppPlatform/scopes/admin/exportServicePlansOperations/1"
	if _, ok := ledger.CallOf("GET", below, ledger.CallGraph, ledger.CallPowerPlatform); !ok {
		t.Errorf("%s is not known", below)
	}
	if _, ok := ledger.CallOf("GET", "/providers/../x", ledger.CallPowerPlatform); ok {
		t.Error("a path that leads up is taken")
	}
}

// The page for administrators has every call, word for word, and no other.
func TestCalls_AreToldAsTheyAre(t *testing.T) {
	page, err := os.ReadFile("../../docs/permissions.md")
	if err != nil {
		t.Fatal(err)
	}
	_, part, _ := strings.Cut(string(page), "\n## Every call")
	part, _, _ = strings.Cut(part, "\n## ")
	var told, is []string
	for line := range strings.Lines(part) {
		if strings.HasPrefix(line, "| ") && !strings.HasPrefix(line, "| service ") {
			told = append(told, strings.TrimSpace(line))
		}
	}
	for _, c := range ledger.Calls() {
		path := "`" + c.Path + "`"
		if c.Path == "" {
			path = ""
		}
		is = append(is, strings.Join(strings.Fields("| "+string(c.Service)+" | "+c.Method+" | "+path+" | "+c.For+" |"), " "))
	}
	for i, row := range told {
		told[i] = strings.Join(strings.Fields(row), " ")
	}
	if strings.Join(told, "\n") != strings.Join(is, "\n") {
		t.Errorf("docs/permissions.md tells\n%s\nthe calls are\n%s", strings.Join(told, "\n"), strings.Join(is, "\n"))
	}
}
