package desktop

import (
	"encoding/json"
	"hash/crc32"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"licenseledger/store/ledger"
)

// notCalled are the bound methods that take something from the page and are not called
// with made-up arguments, by what they would do to this computer.
var notCalled = map[string][]string{
	"goes over the network": {"StartConnect", "FinishConnecting"},
	"reads or writes a file of that path": {"OpenLedger", "StartExport", "OpenExport", "ShowExport", "StartImport", "StartCompare", "PreviewImport", "ImportSamples",
		"ImportPrices", "ImportCostCenters", "StartRestore", "WatchFolder", "AddTenant", "RemoveTenant", "ReturnTenant", "TenantFigures", "StartExportTenants", "SaveSourceChoices"},
	"asks the scheduler of this computer": {"SaveSchedule"},
}

// onlyLooking are those that change nothing, so that one window serves many of them.
var onlyLooking = []string{"ViewCells", "OpenChanges", "CancelChanges", "ChangeRows", "Comparison", "ComparisonRows", "Find", "FreeChoices", "OpenFreeUp", "FreeUpRows",
	"RunDetail", "Overview", "ChangedSince", "Person", "LeaversDue", "Seats", "ViewSummary", "OpenView", "ViewRows", "ExpectSearch", "ViewValues", "OpenPage", "CancelJob"}

// calledMethods are the bound methods that made-up arguments are given to, in order.
func calledMethods() []string {
	var names []string
	of := reflect.TypeFor[*Window]()
	for i := range of.NumMethod() {
		method := of.Method(i)
		left := false
		for _, group := range notCalled {
			left = left || slices.Contains(group, method.Name)
		}
		if method.Type.NumIn() > 1 && !left {
			names = append(names, method.Name)
		}
	}
	return names
}

// looking is a window on the sample with a view, two days and licenses to free up open.
type looking struct {
	*Window
	view, changes, free string
}

func (l *looking) opened(t *testing.T) {
	t.Helper()
	if _, err := l.views.get(l.view); err != nil {
		view, err := l.OpenView(ViewRequest{Kind: ledger.ViewList, At: "latest"})
		if err != nil {
			t.Fatal(err)
		}
		l.view = view.ID
	}
	if _, err := l.ChangeRows(l.changes, "", 0, 1); err != nil {
		changes, err := l.OpenChanges("1", "latest")
		if err != nil {
			t.Fatal(err)
		}
		l.changes = changes.ID
	}
	if _, err := l.FreeUpRows(l.free, "", false, 0, 1); err != nil {
		free, err := l.OpenFreeUp("latest")
		if err != nil {
			t.Fatal(err)
		}
		l.free = free.ID
	}
}

// mostOfCall bounds what one call may take of memory: the sample has forty people.
const mostOfCall = 256 << 20

