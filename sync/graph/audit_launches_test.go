package graph_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/graph"
	"licenseledger/sync/simtenant"
)

// jobs are the searches that a ledger keeps.
type jobs struct{ kept map[string]ledger.Job }

func (j *jobs) Job(_ context.Context, source string) (ledger.Job, bool, error) {
	job, ok := j.kept[source]
	return job, ok, nil
}

func (j *jobs) PutJob(_ context.Context, job ledger.Job) error {
	if j.kept == nil {
		j.kept = map[string]ledger.Job{}
	}
	j.kept[job.Source] = job
	return nil
}

func (j *jobs) DropJob(_ context.Context, source string) error {
	delete(j.kept, source)
	return nil
}

func launches(tenant *enginetest.Tenant, j *jobs, change ...func(*graph.AuditLaunchesConfig)) *graph.AuditLaunches {
	cfg := graph.AuditLaunchesConfig{Jobs: j, PageSize: 10}
	for _, f := range change {
		f(&cfg)
	}
	return graph.New(tenant.Client, graph.Config{Base: tenant.GraphBase()}).AuditLaunches(cfg)
}

func TestAuditLaunches_KeepTheContract(t *testing.T) {
	enginetest.RunActivity(t, enginetest.ActivitySuite{New: func(t *testing.T) enginetest.ActivityService {
		tenant, j := premium(t, 150, simtenant.Knobs{}), &jobs{}
		again := func() engine.ActivitySource { return launches(tenant, j) }
		return enginetest.ActivityService{
			Source: again(), Again: again, Day: busyDay, Empty: "2019-11-01",
			Throttle: func() { tenant.SetKnobs(simtenant.Knobs{ThrottleEvery: 2}) },
			Forbid:   func() { tenant.SetKnobs(simtenant.Knobs{Forbid: []string{"AuditLogsQuery.Read.All"}}) },
			Expire:   func(cursor string) string { return strings.Replace(cursor, "skiptoken=", "skiptoken=A", 1) },
		}
	}})
}

func missingOf(t *testing.T, err error) *engine.NotAvailable {
	t.Helper()
	var missing *engine.NotAvailable
	if !errors.As(err, &missing) {
		t.Fatalf("%v is no NotAvailable", err)
	}
	return missing
}

func readNothing(ctx context.Context, source engine.ActivitySource) error {
	return source.ReadDay(ctx, busyDay, "", func(ledger.ActivityPage) error { return errors.New("a page came") })
}

// TestAuditLaunches_ASearchThatTakesHoursIsTakenUp by the next run, with one
// search in all, and tells of what it could find when it was asked for.
func TestAuditLaunches_ASearchThatTakesHoursIsTakenUp(t *testing.T) {
	tenant, j := premium(t, 100, simtenant.Knobs{ActivityKnobs: simtenant.ActivityKnobs{AuditHold: 6 * time.Hour}}), &jobs{}
	asked := tenant.Clock().Now()
	if err := launches(tenant, j).PrepareDays(t.Context(), []string{busyDay}); err != nil {
		t.Fatal(err)
	}
	missing := missingOf(t, readNothing(t.Context(), launches(tenant, j)))
	if missing.Warning != ledger.WarnSearchPending || ledger.CodeOf(missing) != ledger.CodePending || len(j.kept) != 1 {
		t.Fatalf("%+v; kept %v", missing, j.kept)
	}
	before := fmt.Sprint(j.kept)
	tenant.Clock().Advance(6 * time.Hour)
	source := launches(tenant, j)
	err := source.ReadDay(t.Context(), busyDay, "", func(p ledger.ActivityPage) error {
		if p.At.Time().Sub(asked) > time.Minute {
			t.Errorf("a page tells of %v, it was asked for at %v", p.At.Time(), asked)
		}
		return nil
	})
	if err != nil || fmt.Sprint(j.kept) != before {
		t.Errorf("%v; kept %v, before %s", err, j.kept, before)
	}
	if err := source.FinishDay(t.Context(), busyDay); err != nil || len(j.kept) != 0 {
		t.Errorf("after the end %v are kept (%v)", j.kept, err)
	}
}

