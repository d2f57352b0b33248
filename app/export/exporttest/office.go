package exporttest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Tool finds a program of the machine. Tests without it skip, or fail where
// LL_REQUIRE_TOOLS or CI says that everything has been installed.
func Tool(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("LL_REQUIRE_TOOLS") != "" || os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	return path
}

// Convert lets LibreOffice convert files into the folder out.
func Convert(t testing.TB, out, format string, files ...string) {
	t.Helper()
	office := Tool(t, "soffice")
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	args := []string{"--headless", "--norestore", "-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir()), "--convert-to", format, "--outdir", out}
	command := exec.CommandContext(ctx, office, append(args, files...)...)
	command.Env = append(os.Environ(), "LC_ALL=en_US.UTF-8") // so that 2,000 has a comma
	if answer, err := command.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, answer)
	}
}

// AsCSV is how LibreOffice writes CSV for us: comma, quotes, UTF-8, every
// sheet a file, cells as they are shown.
const AsCSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
