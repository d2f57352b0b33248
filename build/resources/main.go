// Command resources puts the icon, the version and the manifest into a program for
// Windows: what Explorer shows of it, and what it tells Windows about itself before it
// starts. It reads what to put in as JSON from its standard input.
//
// It is a module of its own, because the build program takes nothing but the standard
// library. It works on finished programs, since objects beside main.go would find their
// way into every other build. The same input gives the same bytes.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"

	"github.com/tc-hib/winres"
	"github.com/tc-hib/winres/version"
)

// order is what the build program asks for. It has a copy of these words.
type order struct {
	Program     string    // the file, which is changed
	Icons       []string  // the icon in every size, as PNG files
	Picture     string    // also writes the icon into this file, unless it is ""
	Identity    string    // by which Windows tells programs apart
	Description string    // what the Task Manager calls it
	Product     string    //
	Publisher   string    //
	Copyright   string    //
	File        string    // how the file is called when it is handed out
	Version     string    // as people read it
	Numbers     [4]uint16 // as Windows compares it
	Window      bool      // draws controls of today's looks
}

func main() {
	if err := run(os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(in io.Reader) error {
	var o order
	decoder := json.NewDecoder(in)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&o); err != nil {
		return fmt.Errorf("read what to put in: %w", err)
	}
	set, err := o.resources()
	if err != nil {
		return err
	}
	return put(set, o.Program)
}

// iconID is the number under which Wails looks for the icon of its window. Explorer takes
// the first there is.
const iconID = winres.ID(3)

func (o order) resources() (*winres.ResourceSet, error) {
	set := &winres.ResourceSet{}
	icon, err := o.icon()
	if err != nil {
		return nil, err
	}
	if err := set.SetIcon(iconID, icon); err != nil {
		return nil, fmt.Errorf("put in the icon: %w", err)
	}
	if o.Picture != "" {
		if err := saveIcon(icon, o.Picture); err != nil {
			return nil, err
		}
	}
	set.SetManifest(o.manifest())
	info := version.Info{FileVersion: o.Numbers, ProductVersion: o.Numbers}
	for _, word := range [][2]string{
		{version.CompanyName, o.Publisher},
		{version.FileDescription, o.Description},
		{version.FileVersion, o.Version},
		{version.InternalName, o.File},
		{version.LegalCopyright, o.Copyright},
		{version.OriginalFilename, o.File},
		{version.ProductName, o.Product},
		{version.ProductVersion, o.Version},
	} {
		if err := info.Set(version.LangDefault, word[0], word[1]); err != nil {
			return nil, fmt.Errorf("put in %s: %w", word[0], err)
		}
	}
	set.SetVersionInfo(info)
	return set, nil
}

// manifest says what Windows would otherwise be careful about: sharp on every screen, paths
// longer than 260 characters, no more rights than who starts it, made for Windows 10 and 11.
// It asks for no other code page: Go calls Windows in UTF-16 everywhere.
func (o order) manifest() winres.AppManifest {
	return winres.AppManifest{
		Identity:            winres.AssemblyIdentity{Name: o.Identity, Version: o.Numbers},
		Description:         o.Description,
		Compatibility:       winres.Win10AndAbove,
		ExecutionLevel:      winres.AsInvoker,
		DPIAwareness:        winres.DPIPerMonitorV2,
		LongPathAware:       true,
		UseCommonControlsV6: o.Window,
	}
}

func (o order) icon() (*winres.Icon, error) {
	var images []image.Image
	for _, file := range o.Icons {
		picture, err := readPNG(file)
		if err != nil {
			return nil, err
		}
		images = append(images, picture)
	}
	icon, err := winres.NewIconFromImages(images)
	if err != nil {
		return nil, fmt.Errorf("make the icon: %w", err)
	}
	return icon, nil
}

func saveIcon(icon *winres.Icon, file string) error {
	out, err := os.Create(file)
	if err != nil {
		return fmt.Errorf("write the icon: %w", err)
	}
	if err := errors.Join(icon.SaveICO(out), out.Close()); err != nil {
		return fmt.Errorf("write the icon: %w", err)
	}
	return nil
}

func readPNG(file string) (image.Image, error) {
	in, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("read the icon: %w", err)
	}
	defer in.Close()
	picture, err := png.Decode(in)
	if err != nil {
		return nil, fmt.Errorf("read the icon %s: %w", file, err)
	}
	return picture, nil
}

// put replaces the program by one that has the resources.
func put(set *winres.ResourceSet, program string) error {
	in, err := os.Open(program)
	if err != nil {
		return fmt.Errorf("read the program: %w", err)
	}
	defer in.Close()
	next := program + ".new"
	out, err := os.OpenFile(next, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o755)
	if err != nil {
		return fmt.Errorf("write the program: %w", err)
	}
	err = set.WriteToEXE(out, in, winres.ForceCheckSum())
	if err = errors.Join(err, out.Close()); err != nil {
		return fmt.Errorf("put resources into the program: %w", err)
	}
	return os.Rename(next, program)
}
