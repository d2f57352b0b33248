// Package scheduletest starts a scheduler for tests: a real systemd for the user, in
// folders and a cgroup of its own. Nothing of whoever runs the test is touched.
package scheduletest

import (
	_ "embed"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
)

//go:embed user-manager.sh
var script []byte

// UserManager starts systemd as a login does, and lets HOME and the XDG variables of
// the test lead to it until the test ends. It takes root and a cgroup of its own;
// without them, without systemd, or where systemd runs the whole computer and all
// cgroups are its, the test is skipped.
func UserManager(t *testing.T) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("starting a manager of one's own takes root")
	}
	for _, program := range []string{"/lib/systemd/systemd", "systemctl", "unshare", "bash"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("there is no %s here", program)
		}
	}
	if _, err := os.Stat("/run/systemd/system"); err == nil {
		t.Skip("the cgroups of this computer are its own systemd's")
	}
	const write = 2 // https://man7.org/linux/man-pages/man2/access.2.html
	if syscall.Access("/sys/fs/cgroup/systemd", write) != nil && syscall.Access("/sys/fs/cgroup", write) != nil {
		t.Skip("no cgroup can be made here")
	}
	home, err := os.MkdirTemp("", "ll") // short: the path of a socket is
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(home) })
	for name, folder := range map[string]string{"HOME": "", "XDG_RUNTIME_DIR": "run", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data"} {
		t.Setenv(name, filepath.Join(home, folder))
	}
	path := filepath.Join(home, "user-manager.sh")
	if err := os.WriteFile(path, script, 0o700); err != nil {
		t.Fatal(err)
	}
	log, err := os.Create(filepath.Join(home, "manager.txt"))
	if err != nil {
		t.Fatal(err)
	}
	manager := exec.Command("/bin/bash", path)
	manager.Stdout, manager.Stderr = log, log
	if err := manager.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { end(t, manager, log) })
	Until(t, "the manager is up", func() bool {
		return exec.Command("systemctl", "--user", "is-active", "--quiet", "timers.target").Run() == nil
	})
}

func end(t *testing.T, manager *exec.Cmd, log *os.File) {
	_ = manager.Process.Kill()
	_ = manager.Wait() // killed
	if said, err := os.ReadFile(log.Name()); err == nil && t.Failed() {
		t.Logf("the manager said\n%s", said)
	}
	_ = log.Close()
	if out, err := exec.Command("/bin/bash", manager.Args[1], "end", strconv.Itoa(manager.Process.Pid)).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}
