package main

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
)

// buildTarGz packs the same files for every other Linux: they run where they are unpacked,
// and lie as below /usr, so that unpacking them into ~/.local or /usr/local puts the program
// into the menus.
func (l linuxPackage) buildTarGz(_ context.Context, s *stepRun) error {
	files, err := l.files(s.project)
	if err != nil {
		return err
	}
	readme, err := l.fill(s.project, "README.tmpl", l.words())
	if err != nil {
		return err
	}
	doc := path.Join("share/doc", l.name())
	files = append(files, packed{name: doc + "/README.txt", mode: 0o644, text: readme},
		packed{name: doc + "/LICENSE", mode: 0o644, from: s.license()})
	folder := fmt.Sprintf("%s-%s-linux-%s", l.name(), l.version, l.goarch)
	return writeTarGz(filepath.Join(l.dir, folder+".tar.gz"), folder, files, l.when)
}
