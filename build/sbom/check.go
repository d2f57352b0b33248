package main

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/xeipuuv/gojsonschema"
)

// check compares a bill of materials with CycloneDX's own schema, which comes with the
// library's source.
func check(bom []byte) error {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/CycloneDX/cyclonedx-go").Output()
	if err != nil {
		return fmt.Errorf("find the schema of CycloneDX: %w", err)
	}
	schemas := gojsonschema.NewSchemaLoader()
	load := func(name string) gojsonschema.JSONLoader {
		return gojsonschema.NewReferenceLoader("file://" + filepath.ToSlash(filepath.Join(strings.TrimSpace(string(dir)), "schema", name)))
	}
	// The two that it refers to go by addresses of the web; here they come from disk.
	if err := schemas.AddSchemas(load("spdx.schema.json"), load("jsf-0.82.schemax.json")); err != nil {
		return fmt.Errorf("read the schema of CycloneDX: %w", err)
	}
	schema, err := schemas.Compile(load("bom-1.6.schema.json"))
	if err != nil {
		return fmt.Errorf("read the schema of CycloneDX: %w", err)
	}
	result, err := schema.Validate(gojsonschema.NewBytesLoader(bom))
	if err != nil {
		return fmt.Errorf("compare with the schema of CycloneDX: %w", err)
	}
	var wrong []error
	for _, e := range result.Errors() {
		wrong = append(wrong, fmt.Errorf("the bill of materials breaks CycloneDX's schema: %s", e))
	}
	return errors.Join(wrong...)
}
