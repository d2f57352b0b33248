package desktop

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// services lists what somebody holds, as license and service.
func services(holds []PersonHold, keep func(PersonService) bool) []string {
	var all []string
	for _, h := range holds {
		for _, s := range h.Services {
			if keep(s) {
				all = append(all, h.License+": "+s.Service)
			}
		}
	}
	slices.Sort(all)
	return all
}

// TestPerson_SaysWhatTheTablesOfTheDaySay compares, on the first and the last
// day, everybody's card with the rows of the tables.
func TestPerson_SaysWhatTheTablesOfTheDaySay(t *testing.T) {
	w, _ := withSample(t)
	snapshots, err := w.Snapshots()
	if err != nil {
		t.Fatal(err)
	}
	left := 0
	for _, at := range []string{strconv.FormatInt(snapshots[0].ID, 10), "latest"} {
		held, listed := map[string][]string{}, map[string][]string{}
		status, name := map[string]ledger.Status{}, map[string]string{}
		for _, kind := range []ledger.ViewKind{ledger.ViewUsers, ledger.ViewDeparted, ledger.ViewAssigned, ledger.ViewList} {
			for _, row := range rows(t, w, open(t, w, ViewRequest{Kind: kind, At: at})) {
				status[row.UserID] = row.Status
				if kind == ledger.ViewUsers || kind == ledger.ViewDeparted {
					name[row.UserID] = row.UserName
					if row.LastKnownName != "" {
						name[row.UserID] = row.LastKnownName
					}
				}
				if row.Status.Departed() && kind == ledger.ViewDeparted {
					left++
				}
				switch line := row.License + ": " + row.Service; {
				case row.License == "":
				case kind == ledger.ViewList:
					listed[row.UserID] = append(listed[row.UserID], line)
				default:
					held[row.UserID] = append(held[row.UserID], line)
				}
			}
		}
		for id, want := range status {
			if id == "" {
				continue
			}
			p, err := w.Person(id, at)
			if err != nil {
				t.Fatal(err)
			}
			if p.Key != id || p.Status != want || p.Name != name[id] {
				t.Errorf("%s at %s: %q is %s, the tables say %q is %s", id, at, p.Name, p.Status, name[id], want)
			}
			slices.Sort(listed[id])
			if got := services(p.Holds, func(s PersonService) bool { return s.InList }); !slices.Equal(got, slices.Compact(listed[id])) {
				t.Errorf("%s at %s: in the list %q, the table has %q", id, at, got, listed[id])
			}
			got := services(p.Holds, func(PersonService) bool { return true })
			for _, line := range held[id] {
				if !slices.Contains(got, line) {
					t.Errorf("%s at %s: %s is held and not told", id, at, line)
				}
			}
			if len(got) > len(held[id])+len(listed[id]) {
				t.Errorf("%s at %s: %q, more than the tables have", id, at, got)
			}
		}
	}
	if left == 0 {
		t.Fatal("nobody left; the sample is too small for this test")
	}
}

func TestPerson_EventsAreNewestFirst(t *testing.T) {
	w, _ := withSample(t)
	seen := map[ledger.EventCode]bool{}
	for _, row := range rows(t, w, open(t, w, ViewRequest{Kind: ledger.ViewUsers, At: "latest"})) {
		p, err := w.Person(row.UserID, "latest")
		if err != nil {
			t.Fatal(err)
		}
		if !slices.IsSortedFunc(p.Events, func(a, b PersonEvent) int { return strings.Compare(b.Day, a.Day) }) {
			t.Errorf("%s: %+v", p.Name, p.Events)
		}
		for _, e := range p.Events {
			seen[e.Event] = true
			if e.Day == "" || e.FromDay > e.Day || (e.At != "" && e.FromDay != e.Day) {
				t.Errorf("%s: an event without a sound day: %+v", p.Name, e)
			}
		}
	}
	for _, event := range []ledger.EventCode{ledger.EventSeenFirst, ledger.EventGot, ledger.EventReported} {
		if !seen[event] {
			t.Errorf("nobody of the sample has the event %s", event)
		}
	}
}

