package tenants_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/app"
	"licenseledger/app/tenants"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

// three serves three tenants of different seeds and sizes.
func three(t *testing.T) *world {
	w := newWorld(t)
	w.connected("Contoso", simtenant.Config{Users: 40, Seed: 1})
	w.connected("Fabrikam", simtenant.Config{Users: 90, Seed: 2})
	w.connected("Adatum", simtenant.Config{Users: 15, Seed: 3})
	return w
}

func TestAll_AgreeWithTheTruthOfEachTenant(t *testing.T) {
	t.Parallel()
	w := three(t)
	for name, one := range w.sync(t.Context(), tenants.SyncOptions{}) {
		if one.State != tenants.StateDone || one.Rows() == 0 || one.Began() == 0 || one.TenantName+".ledger" != name {
			t.Fatalf("%s: %s of %q with %d rows, %d began: %v", name, one.State, one.TenantName, one.Rows(), one.Began(), one.Err)
		}
	}
	read := w.read()
	if len(read) != 3 {
		t.Fatalf("%d tenants, want 3", len(read))
	}
	for _, s := range read {
		f := s.Figures
		if s.Err != nil || f.People == nil || f.Seats == nil || f.LastSync == nil {
			t.Fatalf("%s: people %v, seats %v, last sync %v: %v", s.Name(), f.People, f.Seats, f.LastSync, s.Err)
		}
		paid := map[string]bool{}
		for i := range f.Licenses {
			paid[string(f.Licenses[i].LicenseID)] = f.Licenses[i].Paid()
		}
		want := w.truth(s.Name(), func(id string) bool { return paid[id] })
		got := truth{people: *f.People, bought: f.Seats.Bought, assigned: f.Seats.Assigned, free: f.Seats.Free, over: f.Seats.OverAssigned, seats: map[string][2]int64{}}
		for _, n := range f.Needs {
			if n.Code == app.NeedBlocked {
				got.blocked = n.Figure.People
			}
		}
		for i := range f.Licenses {
			got.seats[string(f.Licenses[i].LicenseID)] = [2]int64{f.Licenses[i].Bought, f.Licenses[i].Assigned}
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(truth{})); diff != "" {
			t.Errorf("%s (-truth +figures):\n%s", s.Name(), diff)
		}
		if f.ListRead == "" || f.ListRead > f.At || f.LastSync.State != ledger.RunComplete {
			t.Errorf("%s: list of %s, reading of %s, sync %s", s.Name(), f.ListRead, f.At, f.LastSync.State)
		}
	}
}

func TestAll_OneThatCannotBeReadIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.connected("Contoso", simtenant.Config{Users: 20, Seed: 4})
	w.sync(t.Context(), tenants.SyncOptions{})
	release := w.spoil("Contoso")
	want := map[string]ledger.Code{"Contoso.ledger": "", "damaged.ledger": ledger.CodeNotALedger, "newer.ledger": ledger.CodeSchemaTooNew,
		"gone.ledger": ledger.CodeNotFound, "locked.ledger": ledger.CodeBusy}
	read := w.read()
	if diff := cmp.Diff(want, codes(read)); diff != "" {
		t.Errorf("why they cannot be read (-want +got):\n%s", diff)
	}
	if last := read[len(read)-1]; last.FileName() != "Contoso.ledger" {
		t.Errorf("%s is the last, want the one that can be read", last.FileName())
	}
	for _, s := range read {
		if s.Name() != "Contoso" {
			t.Errorf("%s is called %q, want what was last seen in it", s.FileName(), s.Name())
		}
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	want["locked.ledger"] = ""
	got := map[string]ledger.Code{}
	states := map[string]tenants.State{}
	for name, one := range w.sync(t.Context(), tenants.SyncOptions{AtOnce: 5}) {
		got[name], states[name] = ledger.CodeOf(one.Err), one.State
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("why they cannot be synced (-want +got):\n%s", diff)
	}
	if states["Contoso.ledger"] != tenants.StateDone || states["gone.ledger"] != tenants.StateFailed {
		t.Errorf("states: %v", states)
	}
}

func TestSync_OneThatFailsStopsNoOther(t *testing.T) {
	w := three(t)
	w.served["Contoso"].SetKnobs(simtenant.Knobs{ReportPolls: 1, Forbid: []string{"User.Read.All"}})
	if err := os.Remove(filepath.Join(w.folder, "Adatum.pem")); err != nil { // before a request is made
		t.Fatal(err)
	}
	got := w.sync(t.Context(), tenants.SyncOptions{AtOnce: 1})
	for name, want := range map[string]tenants.State{"Contoso.ledger": tenants.StatePartial, "Fabrikam.ledger": tenants.StateDone, "Adatum.ledger": tenants.StateFailed} {
		if got[name].State != want {
			t.Errorf("%s: %s, want %s: %v", name, got[name].State, want, got[name].Err)
		}
	}
}

