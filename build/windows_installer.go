package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// webViewVariable names Microsoft's set-up program for WebView2, which an installer can
// carry. It is Microsoft's, so it is no part of the project.
const webViewVariable = "LICENSELEDGER_WEBVIEW2_SETUP"

// buildInstaller makes the installer from the programs and build/packaging/windows.
func (w windowsPackage) buildInstaller(ctx context.Context, s *stepRun) error {
	folder, err := w.installed(s.project)
	if err != nil {
		return err
	}
	numbers, err := fileVersion(w.version)
	if err != nil {
		return err
	}
	args := []string{"makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8"}
	for _, symbol := range [][2]string{
		{"PRODUCT", product.name},
		{"VERSION", w.version},
		{"NUMBERS", dotted(numbers)},
		{"PUBLISHER", product.publisher},
		{"COPYRIGHT", product.copyright},
		{"HOMEPAGE", product.homepage},
		{"WINDOW", product.window + ".exe"},
		{"CONSOLE", product.console + ".exe"},
		{"ARCH", w.goarch},
		{"EXTENSION", product.file.extension},
		{"FILE_KIND", product.file.name},
		{"PROG_ID", product.file.progID},
		{"FOLDER", folder},
		{"ICON", w.icons()},
		{"OUT", filepath.Join(w.dir, w.fileName("-setup.exe"))},
		{"SIGN", w.sign.program()},
		{"WEBVIEW2_SETUP", os.Getenv(webViewVariable)},
	} {
		if symbol[1] != "" {
			args = append(args, "-D"+symbol[0]+"="+symbol[1])
		}
	}
	return s.do(ctx, command{dir: s.path("build", "packaging", "windows"), args: append(args, "installer.nsi")})
}

// installed lays out what the installer puts on a disk. NSIS keeps the times of files, so
// they are the commit's.
func (w windowsPackage) installed(p *project) (string, error) {
	files, err := w.texts(p)
	if err != nil {
		return "", err
	}
	for _, name := range []string{product.window, product.console} {
		files = append(files, packed{name: name + ".exe", mode: 0o755, from: w.program(name)})
	}
	folder := filepath.Join(w.work, "installed-"+w.goarch)
	if err := placeFiles(folder, files); err != nil {
		return "", err
	}
	for _, f := range files {
		if err := os.Chtimes(filepath.Join(folder, f.name), w.when, w.when); err != nil {
			return "", fmt.Errorf("set the time of %s: %w", f.name, err)
		}
	}
	return folder, nil
}