// FuzzCalls sends what the page sends to the window's methods, as Wails reads it: each
// call is answered, or refused with a code that is no breakdown, in bounded memory.
func FuzzCalls(f *testing.F) {
	f.Add("ViewRows", `["$view",0,200]`)
	f.Add("ViewRows", `["$view",-1,9223372036854775807]`)
	f.Add("ViewRows", `["$view",9223372036854775807,9223372036854775807]`)
	f.Add("ViewCells", `["$view",[{"from":0,"to":3},{"from":-5,"to":2}],["license","candidates","user_name"]]`)
	f.Add("ViewCells", `["$view",[{"from":9223372036854775807,"to":-9223372036854775808}],[]]`)
	f.Add("ViewCells", `["$view",[{"from":-9223372036854775808,"to":0}],["license"]]`)
	f.Add("ViewValues", `["$view","license","",-1]`)
	f.Add("ViewValues", `["$view","user_name","\u0000",9223372036854775807]`)
	f.Add("ViewSummary", `[{"view":"$view","column":"license","search":"","by":"","down":true,"since":"latest"}]`)
	f.Add("OpenView", `[{"kind":"list","at":"latest","filters":[{"column":"license","op":"is","values":["a"]}],"search":"x","sortBy":"user_name","changed":{"from":"latest"}}]`)
	f.Add("OpenView", `[{"kind":"","at":"9999-99-99","filters":null,"sortBy":"' OR 1=1"}]`)
	f.Add("OpenView", `[{"kind":"trials","filters":[{"column":"assigned_date","op":"before","values":[]}]}]`)
	f.Add("OpenView", `[{"kind":"list","filters":[{"column":"","op":"empty","values":null}],"changed":{}}]`)
	f.Add("OpenChanges", `["2026-01-01","latest"]`)
	f.Add("OpenChanges", `["-1","9223372036854775807"]`)
	f.Add("ChangeRows", `["$changes","",-7,9223372036854775807]`)
	f.Add("FreeUpRows", `["$free","",true,9223372036854775807,1]`)
	f.Add("OpenFreeUp", `["latest"]`)
	f.Add("FreeChoices", `["latest"]`)
	f.Add("Find", `["Jane","latest"]`)
	f.Add("Find", `["%_\u202e' *",""]`)
	f.Add("Person", `["a","latest"]`)
	f.Add("Overview", `["0000-00-00"]`)
	f.Add("ChangedSince", `["latest","1"]`)
	f.Add("Seats", `["2026-02-30"]`)
	f.Add("LeaversDue", `[9223372036854775807]`)
	f.Add("RunDetail", `[-9223372036854775808]`)
	f.Add("OpenPage", `["https://portal.azure.com@evil.example/"]`)
	f.Add("SaveView", `[{"name":"a","kind":"list","filters":[{"column":"license","op":"is","values":["a"]}],"columns":["license"],"lookedAt":"x"}]`)
	f.Add("RenameView", `["a","\ufeff"]`)
	f.Add("SaveSettings", `[{"language":"nl","theme":"dark","zoom":1e308}]`)
	f.Add("SaveFreeRules", `[{"no_use_days":-1,"min_age":9223372036854775807,"leave_out":["department=x","((","=!~"]}]`)
	f.Add("SaveTenant", `[{"name":"\u0000","colour":"javascript:"}]`)
	f.Add("SetPrice", `[{"license":"a","amount":"-1e9,99","currency":"€","per":"month","from":"2026-02-30"}]`)
	f.Add("RemovePrice", `["a","0000-00-00"]`)
	f.Add("PutNote", `["ledger/looked","\ud800"]`)
	f.Add("StartThin", `[{"allDays":-1,"weeklyDays":9223372036854775807,"preview":true}]`)
	f.Add("StartLeaverNames", `[-9223372036854775808]`)
	f.Add("StartActivityLevel", `["x"]`)
	f.Add("StartForget", `["jane@contoso.com",true]`)
	f.Add("WriteRequest", `[{"kind":"privacy","language":"xx","connection":{"tenantId":"<script>","authority":"://"},"sets":["a",""]}]`)
	f.Add("KeepPicture", `[{"stamp":"","root":null,"title":"","html":"<"}]`)
	f.Add("PinReadings", `[[1,-1,9223372036854775807],true]`)
	f.Add("LabelReading", `[1,"a\nb"]`)
	f.Add("DeleteReading", `[1]`)
	f.Add("CloseMonth", `["2026-13"]`)
	f.Add("KeepLicenses", `["a","b"]`)
	f.Add("SaveCover", `["a","a",true]`)
	f.Add("ReturnRecent", `[{"path":"\u0000","opened":"x"}]`)
	f.Add("StartShare", `[{}]`)
	methods := calledMethods()
	one, _ := withSample(f)
	shared := &looking{Window: one} // since a window takes longer to open than to ask
	f.Fuzz(func(t *testing.T, name, arguments string) {
		if !slices.Contains(methods, name) {
			name = methods[crc32.ChecksumIEEE([]byte(name))%uint32(len(methods))]
		}
		method, _ := reflect.TypeFor[*Window]().MethodByName(name)
		if _, ok := asWailsReads(method.Type, arguments); !ok {
			return // Wails refuses it
		}
		shown := shared
		if !slices.Contains(onlyLooking, name) {
			w, _ := withSample(t)
			shown = &looking{Window: w}
		}
		if strings.Contains(arguments, "$") {
			shown.opened(t)
		}
		arguments = strings.NewReplacer("$view", shown.view, "$changes", shown.changes, "$free", shown.free).Replace(arguments)
		given, ok := asWailsReads(method.Type, arguments)
		if !ok {
			return // by an id that was put in
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		answers := method.Func.Call(append([]reflect.Value{reflect.ValueOf(shown.Window)}, given...))
		shown.jobs.wait()
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > mostOfCall {
			t.Fatalf("%s%s takes %d MB", name, arguments, took>>20)
		}
		err, _ := answers[len(answers)-1].Interface().(error)
		failedAs := []*AppError{}
		if err != nil {
			failedAs = append(failedAs, appErrorOf(err))
		}
		if job := shown.jobs.last(); job != nil && job.Error != nil {
			failedAs = append(failedAs, job.Error)
		}
		for _, failed := range failedAs {
			if !slices.Contains(ledger.Codes(), failed.Code) || failed.Code == ledger.CodeInternal || failed.Message == "" {
				t.Fatalf("%s%s fails with %+v", name, arguments, failed)
			}
		}
		if _, err := json.Marshal(answers[0].Interface()); err != nil {
			t.Fatalf("%s%s: the answer is no JSON: %v", name, arguments, err)
		}
	})
}

// asWailsReads makes the arguments of a method, without the window, of a JSON array.
func asWailsReads(method reflect.Type, text string) (arguments []reflect.Value, ok bool) {
	var all []json.RawMessage
	if json.Unmarshal([]byte(text), &all) != nil || len(all) != method.NumIn()-1 {
		return nil, false
	}
	for i, one := range all {
		value := reflect.New(method.In(i + 1))
		if json.Unmarshal(one, value.Interface()) != nil {
			return nil, false
		}
		arguments = append(arguments, value.Elem())
	}
	return arguments, true
}
