// Command sbom writes a bill of materials in CycloneDX's form, from what `go run ./build
// package` found in the programs and hands to its standard input. It is a module of its own,
// so that the build program stays with the standard library alone.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// contents are the product and what of others is in it.
type contents struct {
	Name, Program, Version, Publisher, Description, License string
	When                                                    time.Time
	Modules                                                 []module
}

type module struct {
	Ecosystem, Name, Version, License string
}

func main() {
	if err := write(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(in io.Reader, out io.Writer) error {
	var c contents
	if err := json.NewDecoder(in).Decode(&c); err != nil {
		return fmt.Errorf("read what is in the programs: %w", err)
	}
	var bom bytes.Buffer
	if err := cdx.NewBOMEncoder(&bom, cdx.BOMFileFormatJSON).SetPretty(true).EncodeVersion(bill(c), cdx.SpecVersion1_6); err != nil {
		return fmt.Errorf("write the bill of materials: %w", err)
	}
	if err := check(bom.Bytes()); err != nil {
		return err
	}
	_, err := bom.WriteTo(out)
	return err
}

// bill has no serial number: the same programs give the same file, to the byte.
func bill(c contents) *cdx.BOM {
	bom := cdx.NewBOM()
	ours := fmt.Sprintf("pkg:generic/%s@%s", c.Program, c.Version)
	bom.Metadata = &cdx.Metadata{
		Timestamp: c.When.UTC().Format(time.RFC3339),
		Component: &cdx.Component{
			BOMRef: ours, Type: cdx.ComponentTypeApplication, Name: c.Name, Version: c.Version, Publisher: c.Publisher,
			Description: c.Description, PackageURL: ours, Licenses: licenses(c.License),
		},
	}
	var components []cdx.Component
	var parts []string
	for _, m := range c.Modules {
		url := packageURL(m)
		components = append(components, cdx.Component{
			BOMRef: url, Type: cdx.ComponentTypeLibrary, Name: m.Name, Version: m.Version, PackageURL: url,
			Scope: cdx.ScopeRequired, Licenses: licenses(m.License),
		})
		parts = append(parts, url)
	}
	bom.Components = &components
	bom.Dependencies = &[]cdx.Dependency{{Ref: ours, Dependencies: &parts}}
	return bom
}

// packageURL names a module as https://github.com/package-url/purl-spec says.
func packageURL(m module) string {
	return "pkg:" + m.Ecosystem + "/" + strings.ReplaceAll(m.Name, "@", "%40") + "@" + strings.ReplaceAll(m.Version, "+", "%2B")
}

func licenses(spdx string) *cdx.Licenses {
	if strings.Contains(spdx, " ") {
		return &cdx.Licenses{{Expression: spdx}}
	}
	return &cdx.Licenses{{License: &cdx.License{ID: spdx}}}
}
