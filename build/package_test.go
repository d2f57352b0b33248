package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// examplePackaging is a packaging of the real checkout, with icons and programs that hold
// next to nothing.
func examplePackaging(t *testing.T) (*project, *packaging) {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	k := &packaging{version: "1.2.3-rc.1", when: time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC), dir: t.TempDir(), work: t.TempDir()}
	var files []packed
	for _, name := range []string{"THIRD-PARTY-NOTICES.txt", "linux-amd64/license-ledger", "linux-amd64/licensectl", "darwin-arm64/licensectl", "manual/licensectl.1", "completion-bash", "completion-zsh", "completion-fish"} {
		files = append(files, packed{name: name, mode: 0o755, text: "the content of " + name})
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 3, 3))); err != nil {
		t.Fatal(err)
	}
	for _, size := range []string{"16", "24", "32", "48", "64", "128", "256", "512", "1024"} {
		files = append(files, packed{name: "icons/" + size + ".png", mode: 0o644, text: picture.String()})
	}
	if err := placeFiles(k.work, files); err != nil {
		t.Fatal(err)
	}
	return &project{root: root, out: io.Discard}, k
}

func TestLinuxFiles_AreWhatADesktopReads(t *testing.T) {
	p, k := examplePackaging(t)
	l := linuxPackage{k, "amd64", true}
	files, err := l.files(p)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, f := range files {
		texts[f.name] = f.text
	}
	entry := texts["share/applications/license-ledger.desktop"]
	for _, want := range []string{"\nName=License Ledger\n", "\nExec=license-ledger %f\n", "\nMimeType=application/vnd.license-ledger;\n", "\nIcon=license-ledger\n"} {
		if !strings.Contains(entry, want) {
			t.Errorf("the entry in the menu lacks %q:\n%s", want, entry)
		}
	}
	for _, name := range []string{"share/mime/packages/license-ledger.xml", "share/metainfo/org.licenseledger.LicenseLedger.metainfo.xml"} {
		if err := wellFormed(texts[name]); err != nil {
			t.Errorf("%s: %v\n%s", name, err, texts[name])
		}
	}
	if !strings.Contains(texts["share/metainfo/org.licenseledger.LicenseLedger.metainfo.xml"], `<release version="1.2.3-rc.1" date="2026-02-03"/>`) {
		t.Error("software centers are not told the version and its day")
	}
	console, err := linuxPackage{k, "amd64", false}.files(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range console {
		if strings.Contains(f.name, product.window) {
			t.Errorf("the package of the console program holds %s", f.name)
		}
	}
}

func wellFormed(text string) error {
	decoder := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestDebDocuments(t *testing.T) {
	p, k := examplePackaging(t)
	files, words, err := linuxPackage{k, "amd64", true}.debDocuments(p)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(files, func(f packed) bool { return f.name == "usr/share/doc/license-ledger/copyright" })
	if i < 0 || !strings.Contains(files[i].text, "Copyright: 2026 License Ledger contributors\nLicense: Expat\n") || !strings.Contains(files[i].text, "\n .\n THE SOFTWARE IS PROVIDED") {
		t.Errorf("the copyright file is wrong: %v", files)
	}
	if words["DebVersion"] != "1.2.3~rc.1-1" {
		t.Errorf("Debian would not put %v before the release", words["DebVersion"])
	}
	sums, err := md5sums([]packed{{name: "usr/b", text: "abc"}, {name: "usr/a", text: ""}})
	if want := "d41d8cd98f00b204e9800998ecf8427e  usr/a\n900150983cd24fb0d6963f7d28e17f72  usr/b\n"; err != nil || sums != want {
		t.Errorf("got\n%s%v, want\n%s", sums, err, want)
	}
}

func TestDebText(t *testing.T) {
	got := debText("one two\nthree\n\n" + strings.Repeat("word ", 20))
	want := " one two three\n .\n" + strings.Repeat(" word", 15) + "\n" + strings.Repeat(" word", 5)
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestArchives_DependOnNothingButTheirFiles(t *testing.T) {
	dir := t.TempDir()
	files := []packed{{name: "b", mode: 0o755, text: "program"}, {name: "a/c", mode: 0o644, text: "words"}}
	write := map[string]func(string, string, []packed, time.Time) error{"x.zip": writeZip, "x.tar.gz": writeTarGz}
	for name, pack := range write {
		var made [][]byte
		for range 2 {
			if err := pack(filepath.Join(dir, name), "folder", files, time.Unix(1_700_000_000, 0)); err != nil {
				t.Fatal(err)
			}
			content, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			made = append(made, content)
			slices.Reverse(files)
		}
		if !bytes.Equal(made[0], made[1]) {
			t.Errorf("%s depends on the order in which files were named", name)
		}
	}
	got, err := readZip(filepath.Join(dir, "x.zip"))
	if err != nil || string(got["folder/b"]) != "program" || string(got["folder/a/c"]) != "words" {
		t.Errorf("the archive holds %q, %v", got, err)
	}
}

func TestMacosBundle(t *testing.T) {
	p, k := examplePackaging(t)
	about, err := k.infoPlist(p)
	if err != nil {
		t.Fatal(err)
	}
	if err := checkPlist([]byte(about)); err != nil {
		t.Error(err)
	}
	if err := checkPlist([]byte(strings.Replace(about, ">1.2.3<", ">1.2.3-rc.1<", 2))); err == nil {
		t.Error("a version with letters passes, which macOS does not take")
	}
	icon, err := k.icns()
	if err != nil {
		t.Fatal(err)
	}
	if err := checkIcns(icon); err == nil {
		t.Error("pictures of a wrong size pass")
	}
}

func TestPackageFlags(t *testing.T) {
	for _, wrong := range [][]string{{"-only", "beos"}, {"-built"}, {"something"}} {
		if _, err := packageFlags(wrong); !errors.Is(err, errUsage) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	choice, err := packageFlags([]string{"-only", "macos,linux", "-prove"})
	if err != nil || len(choice.platforms) != 2 || choice.platforms[0].name != "macos" || !choice.prove {
		t.Errorf("%+v, %v", choice, err)
	}
}