func TestSync_StopsCleanly(t *testing.T) {
	w := three(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var mu sync.Mutex
	var ended []tenants.State
	got := w.sync(ctx, tenants.SyncOptions{AtOnce: 1, Hear: tenants.Hearing{
		Ended: func(_ int, one tenants.Synced) {
			mu.Lock()
			defer mu.Unlock()
			ended = append(ended, one.State)
			stop() // as soon as the first is done
		},
	}})
	slices.Sort(ended)
	if diff := cmp.Diff([]tenants.State{tenants.StateCanceled, tenants.StateCanceled, tenants.StateDone}, ended); diff != "" {
		t.Errorf("what was told (-want +got):\n%s", diff)
	}
	if got["Adatum.ledger"].State != tenants.StateDone || ledger.CodeOf(got["Fabrikam.ledger"].Err) != ledger.CodeCanceled {
		t.Errorf("%v", got)
	}
	for _, s := range w.read() {
		if was := s.Figures.At != ""; was != (s.FileName() == "Adatum.ledger") {
			t.Errorf("%s: read %v", s.FileName(), was)
		}
	}
}

func TestSync_LeavesOutWhatHasNothingToRead(t *testing.T) {
	w := newWorld(t)
	sample, err := app.CreateSample(t.Context(), w.path("sample"), app.SampleOptions{Users: 12, Days: 2, Seed: 5}, nil)
	if err != nil {
		t.Fatal(err)
	}
	alone, err := app.Create(t.Context(), w.path("files"), app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []*app.Ledger{sample, alone} {
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	w.add("sample")
	w.add("files")
	for _, samples := range []bool{false, true} {
		got := w.sync(t.Context(), tenants.SyncOptions{Samples: samples})
		want := tenants.StateSkipped
		if samples {
			want = tenants.StateDone
		}
		if got["sample.ledger"].State != want || got["files.ledger"].State != tenants.StateSkipped {
			t.Errorf("with samples %v: %s and %s", samples, got["sample.ledger"].State, got["files.ledger"].State)
		}
	}
}

func TestList_KnowsWhatWasAddedUntilItIsRemoved(t *testing.T) {
	w := newWorld(t)
	if w.list.Begun() || len(w.all()) != 0 {
		t.Fatal("there is a list before anything was added")
	}
	first := tenants.Known{Path: w.path("b"), TenantName: "Contoso", TenantID: "1"}
	second := tenants.Known{Path: w.path("a"), TenantName: "Élan", TenantID: "2"}
	for _, k := range []tenants.Known{second, first, first} {
		if err := w.list.Put(k); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(w.folder, "data", "tenants", "broken.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, k := range w.all() {
		names = append(names, k.Name())
		if _, err := time.Parse(time.RFC3339, k.Added); err != nil {
			t.Error(err)
		}
	}
	if diff := cmp.Diff([]string{"Contoso", "Élan"}, names); diff != "" {
		t.Errorf("by name (-want +got):\n%s", diff)
	}
	// A copy of a tenant that is there, and a backup, are not what a person means.
	if err := os.WriteFile(w.path("b"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, k := range []tenants.Known{{Path: w.path("copy"), TenantID: "1"}, {Path: filepath.Join(w.folder, "x.ledger.backup"), TenantID: "9"}} {
		if err := w.list.Note(k); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(w.all()); n != 2 {
		t.Errorf("%d on the list, want 2", n)
	}
	// One that was moved takes its place.
	if err := w.list.Note(tenants.Known{Path: w.path("moved"), TenantID: "2"}); err != nil {
		t.Fatal(err)
	}
	if _, ok := w.list.Find(w.path("moved")); !ok {
		t.Error("a tenant whose file is gone keeps its new file from the list")
	}
	if err := w.list.Remove(w.path("b")); err != nil {
		t.Fatal(err)
	}
	if err := w.list.Remove(w.path("b")); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("removed twice: %v", err)
	}
	if _, err := os.Stat(w.path("b")); err != nil {
		t.Errorf("the file went with its place: %v", err)
	}
}

func TestList_ManyChangeItAtOnce(t *testing.T) {
	w := newWorld(t)
	var changing sync.WaitGroup
	for n := range 16 {
		changing.Go(func() {
			if err := w.list.Put(tenants.Known{Path: w.path(string(rune('a' + n)))}); err != nil {
				t.Error(err)
			}
		})
	}
	changing.Wait()
	if n := len(w.all()); n != 16 {
		t.Errorf("%d on the list, want 16", n)
	}
}