// TestAuditLaunches_AsksForTenDaysAtOnce and for the others once those are done.
func TestAuditLaunches_AsksForTenDaysAtOnce(t *testing.T) {
	tenant, j := premium(t, 60, simtenant.Knobs{ActivityKnobs: simtenant.ActivityKnobs{AuditHold: time.Hour}}), &jobs{}
	var days []string
	for n := 1; n <= 14; n++ {
		days = append(days, fmt.Sprintf("2025-12-%02d", n))
	}
	source := launches(tenant, j)
	if err := source.PrepareDays(t.Context(), days); err != nil || len(j.kept) != 10 {
		t.Fatalf("%d searches (%v)", len(j.kept), err)
	}
	if _, newest := j.kept[ledger.SourceAuditLaunches+" 2025-12-14"]; !newest {
		t.Errorf("the newest day was not asked for: %v", j.kept)
	}
	// One more is refused, and not asked for again and again.
	began := tenant.Clock().Now()
	missing := missingOf(t, source.ReadDay(t.Context(), days[0], "", func(ledger.ActivityPage) error { return nil }))
	if missing.Warning != ledger.WarnSearchPending || tenant.Clock().Now().Sub(began) > time.Minute {
		t.Errorf("%+v after %v", missing, tenant.Clock().Now().Sub(began))
	}
	tenant.Clock().Advance(2 * time.Hour)
	if err := launches(tenant, j).PrepareDays(t.Context(), days); err != nil || len(j.kept) != 10 {
		t.Errorf("%d searches (%v)", len(j.kept), err)
	}
}

func TestAuditLaunches_SayWhyTheyAreNotThere(t *testing.T) {
	for name, tt := range map[string]struct {
		knobs   simtenant.ActivityKnobs
		change  func(*graph.AuditLaunchesConfig)
		warning string
		says    string
	}{
		"auditing is off":    {simtenant.ActivityKnobs{AuditOff: true}, func(*graph.AuditLaunchesConfig) {}, ledger.WarnAuditingOff, "Microsoft Purview"},
		"another cloud":      {simtenant.ActivityKnobs{}, func(c *graph.AuditLaunchesConfig) { c.Elsewhere = true }, ledger.WarnNotInCloud, "cloud"},
		"the search failed":  {simtenant.ActivityKnobs{AuditFail: 1}, func(*graph.AuditLaunchesConfig) {}, ledger.WarnSearchPending, "gave up"},
		"it is not done yet": {simtenant.ActivityKnobs{AuditHold: time.Hour}, func(*graph.AuditLaunchesConfig) {}, ledger.WarnSearchPending, "still searches"},
	} {
		tenant, j := premium(t, 60, simtenant.Knobs{ActivityKnobs: tt.knobs}), &jobs{}
		missing := missingOf(t, readNothing(t.Context(), launches(tenant, j, tt.change)))
		if missing.Warning != tt.warning || missing.Unasked || !strings.Contains(missing.Error(), tt.says) {
			t.Errorf("%s: %+v: %v", name, missing, missing)
		}
		if name == "the search failed" { // the next run asks anew
			if err := launches(tenant, j).ReadDay(t.Context(), busyDay, "", func(ledger.ActivityPage) error { return nil }); err != nil {
				t.Errorf("%s, then: %v", name, err)
			}
		}
	}
}

