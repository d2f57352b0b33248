package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// macosPackages are the steps for macOS. licensectl is built here. The window takes Apple's
// compiler and libraries, so its bundle is made here without the program, and a script
// finishes it on a Mac: packaging/macos/finish.sh.
func macosPackages(k *packaging) []step {
	return []step{
		{name: "macos", title: "build the console program for macOS", run: func(ctx context.Context, s *stepRun) error {
			return k.buildConsoles(ctx, s, "darwin")
		}},
		{name: "macos-zip", title: "pack it for macOS (.zip), and the bundle of the window to be finished on a Mac", run: k.packMacos},
	}
}

func (k *packaging) packMacos(_ context.Context, s *stepRun) error {
	for _, goarch := range []string{"amd64", "arm64"} {
		files := []packed{
			{name: product.console, mode: 0o755, from: k.program("darwin", goarch, product.console)},
			{name: "LICENSE", mode: 0o644, from: s.license()},
			{name: "THIRD-PARTY-NOTICES.txt", mode: 0o644, from: k.notices()},
		}
		folder := fmt.Sprintf("%s-%s-macos-%s", product.console, k.version, goarch)
		if err := writeZip(filepath.Join(k.dir, folder+".zip"), folder, files, k.when); err != nil {
			return err
		}
	}
	files, err := k.bundle(s.project)
	if err != nil {
		return err
	}
	folder := fmt.Sprintf("%s-%s-macos-unfinished", product.window, k.version)
	return writeZip(filepath.Join(k.dir, folder+".zip"), folder, files, k.when)
}

// bundle is the window's bundle, all but its program, and a line for the script that tells
// the program's name and version.
func (k *packaging) bundle(p *project) ([]packed, error) {
	about, err := k.infoPlist(p)
	if err != nil {
		return nil, err
	}
	icon, err := k.icns()
	if err != nil {
		return nil, err
	}
	contents := product.name + ".app/Contents/"
	return []packed{
		{name: "program", mode: 0o644, text: product.window + " " + k.version + "\n"},
		{name: contents + "Info.plist", mode: 0o644, text: about},
		{name: contents + "PkgInfo", mode: 0o644, text: "APPL????"},
		{name: contents + "Resources/icon.icns", mode: 0o644, text: string(icon)},
		{name: contents + "Resources/LICENSE", mode: 0o644, from: p.license()},
		{name: contents + "Resources/THIRD-PARTY-NOTICES.txt", mode: 0o644, from: k.notices()},
	}, nil
}

// versionNumbers are the part of a version that macOS takes.
var versionNumbers = regexp.MustCompile(`^\d+\.\d+\.\d+`)

func (k *packaging) infoPlist(p *project) (string, error) {
	words := k.words()
	words["Numbers"] = versionNumbers.FindString(k.version)
	return fillTemplate(p.path("build", "packaging", "macos", "Info.plist.tmpl"), words)
}

// icnsKinds are the pictures of an icon for macOS, which takes PNG for them
// (https://en.wikipedia.org/wiki/Apple_Icon_Image_format).
var icnsKinds = []struct {
	kind string
	size int
}{{"ic11", 32}, {"ic12", 64}, {"ic07", 128}, {"ic13", 256}, {"ic08", 256}, {"ic14", 512}, {"ic09", 512}, {"ic10", 1024}}

// icns is the icon as macOS wants it: pictures one after the other, each under its kind and
// length.
func (k *packaging) icns() ([]byte, error) {
	var pictures bytes.Buffer
	for _, kind := range icnsKinds {
		picture, err := os.ReadFile(k.icon(kind.size))
		if err != nil {
			return nil, fmt.Errorf("read an icon: %w", err)
		}
		pictures.Write(icnsPart(kind.kind, picture))
	}
	return icnsPart("icns", pictures.Bytes()), nil
}

func icnsPart(kind string, content []byte) []byte {
	const header = 8
	part := binary.BigEndian.AppendUint32([]byte(kind), uint32(header+len(content)))
	return append(part, content...)
}

// proveMacos are the steps that show, as far as that goes without a Mac, that the packages
// for macOS are whole.
func proveMacos(k *packaging) []step {
	return []step{{name: "macos-prove", title: "macOS: the programs are for their processors, and the bundle is whole", run: k.proveMacosFiles}}
}