func TestPerson_OfNobody(t *testing.T) {
	w, _ := withSample(t)
	if _, err := w.Person("nobody@contoso.com", "latest"); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("got %v", err)
	}
}

func TestForget_LeavesNoName(t *testing.T) {
	w, _ := withSample(t)
	someone := rows(t, w, open(t, w, ViewRequest{At: "latest"}))[0]
	before, err := w.Person(someone.UserID, "latest")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.StartForget(before.Key, false); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	job := w.jobs.last()
	if job.State != JobDone || job.Result.Forgotten == nil || job.Result.Forgotten.Facts == 0 {
		t.Fatalf("job %+v, error %+v", job, job.Error)
	}
	after, err := w.Person(someone.UserID, "latest")
	if err != nil {
		t.Fatal(err)
	}
	if after.Name != "" || after.Email != "" || after.Status != ledger.StatusErased || len(after.Holds) != len(before.Holds) {
		t.Errorf("still told: %+v", after)
	}
	for _, kind := range ledger.ViewKinds() {
		for _, row := range rows(t, w, open(t, w, ViewRequest{Kind: kind, At: "latest"})) {
			if row.UserName == before.Name || row.LastKnownName == before.Name || row.EmailAddress == before.Email || row.LastKnownEmail == before.Email {
				t.Errorf("%s still names the person: %+v", kind, row)
			}
		}
	}
}

