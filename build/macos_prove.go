package main

import (
	"archive/zip"
	"bytes"
	"context"
	"debug/macho"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"path/filepath"
	"strings"
)

// proveMacosFiles reads the packages back: each program is for the processor that its name
// says, the bundle's description is XML that names the program, and every picture of the
// icon has the size of its kind.
func (k *packaging) proveMacosFiles(context.Context, *stepRun) error {
	processors := map[string]macho.Cpu{"amd64": macho.CpuAmd64, "arm64": macho.CpuArm64}
	for goarch, processor := range processors {
		folder := fmt.Sprintf("%s-%s-macos-%s", product.console, k.version, goarch)
		files, err := readZip(filepath.Join(k.dir, folder+".zip"))
		if err != nil {
			return err
		}
		program, err := macho.NewFile(bytes.NewReader(files[folder+"/"+product.console]))
		if err != nil || program.Cpu != processor {
			return errors.Join(fmt.Errorf("the program in %s is not for %s", folder, goarch), err)
		}
	}
	folder := fmt.Sprintf("%s-%s-macos-unfinished", product.window, k.version)
	files, err := readZip(filepath.Join(k.dir, folder+".zip"))
	if err != nil {
		return err
	}
	contents := folder + "/" + product.name + ".app/Contents/"
	if err := checkPlist(files[contents+"Info.plist"]); err != nil {
		return err
	}
	return checkIcns(files[contents+"Resources/icon.icns"])
}

func readZip(name string) (map[string][]byte, error) {
	archive, err := zip.OpenReader(name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", filepath.Base(name), err)
	}
	defer archive.Close()
	files := map[string][]byte{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("open %s: %w", f.Name, err)
		}
		files[f.Name], err = io.ReadAll(r)
		if err = errors.Join(err, r.Close()); err != nil {
			return nil, fmt.Errorf("read %s: %w", f.Name, err)
		}
	}
	return files, nil
}

// checkPlist looks whether a bundle's description is XML with values for the keys that
// macOS starts a program by.
func checkPlist(text []byte) error {
	values := map[string]string{}
	key, word := "", ""
	decoder := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("read Info.plist: %w", err)
		}
		switch t := token.(type) {
		case xml.CharData:
			word += strings.TrimSpace(string(t))
		case xml.EndElement:
			if t.Name.Local == "key" {
				key = word
			} else if t.Name.Local == "string" {
				values[key] = word
			}
			word = ""
		}
	}
	for key, want := range map[string]string{"CFBundleExecutable": product.window, "CFBundleIdentifier": product.id, "CFBundleIconFile": "icon.icns", "public.filename-extension": product.file.extension} {
		if values[key] != want {
			return fmt.Errorf("the bundle says in Info.plist that %s is %q, not %q", key, values[key], want)
		}
	}
	if versionNumbers.FindString(values["CFBundleVersion"]) != values["CFBundleVersion"] || values["CFBundleVersion"] == "" {
		return fmt.Errorf("macOS takes numbers as a version, not %q", values["CFBundleVersion"])
	}
	return nil
}

// checkIcns reads an icon back.
func checkIcns(icon []byte) error {
	const header = 8
	for _, want := range icnsKinds {
		at := bytes.Index(icon, []byte(want.kind))
		if at < 0 {
			return fmt.Errorf("the icon has no picture %s", want.kind)
		}
		picture, err := png.DecodeConfig(bytes.NewReader(icon[at+header:]))
		if err != nil || picture.Width != want.size || picture.Height != want.size {
			return errors.Join(fmt.Errorf("the picture %s is %d pixels wide, and %d were to be", want.kind, picture.Width, want.size), err)
		}
	}
	return nil
}
