package main

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFileVersion(t *testing.T) {
	for version, want := range map[string]string{
		"1.2.3":            "1.2.3.0",
		"0.1.0-dev":        "0.1.0.0",
		"10.20.65535-rc.1": "10.20.65535.0",
	} {
		numbers, err := fileVersion(version)
		if err != nil || dotted(numbers) != want {
			t.Errorf("%s is %s for Windows (%v), want %s", version, dotted(numbers), err, want)
		}
	}
	for _, version := range []string{"", "1.2", "dev", "1.2.70000"} {
		if numbers, err := fileVersion(version); err == nil {
			t.Errorf("%q became %s", version, dotted(numbers))
		}
	}
}

// A program of a few lines gets what ours get, and is looked at as ours are.
func TestWindows_ProgramsTellWindowsWhatTheyAre(t *testing.T) {
	dir := t.TempDir()
	source := filepath.Join(dir, "main.go")
	if err := os.WriteFile(source, []byte("package main\n\nfunc main() {}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	k := &packaging{version: "1.2.3-rc.1", work: dir}
	drawPlainIcons(t, k)
	var log bytes.Buffer
	s := &stepRun{project: &project{root: "..", out: &log}, log: &log}
	program := filepath.Join(dir, "program.exe")
	build := command{env: []string{"CGO_ENABLED=0", "GOOS=windows", "GOARCH=arm64"}, args: []string{"go", "build", "-ldflags", "-H windowsgui", "-o", program, source}}
	if err := s.do(context.Background(), build); err != nil {
		t.Fatalf("%v\n%s", err, log.String())
	}
	if err := checkProgram(program, "program.exe", "arm64", k.version, true); err == nil {
		t.Fatal("a program without resources was let through")
	}
	w := windowsPackage{packaging: k}
	r := resources{Program: program, Icons: w.pictures(), Picture: filepath.Join(dir, "program.ico"), Description: "A program", File: "program.exe", Identity: product.id, Window: true}
	if err := k.putResources(context.Background(), s, r); err != nil {
		t.Fatalf("%v\n%s", err, log.String())
	}
	if err := checkProgram(program, "program.exe", "arm64", k.version, true); err != nil {
		t.Error(err)
	}
	for what, err := range map[string]error{
		"of another processor":  checkProgram(program, "program.exe", "amd64", k.version, true),
		"that opens a console":  checkProgram(program, "program.exe", "arm64", k.version, false),
		"of another version":    checkProgram(program, "program.exe", "arm64", "1.2.4", true),
		"that is called others": checkProgram(program, "other.exe", "arm64", k.version, true),
	} {
		if err == nil {
			t.Errorf("a program %s was let through", what)
		}
	}
}

func drawPlainIcons(t *testing.T, k *packaging) {
	t.Helper()
	for _, size := range windowsIconSizes {
		if err := os.MkdirAll(filepath.Dir(k.icon(size)), 0o700); err != nil {
			t.Fatal(err)
		}
		out, err := os.Create(k.icon(size))
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(out, image.NewNRGBA(image.Rect(0, 0, size, size))); err != nil {
			t.Fatal(err)
		}
		if err := out.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSignScript_TellsNoPassword(t *testing.T) {
	env := map[string]string{signCertificate: "/keys/it's ours.pfx", signPassword: "correct horse"}
	script := signScript(func(name string) string { return env[name] }, "/tmp/password", 1700000000)
	if strings.Contains(script, "correct horse") || !strings.Contains(script, "'-readpass' '/tmp/password'") {
		t.Errorf("the password belongs into its file alone:\n%s", script)
	}
	for _, part := range []string{`'-pkcs12' '/keys/it'\''s ours.pfx'`, "'-time' '1700000000'"} {
		if !strings.Contains(script, part) {
			t.Errorf("%s is missing:\n%s", part, script)
		}
	}
	env = map[string]string{signCertificate: "c.pem", signKey: "pkcs11:object=key", signModule: "/lib/token.so", signTimestamp: "http://time.example"}
	script = signScript(func(name string) string { return env[name] }, "/tmp/password", 1700000000)
	for _, part := range []string{"'-pkcs11module' '/lib/token.so' '-certs' 'c.pem' '-key' 'pkcs11:object=key'", "'-ts' 'http://time.example'"} {
		if !strings.Contains(script, part) {
			t.Errorf("%s is missing:\n%s", part, script)
		}
	}
	if strings.Contains(script, "-readpass") || strings.Contains(script, "-time") {
		t.Errorf("neither a password was given, nor is a time needed beside a time stamp:\n%s", script)
	}
}

func TestTrace_TellsWhatIsLeft(t *testing.T) {
	before := registry(t, "[Environment] 1\n#time=1\n\"Path\"=\"a\"\n\n[Software\\\\Wine\\\\Fonts] 1\n\"x\"=\"1\"\n")
	after := registry(t, "[Environment] 2\n#time=2\n\"Path\"=\"b\"\n\n[Software\\\\Wine\\\\Fonts] 2\n\"x\"=\"2\"\n\n[Software\\\\Classes] 2\n\n[Software\\\\Classes\\\\.ledger] 2\n@=\"Kind\"\n")
	want := "key Software\\\\Classes\\\\.ledger\nvalue Environment \"Path\"=\"b\"\nvalue Software\\\\Classes\\\\.ledger @=\"Kind\""
	if got := strings.Join(after.since(before), "\n"); got != want {
		t.Errorf("what came is\n%s\nwant\n%s", got, want)
	}
}

func registry(t *testing.T, text string) trace {
	t.Helper()
	name := filepath.Join(t.TempDir(), "user.reg")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	found := trace{}
	if err := found.addRegistry(name); err != nil {
		t.Fatal(err)
	}
	return found
}
