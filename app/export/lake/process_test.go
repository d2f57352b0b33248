package lake

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
)

// roleVariable tells the test program to be another process: how many states to
// write, from which, for which tenant, where.
const roleVariable = "LL_TEST_LAKE"

func TestMain(m *testing.M) {
	if text := os.Getenv(roleVariable); text != "" {
		if err := play(text); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// play writes one state after the other, and says what it does. The first line
// on its standard input begins it.
func play(text string) error {
	var from, count int
	var tenant, folder string
	if _, err := fmt.Sscanf(text, "%d %d %q %q", &from, &count, &tenant, &folder); err != nil {
		return err
	}
	if _, err := bufio.NewReader(os.Stdin).ReadString('\n'); err != nil {
		return err
	}
	for n := from; n < from+count; n++ {
		m := Manifest{Tenant: tenant, TenantName: fmt.Sprint(n)}
		_, err := Write(context.Background(), folder, m, drawn(n).parts(""), func(done, total int) { fmt.Printf("part %d of %d\n", done, total) })
		if err != nil {
			return err
		}
		fmt.Printf("state %d\n", n)
	}
	return nil
}

// drawn is the n-th state: days come, go and change.
func drawn(n int) state {
	r := rand.New(rand.NewPCG(uint64(n), 1))
	s := state{}
	for day := 1; day <= 20; day++ {
		if r.IntN(5) == 0 {
			continue
		}
		var names []string
		for who := range 1 + r.IntN(2) {
			names = append(names, fmt.Sprintf("person %d", who+r.IntN(2)))
		}
		s[fmt.Sprintf("2026-03-%02d", day)] = names
	}
	return s
}

type process struct {
	*exec.Cmd
	stdin io.WriteCloser
	says  *bufio.Scanner
}

func start(t *testing.T, from, count int, tenant, folder string) *process {
	t.Helper()
	command := exec.Command(os.Args[0], "-test.run=^$")
	command.Env = append(os.Environ(), fmt.Sprintf("%s=%d %d %q %q", roleVariable, from, count, tenant, folder))
	command.Stderr = os.Stderr
	stdin, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(stdin, "go\n"); err != nil {
		t.Fatal(err)
	}
	return &process{command, stdin, bufio.NewScanner(stdout)}
}

// Wherever a writer is killed, the manifest names a whole state: the one before
// or the one that was being written. The next write goes on from there, and
// leaves nothing of the killed one.
func TestKill_AWholeStateStandsAtEveryStep(t *testing.T) {
	t.Parallel()
	seed := uint64(1)
	if text := os.Getenv("LL_SEED"); text != "" {
		if _, err := fmt.Sscan(text, &seed); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("LL_SEED=%d", seed)
	r := rand.New(rand.NewPCG(seed, 2))
	folder := filepath.Join(t.TempDir(), "lake")
	stands, midst := -1, 0
	for kill := range 30 {
		p := start(t, stands+1, 8, "contoso", folder)
		for range 1 + r.IntN(60) {
			if !p.says.Scan() {
				break
			}
		}
		for began, while := time.Now(), time.Duration(r.IntN(3)*r.IntN(4000))*time.Microsecond; time.Since(began) < while; { // no timer wakes as exactly
		}
		_ = p.Process.Kill()
		for p.says.Scan() {
		}
		_ = p.Wait()
		m, ok, err := ReadManifest(folder, "contoso")
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			continue // killed before the first state stood
		}
		now := -1
		if _, err := fmt.Sscan(m.TenantName, &now); err != nil || now < stands {
			t.Fatalf("kill %d: state %q stands after %d, %v", kill, m.TenantName, stands, err)
		}
		stands = now
		if left := wholeFiles(t, folder, m, drawn(now)); left > 0 {
			midst++
		}
	}
	if stands < 5 || midst < 5 {
		t.Errorf("%d states were written, and %d kills left something: that proves nothing", stands+1, midst)
	}
	p := start(t, stands+1, 1, "contoso", folder)
	for p.says.Scan() {
	}
	if err := p.Wait(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(rowsOf(drawn(stands+1)), days(whole(t, folder, "contoso"))); diff != "" {
		t.Error(diff)
	}
}

// wholeFiles fails unless a manifest is that of a state and its files are there.
// It counts the others.
func wholeFiles(t *testing.T, folder string, m Manifest, s state) (left int) {
	t.Helper()
	if diff := cmp.Diff(rowsOf(s), days(m)); diff != "" {
		t.Fatalf("the manifest of state %s (-want +got):\n%s", m.TenantName, diff)
	}
	files := tree(t, folder)
	for _, file := range m.Files {
		if files[file.Path] != file.SHA256 {
			t.Fatalf("%s is not as the manifest says", file.Path)
		}
		delete(files, file.Path)
	}
	for name := range files {
		if strings.Contains(name, "tenant=") && !strings.HasSuffix(name, "/") {
			left++
		}
	}
	return left
}

func rowsOf(s state) map[string]int64 {
	rows := map[string]int64{}
	for day, names := range s {
		rows[day] = int64(len(names))
	}
	return rows
}

func TestWrite_TwoProcessesWriteTwoTenantsAtOnce(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "lake")
	const states = 12
	contoso, fabrikam := start(t, 0, states, "contoso", folder), start(t, 100, states, "fabrikam", folder)
	for _, p := range []*process{contoso, fabrikam} {
		for p.says.Scan() {
		}
		if err := p.Wait(); err != nil {
			t.Fatal(err)
		}
	}
	for tenant, n := range map[string]int{"contoso": states - 1, "fabrikam": 100 + states - 1} {
		if diff := cmp.Diff(rowsOf(drawn(n)), days(whole(t, folder, tenant))); diff != "" {
			t.Errorf("%s:\n%s", tenant, diff)
		}
	}
}

func TestWrite_ASecondProcessOfTheSameTenantIsTold(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, state{"2026-03-01": {"Ann"}}, "")
	before := tree(t, folder)
	held := make(chan struct{})
	go func() {
		defer close(held)
		parts := []Part{List.Part("2026-03-02", "", nil, func(context.Context, func([]ledger.Row) error) error {
			_, err := Write(context.Background(), folder, contoso(""), state{"2026-03-09": {"Bo"}}.parts(""), nil)
			return err
		})}
		_, err := Write(context.Background(), folder, contoso(""), parts, nil)
		if ledger.CodeOf(err) != ledger.CodeBusy || !strings.Contains(err.Error(), "Wait until it is done") {
			t.Errorf("err = %v", err)
		}
	}()
	<-held
	if diff := cmp.Diff(before, tree(t, folder)); diff != "" {
		t.Error(diff)
	}
}
