package cli_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"licenseledger/app/schedule/scheduletest"
)

// TestSchedule_IsRunBySystemd sets up a schedule for a sample with the program itself,
// has a real systemd start it, and looks at what is listed.
func TestSchedule_IsRunBySystemd(t *testing.T) {
	scheduletest.UserManager(t)
	program, err := exec.LookPath("licensectl")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(os.Getenv("HOME"), "R&D 50% \"it's\".ledger")
	run := func(want string, args ...string) string {
		t.Helper()
		out, err := exec.Command(program, args...).CombinedOutput()
		if (err == nil) != (want == "") || want != "" && !strings.Contains(string(out), want) {
			t.Fatalf("%v: %v %s", args, err, out)
		}
		return string(out)
	}
	run("", "demo", file, "--users", "20", "--days", "1")
	run("", "schedule", "add", file, "--weekly", "mon,thu 06:30")
	run("", "schedule", "add", file, "--daily", "05:45") // in its place
	if said := run("", "schedule", "list"); !strings.Contains(said, "05:45") || strings.Contains(said, "06:30") {
		t.Errorf("listed: %s", said)
	}
	units, err := filepath.Glob(filepath.Join(os.Getenv("XDG_CONFIG_HOME"), "systemd", "user", "licenseledger-*.service"))
	if err != nil || len(units) != 1 {
		t.Fatalf("%d units (%v)", len(units), err)
	}
	if out, err := exec.Command("systemctl", "--user", "start", filepath.Base(units[0])).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	var listed struct {
		File    string              `json:"file"`
		State   string              `json:"state"`
		NextRun string              `json:"next_run"`
		LastRun struct{ Exit *int } `json:"last_run"`
	}
	if err := json.Unmarshal([]byte(run("", "schedule", "list", file, "--json")), &listed); err != nil {
		t.Fatal(err)
	}
	if listed.File != file || listed.State != "on" || !strings.Contains(listed.NextRun, "T05:45:00") || listed.LastRun.Exit == nil || *listed.LastRun.Exit != 0 {
		t.Errorf("listed: %+v", listed)
	}
	if said := run("", "snapshots", file, "--json"); strings.Count(said, "\n") != 2 {
		t.Errorf("systemd's sync published nothing: %s", said)
	}
	run("", "schedule", "remove", file)
	run("[not_found]", "schedule", "remove", file)
	if said := run("", "schedule", "list", "--json"); said != "Nothing is synced by itself. licensectl schedule add FILE --daily 06:30 begins with it.\n" && said != "" {
		t.Errorf("listed after that: %q", said)
	}
}
