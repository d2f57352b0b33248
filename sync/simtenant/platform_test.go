package simtenant

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

const exportURL = exportPath + "?api-version=" + apiVersion

func (c *caller) startExport() string {
	c.tb.Helper()
	w := c.do(http.MethodPost, exportURL, "", c.tokenFor(exportURL))
	if w.Code != http.StatusAccepted || w.Body.Len() != 0 {
		c.tb.Fatalf("POST: %d %q", w.Code, w.Body)
	}
	return w.Header().Get("Location")
}

func TestReportJobLifeCycle(t *testing.T) {
	c := newCaller(t, Config{Users: 50})
	location := c.startExport()
	if again := c.startExport(); again != location {
		t.Errorf("a second job while one runs: %s and %s", location, again)
	}
	for i := range 2 {
		if w := c.get(location); w.Code != 202 || w.Body.Len() != 0 || w.Header().Get("Location") != location {
			t.Errorf("poll %d: %d %q", i, w.Code, w.Body)
		}
	}
	w := c.get(location)
	if w.Code != 200 || !strings.Contains(w.Body.String(), `{"sharedAccessSignature":"https://`) {
		t.Fatalf("ready: %d %s", w.Code, w.Body)
	}
	if next := c.startExport(); next == location {
		t.Error("a finished job is started again")
	}
	if w := c.get(location); w.Code != 404 {
		t.Errorf("the job before the newest: %d", w.Code)
	}
}

func TestAHeldReportIsThatOfTheInstantItGotReady(t *testing.T) {
	c := newCaller(t, Config{Users: 300, Knobs: Knobs{ReportHold: 6 * time.Hour}})
	location := c.startExport()
	for range 5 {
		if w := c.get(location); w.Code != 202 {
			t.Fatalf("held: %d", w.Code)
		}
	}
	c.tenant.Clock().Advance(30 * 24 * time.Hour) // long after
	w := c.get(location)
	if w.Code != 200 {
		t.Fatalf("ready: %d", w.Code)
	}
	link := between(t, w.Body.String(), `"sharedAccessSignature":"`, `"`)
	late := c.get(strings.ReplaceAll(link, `\u0026`, "&")).Body.String()
	onTime := newCaller(t, Config{Users: 300})
	onTime.tenant.Clock().Advance(6 * time.Hour)
	if string(onTime.reportBytes()) != late {
		t.Error("the report is not as of the instant it got ready")
	}
	if string(c.reportBytesNow()) == late {
		t.Error("nothing changed in 30 days: this test proves nothing")
	}
}

func (c *caller) reportBytesNow() []byte {
	c.tenant.SetKnobs(Knobs{})
	return c.reportBytes()
}

func between(t *testing.T, s, before, after string) string {
	t.Helper()
	_, s, ok := strings.Cut(s, before)
	s, _, ok2 := strings.Cut(s, after)
	if !ok || !ok2 {
		t.Fatalf("no %q in %q", before, s)
	}
	return s
}

func TestALostJobIsNotFound(t *testing.T) {
	c := newCaller(t, Config{Users: 20})
	location := c.startExport()
	c.tenant.SetKnobs(Knobs{ReportLost: true})
	if w := c.get(location); w.Code != 404 || !strings.Contains(w.Body.String(), "OperationNotFound") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if len(c.report()) == 0 {
		t.Error("no report after a new start")
	}
}

func TestPowerPlatformRefuses(t *testing.T) {
	c := newCaller(t, Config{Users: 20})
	for _, tt := range []struct {
		name, method, url, token string
		status                   int
		says                     string
	}{
		{"a Graph token", "POST", exportURL, c.token(graphAudience, time.Hour), 401, "InvalidAuthenticationAudience"},
		{"an audience without its slash", "POST", exportURL, c.token("https://service.powerapps.com", time.Hour), 401, "InvalidAuthenticationAudience"},
		{"no token", "POST", exportURL, "", 401, "AuthenticationFailed"},
		{"a GET of the start", "GET", exportURL, c.token(platformAudience, time.Hour), 405, "MethodNotAllowed"},
		{"no api-version", "POST", exportPath, c.token(platformAudience, time.Hour), 400, "UnsupportedApiVersion"},
		{"removing consent", "DELETE", "/providers/Microsoft.BusinessAppPlatform/scopes/admin/allowedConsentPlans/Internal?api-version=2019-05-01",
			c.token(platformAudience, time.Hour), 404, "RouteNotFound"},
		{"a job that is none", "GET", operationPath + "x?api-version=" + apiVersion, c.token(platformAudience, time.Hour), 404, "OperationNotFound"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := c.do(tt.method, tt.url, "", tt.token)
			if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.says) {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		})
	}
	c.tenant.SetKnobs(Knobs{Forbid: []string{"exportServicePlans"}})
	if w := c.do("POST", exportURL, "", c.tokenFor(exportURL)); w.Code != 403 || !strings.Contains(w.Body.String(), "does not have permission to access the path") {
		t.Errorf("forbidden: %d %s", w.Code, w.Body)
	}
	c.tenant.SetKnobs(Knobs{ThrottleEvery: 1})
	if w := c.do("POST", exportURL, "", c.tokenFor(exportURL)); w.Code != 429 || !strings.Contains(w.Body.String(), "BurstRequestsThrottled") {
		t.Errorf("throttled: %d %s", w.Code, w.Body)
	}
}