// TestAuditLaunches_MoreThanASearchGivesIsAskedForInHalves, since it ends without
// a word.
func TestAuditLaunches_MoreThanASearchGivesIsAskedForInHalves(t *testing.T) {
	tenant := premium(t, 150, simtenant.Knobs{})
	read := func(source *graph.AuditLaunches) map[ledger.Use]bool {
		for range 20 {
			uses := map[ledger.Use]bool{}
			err := source.ReadDay(t.Context(), busyDay, "", func(p ledger.ActivityPage) error {
				for _, use := range p.Uses {
					uses[use] = true
				}
				return nil
			})
			if err == nil {
				return uses
			}
			if ledger.CodeOf(err) != ledger.CodeCursorExpired { // the engine begins the day anew then
				t.Fatal(err)
			}
		}
		t.Fatal("it never ends")
		return nil
	}
	want := read(launches(tenant, &jobs{}))
	tenant.SetKnobs(simtenant.Knobs{ActivityKnobs: simtenant.ActivityKnobs{AuditCap: 5}})
	j := &jobs{}
	got := read(launches(tenant, j, func(c *graph.AuditLaunchesConfig) { c.Most, c.Wait = 5, time.Hour }))
	var parts []any
	if err := json.Unmarshal([]byte(j.kept[ledger.SourceAuditLaunches+" "+busyDay].Location), &parts); err != nil || len(parts) < 2 || len(got) != len(want) {
		t.Errorf("%d uses by %d searches, want %d (%v)", len(got), len(parts), len(want), err)
	}
}

// TestAuditLaunches_TellUseFromTheRest: both payloads, record by record.
func TestAuditLaunches_TellUseFromTheRest(t *testing.T) {
	const id, jane = "a1a1a1a1-0000-4000-8000-00000000000", `"userPrincipalName":"Jane@contoso.com"`
	record := func(data string) string {
		return `{"id":"x","operation":"LaunchPowerApp",` + jane + `,"auditData":` + data + `}`
	}
	noon := `"CreationTime":"` + busyDay + `T12:00:00","Operation":"LaunchPowerApp"`
	records := []string{
		record(`{` + noon + `,"UserKey":"` + strings.ToUpper(id) + `1","ResultStatus":"Succeeded","Workload":"PowerPlatform"}`),
		record(`{` + noon + `,"UserKey":"10032000ABC","PropertyCollection":[{"Name":"enduser.id","Value":"` + id + `2"}]}`),
		record(`{` + noon + `,"UserKey":"10032000ABC","UserId":"Jane@contoso.com","Workload":"PowerApps","AppName":"x"}`),
		record(`{` + noon + `,"UserKey":"` + id + `3","ResultStatus":"Failed"}`),
		record(`{"CreationTime":"` + busyDay + `T12:00:00","Operation":"PublishPowerApp","UserKey":"` + id + `4"}`),
		record(`{"CreationTime":"2026-01-07T00:00:00","Operation":"LaunchPowerApp","UserKey":"` + id + `5"}`),
		`{"id":"y","operation":"LaunchPowerApp","createdDateTime":"` + busyDay + `T01:00:00Z","auditData":{"UserKey":"` + id + `6"}}`,
	}
	client, base := scripted(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == http.MethodPost:
			w.WriteHeader(http.StatusCreated)
			fmt.Fprint(w, `{"id":"AAAAAAAA-0000-4000-8000-000000000000","status":"notStarted"}`)
		case strings.HasSuffix(r.URL.Path, "/records"):
			fmt.Fprintf(w, `{"value":[%s]}`, strings.Join(records, ","))
		default:
			fmt.Fprint(w, `{"status":"succeeded"}`)
		}
	})
	source := graph.New(client, graph.Config{Base: base}).AuditLaunches(graph.AuditLaunchesConfig{Jobs: &jobs{},
		Accounts: func(_ context.Context, names []string) (map[string]string, error) {
			if !slices.Equal(names, []string{"jane@contoso.com"}) {
				t.Errorf("asked for %v", names)
			}
			return map[string]string{"jane@contoso.com": "jane"}, nil
		}})
	uses, _ := dayOf(t, source)
	want := []string{id + "1", id + "2", "jane", id + "6"}
	for _, who := range want {
		if !uses[ledger.Use{UserID: who, Product: ledger.ProductPowerApps}] {
			t.Errorf("%s was not seen", who)
		}
	}
	if len(uses) != len(want) {
		t.Errorf("uses are %v", uses)
	}
}
