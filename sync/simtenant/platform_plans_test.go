package simtenant

import (
	"net/http"
	"strings"
	"testing"
)

func TestAllowedPlansAreForAdministratorsAndOnlyRead(t *testing.T) {
	c := newCaller(t, Config{Users: 20})
	url := plansPath + "?api-version=" + plansAPIVersion
	if w := c.get(url); w.Code != 200 || !strings.Contains(w.Body.String(), `"Viral"`) {
		t.Errorf("read: %d %s", w.Code, w.Body)
	}
	if w := c.get(plansPath + "?api-version=" + apiVersion); w.Code != 400 {
		t.Errorf("the api-version of another route: %d", w.Code)
	}
	if w := c.do(http.MethodDelete, url, "", c.tokenFor(url)); w.Code != 405 {
		t.Errorf("taking plans away: %d", w.Code)
	}
	if w := c.do(http.MethodGet, url, "", c.tokenFor("/v1.0/users")); w.Code != 401 {
		t.Errorf("with a token of Graph: %d", w.Code)
	}
	c.tenant.SetKnobs(Knobs{Forbid: []string{"exportServicePlans"}})
	if w := c.get(url); w.Code != 403 || !strings.Contains(w.Body.String(), "allowedConsentPlans") {
		t.Errorf("refused: %d %s", w.Code, w.Body)
	}
}
