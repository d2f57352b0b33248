package engine_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/powerplatform"
	"licenseledger/sync/simtenant"
)

func withReport(tenant *enginetest.Tenant, s sink) []engine.Source {
	return append(directory(tenant), powerplatform.NewLicenseReport(tenant.Client, s,
		powerplatform.Config{Base: tenant.PowerPlatform, Wait: 5 * time.Minute, PageRows: 50}))
}

// newPath makes a ledger that nobody has open.
func newPath(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "contoso.ledger")
	l, err := store.Create(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func openSink(t *testing.T, path string) sink {
	t.Helper()
	l, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return sink{l}
}

func TestRun_AReportThatTakesHoursArrivesAtTheNextStart(t *testing.T) {
	tenant := enginetest.Serve(t, simtenant.Config{Users: 80, Seed: 5, Knobs: simtenant.Knobs{ReportHold: 6 * time.Hour}})
	path := newPath(t)
	l, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	first := sink{l}
	result := run(t, first, tenant.Clock(), withReport(tenant, first))
	if result.State != ledger.RunPartial || len(result.Published) != 5 || len(result.Warnings) != 1 || result.Warnings[0].Code != engine.WarnReportPending {
		t.Fatalf("result is %+v", result)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	tenant.Clock().Advance(6 * time.Hour)
	next := openSink(t, path)
	result = run(t, next, tenant.Clock(), withReport(tenant, next))
	if p := changes(t, result, ledger.SourceLicenseReport); result.State != ledger.RunComplete || p.Rows == 0 {
		t.Errorf("result is %+v", result)
	}
	if _, waiting, err := next.Job(t.Context(), ledger.SourceLicenseReport); waiting || err != nil {
		t.Errorf("the job is still kept (%v): the next run would take the old report for new", err)
	}
}

// hurried is a clock that never waits.
type hurried struct{ engine.SystemClock }

func (hurried) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// standing is a clock that shows one moment.
type standing struct {
	hurried
	now time.Time
}

func (c standing) Now() time.Time { return c.now }

// ends are what another process needs to reach the tenant of a test.
type ends struct {
	Endpoints            simtenant.Endpoints
	CA, Certificate      []byte
	Path                 string
	KillAt               string // the source in whose reading the process is killed
	MoreRowsThanThisMany int64
	Now                  time.Time // by which the days of activity go
}

func TestMain(m *testing.M) {
	if text := os.Getenv("ENGINE_TEST_CHILD"); text != "" {
		if err := child(text); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// child syncs until it is in the middle of a source, says so, and waits to be
// killed.
func child(text string) error {
	var e ends
	if err := json.Unmarshal([]byte(text), &e); err != nil {
		return err
	}
	l, err := store.Open(context.Background(), e.Path, store.Options{})
	if err != nil {
		return err
	}
	e.Endpoints.CAPEM, e.Endpoints.ClientCertificatePEM = e.CA, e.Certificate
	tenant := &enginetest.Tenant{Endpoints: e.Endpoints}
	if tenant.HTTP, err = enginetest.Trust(e.CA); err != nil {
		return err
	}
	if tenant.Client, err = tenant.Connect(hurried{}); err != nil {
		return err
	}
	options := engine.Options{Sources: withReport(tenant, sink{l}), Sink: sink{l}, Clock: hurried{},
		OnProgress: func(p engine.Progress) {
			for _, s := range p.Stages {
				if s.Source == e.KillAt && s.Rows > e.MoreRowsThanThisMany {
					fmt.Println(s.Rows)
					select {}
				}
			}
		}}
	if e.KillAt == ledger.SourceSignIns {
		options.Sources, options.Clock = options.Sources[:1], standing{now: e.Now}
		source, err := signInsOf(tenant, sink{l})
		if err != nil {
			return err
		}
		options.Activity = []engine.ActivitySource{source}
	}
	_, err = engine.Run(context.Background(), options)
	return fmt.Errorf("the run ended before it could be killed: %w", err)
}

func TestRun_KilledInTheMiddleEndsWithTheSameContent(t *testing.T) {
	for _, source := range []string{ledger.SourceUsers, ledger.SourceLicenseReport} {
		t.Run(source, func(t *testing.T) {
			tenant := enginetest.Serve(t, simtenant.Config{Users: 200, Seed: 5, Knobs: simtenant.Knobs{ReportPolls: 1}})
			path := newPath(t)
			kept := kill(t, ends{Endpoints: tenant.Endpoints, CA: tenant.CAPEM, Certificate: tenant.ClientCertificatePEM,
				Path: path, KillAt: source, MoreRowsThanThisMany: 60})
			s := openSink(t, path)
			first := int64(-1)
			result, err := engine.Run(t.Context(), engine.Options{Sources: withReport(tenant, s), Sink: s, Clock: tenant.Clock(),
				OnProgress: func(p engine.Progress) {
					for _, stage := range p.Stages {
						if stage.Source == source && first < 0 && stage.State == engine.StageReading {
							first = stage.Rows
						}
					}
				}})
			if err != nil || result.State != ledger.RunComplete {
				t.Fatalf("result is %+v, error %v", result, err)
			}
			if first != kept {
				t.Errorf("the run went on from %d rows, %d were kept", first, kept)
			}
			unchanged(t, s, tenant)
			again := changes(t, run(t, s, tenant.Clock(), withReport(tenant, s)), ledger.SourceLicenseReport)
			if again.Began != 0 || again.Ended != 0 || again.Rows == 0 {
				t.Errorf("an undisturbed report differs: %+v", again)
			}
			if refused := tenant.Refused(); len(refused) != 0 {
				t.Errorf("refused: %v", refused)
			}
		})
	}
}

// kill runs a child until it is in the middle of a source and kills it; it
// gives how many rows the child had kept.
func kill(t *testing.T, e ends) (kept int64) {
	t.Helper()
	text, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), program)
	command.Env = append(os.Environ(), "ENGINE_TEST_CHILD="+string(text))
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if lines.Scan() {
		_, err = fmt.Sscan(lines.Text(), &kept)
	}
	if kill := command.Process.Kill(); kill != nil {
		t.Error(kill)
	}
	_ = command.Wait() // it was killed
	if err != nil || kept == 0 {
		t.Fatalf("the child kept %d rows: %v", kept, err)
	}
	return kept
}
