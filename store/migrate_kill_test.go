package store_test

import (
	"context"
	"fmt"
	"licenseledger/store"
	"licenseledger/store/storetest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const migratorVariable = "LL_TEST_MIGRATOR"

// TestMigrate_IsTheProgramThatIsKilled is no test: TestMigrate_SurvivesAKill
// runs it as a program of its own.
func TestMigrate_IsTheProgramThatIsKilled(t *testing.T) {
	path := os.Getenv(migratorVariable)
	if path == "" {
		t.Skip("only for TestMigrate_SurvivesAKill")
	}
	fmt.Println("opening")
	if l, err := store.Open(context.Background(), path, store.Options{}); err != nil {
		t.Fatal(err)
	} else if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestMigrate_SurvivesAKill kills the migrating program at moments spread over
// the time it needs. The file has the old version or the new one, and the next
// opening finishes.
func TestMigrate_SurvivesAKill(t *testing.T) {
	ctx, began := context.Background(), time.Now()
	if l, err := store.Open(ctx, oldLedger(t, 1), store.Options{}); err != nil {
		t.Fatal(err)
	} else if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	needs := time.Since(began)
	const kills = 4
	seen := map[int]int{}
	for i := range kills {
		path := oldLedger(t, 1)
		killAfter(t, path, needs*time.Duration(i)/kills)
		seen[versionOf(t, path)]++
		l, err := store.Open(ctx, path, store.Options{})
		if err != nil {
			t.Fatalf("after a kill: %v", err)
		}
		storetest.Sound(t, l)
		saysTheSame(t, l)
		if err := l.Close(); err != nil {
			t.Error(err)
		}
		whole := slices.DeleteFunc(backups(t, path), func(name string) bool { return strings.HasSuffix(name, ".partial") })
		if len(whole) == 0 {
			t.Error("there is no backup")
		}
		for _, b := range whole {
			if v := versionOf(t, b); v != 1 {
				t.Errorf("the backup %s has version %d", filepath.Base(b), v)
			}
		}
	}
	t.Logf("versions after the kills: %v (undisturbed it takes %v)", seen, needs)
}

func killAfter(t *testing.T, path string, wait time.Duration) {
	t.Helper()
	migrator := exec.Command(os.Args[0], "-test.run", "^TestMigrate_IsTheProgramThatIsKilled$")
	migrator.Env = append(os.Environ(), migratorVariable+"="+path)
	said, err := migrator.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := migrator.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := said.Read(make([]byte, 1)); err != nil { // it is opening
		t.Fatal(err)
	}
	timer := time.NewTimer(wait)
	<-timer.C
	_ = migrator.Process.Kill() // it may have ended
	_ = migrator.Wait()
}