// Whoever forgets somebody has the paths of exports forgotten that were named after them,
// however the name is written, and whether or not it is this window that forgets.
func TestForget_LetsGoOfExportsNamedAfterThePerson(t *testing.T) {
	w, shell := withSample(t)
	all := rows(t, w, open(t, w, ViewRequest{At: "latest", Kind: ledger.ViewUsers}))
	here, elsewhere := all[3], all[5]
	exports := func(r Row) (paths []string) {
		folder := t.TempDir()
		for _, name := range []string{r.UserName, "Licenses of " + strings.ToUpper(r.UserName) + " (2)", strings.ReplaceAll(r.UserName, " ", "_"), strings.ReplaceAll(r.UserName, " ", ".") + "-list",
			r.EmailAddress, "for " + r.EmailAddress, filepath.Join(r.UserName, "list")} {
			path := filepath.Join(folder, name+".csv")
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			paths = append(paths, path)
		}
		return paths
	}
	others := []string{filepath.Join(t.TempDir(), all[7].UserName+".csv"), filepath.Join(t.TempDir(), "list.csv")}
	for _, path := range slices.Concat(others, exports(here), exports(elsewhere)) {
		shell.save = path
		if _, err := w.StartExport(ExportRequest{View: ViewRequest{Kind: ledger.ViewTrials, At: "latest"}, Format: "csv", Layout: "shown", Columns: []string{"user_name"}, Language: "en", Ask: true}); err != nil {
			t.Fatal(err)
		}
		w.jobs.wait()
		if job := w.jobs.last(); job.State != JobDone {
			t.Fatalf("%s: %+v", path, job.Error)
		}
	}
	kept := func() settingsFile { return readSettings(w.places.settings) }
	if n := len(kept().Exported); n != 16 {
		t.Fatalf("%d exports are known", n)
	}
	if _, err := w.StartForget(here.UserID, false); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	if got := kept(); len(got.Exported) != 9 || !slices.Equal(got.Exported[:2], others) || filepath.Base(got.Folder) != elsewhere.UserName {
		t.Errorf("after %s was forgotten: folder %q, exports %q", here.UserName, got.Folder, got.Exported)
	}

	file := w.openedIfAny().Path()
	if err := w.CloseLedger(); err != nil {
		t.Fatal(err)
	}
	other, err := app.Open(t.Context(), file, app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Forget(t.Context(), elsewhere.UserID, false); err != nil {
		t.Fatal(err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	if err := w.OpenLedger(file); err != nil {
		t.Fatal(err)
	}
	if got := kept(); !slices.Equal(got.Exported, others) || got.Folder != "" {
		t.Errorf("after another program forgot %s: folder %q, exports %q", elsewhere.UserName, got.Folder, got.Exported)
	}
	if err := w.OpenExport(others[0]); err != nil {
		t.Errorf("the export of somebody else: %v", err)
	}
}

func TestUnknown_IsAViewOfWhatIsCounted(t *testing.T) {
	w, _ := withSample(t)
	counted := open(t, w, ViewRequest{At: "latest"}).Counts.Unknown
	view := open(t, w, ViewRequest{Kind: ledger.ViewUnknown, At: "latest"})
	if counted.Total == 0 || view.Counts.Rows != counted.Total || view.Counts.Unknown != counted {
		t.Errorf("%+v counted in the list, the view has %+v", counted, view.Counts)
	}
}

// TestPerson_UseThatIsOver tells of what somebody no longer has in the list that it
// was there, and not that no use of it was seen.
func TestPerson_UseThatIsOver(t *testing.T) {
	w, _ := withSampleOf(t, app.SampleOptions{Users: 150, Days: 90, Seed: 3})
	over, never, asked := 0, 0, map[string]bool{}
	for _, row := range rows(t, w, open(t, w, ViewRequest{Kind: ledger.ViewDeparted, At: "latest"})) {
		if asked[row.UserID] {
			continue
		}
		asked[row.UserID] = true
		p, err := w.Person(row.UserID, "latest")
		if err != nil {
			t.Fatal(err)
		}
		last := map[string]ledger.EventCode{}
		for _, e := range slices.Backward(p.Events) { // oldest first
			switch e.Event {
			case ledger.EventReported, ledger.EventUnreported, ledger.EventUnknown:
				last[e.License+e.Service] = e.Event
			}
		}
		for _, h := range p.Holds {
			for _, s := range h.Services {
				if s.InList {
					continue
				}
				is := last[h.License+s.Service]
				was := is == ledger.EventUnreported || is == ledger.EventUnknown
				if was != (s.InListUntil != "") {
					t.Errorf("%s, %s: in the list until %q, the timeline says %q", p.Name, s.Service, s.InListUntil, is)
				}
				if was {
					over++
				} else {
					never++
				}
			}
		}
	}
	if over == 0 || never == 0 {
		t.Fatalf("%d and %d; the sample is too small for this test", over, never)
	}
}

// TestPerson_WhoLeftWasInTheListBefore tells since when lists have what somebody
// held who left by the rows that still named them.
func TestPerson_WhoLeftWasInTheListBefore(t *testing.T) {
	w, _ := withSampleOf(t, app.SampleOptions{Users: 200, Days: 25, Seed: 3})
	found := 0
	for _, row := range rows(t, w, open(t, w, ViewRequest{Kind: ledger.ViewUnknown, At: "latest"})) {
		if row.UserID == "" {
			continue
		}
		p, err := w.Person(row.UserID, "latest")
		if err != nil {
			t.Fatal(err)
		}
		named := map[string]bool{}
		for _, e := range p.Events {
			named[e.License+e.Service] = named[e.License+e.Service] || e.Event == ledger.EventReported
		}
		for _, h := range p.Holds {
			for _, s := range h.Services {
				if s.InList && named[h.License+s.Service] {
					found++
					if s.InListSince > p.StatusSince {
						t.Errorf("%s: %s is in the list since %s, and they left %s", p.Name, s.Service, s.InListSince, p.StatusSince)
					}
				}
			}
		}
	}
	if found == 0 {
		t.Fatal("no row of a leaver was ever named; the sample is too small for this test")
	}
}