func TestADownloadLinkIsEnoughAndNothingElseIs(t *testing.T) {
	c := newCaller(t, Config{Users: 20, Knobs: Knobs{ReportPolls: 1}})
	location := c.startExport()
	c.get(location)
	link := strings.ReplaceAll(between(t, c.get(location).Body.String(), `"sharedAccessSignature":"`, `"`), `\u0026`, "&")
	if w := c.get(link); w.Code != 200 || !strings.HasPrefix(w.Body.String(), header2022) {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	refused := func(name, url, token string) {
		t.Helper()
		w := c.do(http.MethodGet, url, "", token)
		if w.Code != 403 || !strings.Contains(w.Body.String(), "<Code>AuthenticationFailed</Code>") {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	refused("a bearer token", link, c.token(platformAudience, time.Hour))
	refused("no signature", link[:strings.Index(link, "?")], "")
	refused("a later expiry", strings.Replace(link, "2026-01-05", "2026-01-06", 1), "")
	c.tenant.Clock().Advance(time.Hour)
	refused("an expired link", link, "")
	fresh := strings.ReplaceAll(between(t, c.get(location).Body.String(), `"sharedAccessSignature":"`, `"`), `\u0026`, "&")
	if w := c.get(fresh); w.Code != 200 {
		t.Errorf("a fresh link: %d %s", w.Code, w.Body)
	}
}

func TestReportLayouts(t *testing.T) {
	c := newCaller(t, Config{})
	now := string(c.reportBytes())
	for _, has := range []string{`"Özdemir, Dr. Ayşe (ext.)",`, `"Robert ""Bob"" O'Neill",`, ",TRUE,", ",FALSE,", "\r\nUnknown,Unknown,", " AM,", " PM,"} {
		if !strings.Contains(now, has) {
			t.Errorf("no %q in the report", has)
		}
	}
	for _, lines := range []string{now} {
		if strings.Count(lines, "\n") != strings.Count(lines, "\r\n") {
			t.Error("a line that does not end in CRLF")
		}
	}
	c.tenant.SetKnobs(Knobs{ReportHeader: "2017", UnknownWord: "Not known", ReportBOM: true})
	old := string(c.reportBytes())
	if !strings.HasPrefix(old, "\ufeff"+header2017) || !strings.Contains(old, "\r\nNot known,Not known,") || !strings.Contains(old, ",Yes\r\n") || strings.Contains(old, " AM") {
		t.Errorf("2017: %.300q", old)
	}
	c.tenant.SetKnobs(Knobs{UnresolvedEvery: 2})
	some := c.unknownRows()
	c.tenant.SetKnobs(Knobs{})
	if few := c.unknownRows(); few == 0 || some <= few*2 {
		t.Errorf("%d Unknown rows unresolved, %d resolved", some, few)
	}
}

func TestReport_NamesTheUnresolvedLater(t *testing.T) {
	healthy := newCaller(t, Config{Users: 200})
	lagging := newCaller(t, Config{Users: 200, Knobs: Knobs{UnresolvedEvery: 2, UnresolvedFor: 8 * time.Minute}})
	for _, tt := range []struct {
		name    string
		advance time.Duration
		lags    bool
	}{{"at once", 0, true}, {"just before", 8*time.Minute - time.Second, true}, {"then", time.Second, false},
		{"just before a day", 24*time.Hour - 8*time.Minute - time.Second, false}, {"a day later", time.Second, true}, {"eight minutes after that", 8 * time.Minute, false}} {
		healthy.tenant.clock.Advance(tt.advance)
		lagging.tenant.clock.Advance(tt.advance)
		few, got := healthy.unknownRowsNow(), lagging.unknownRowsNow()
		if (got > 2*few) != tt.lags || (got == few) == tt.lags {
			t.Errorf("%s: %d rows are Unknown, %d of them since people left", tt.name, got, few)
		}
	}
	lagging.tenant.SetKnobs(lagging.tenant.Knobs())
	if lagging.unknownRowsNow() == healthy.unknownRowsNow() {
		t.Error("knobs that are set anew do not begin anew")
	}
}

// unknownRowsNow counts the Unknown rows of a report of this very instant.
func (c *caller) unknownRowsNow() int {
	return strings.Count(string(c.tenant.world.report(&c.tenant.knobs)), "\r\nUnknown,")
}
