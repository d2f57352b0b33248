package main

import (
	"bytes"
	"debug/pe"
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf16"
)

// Kinds of resources: https://learn.microsoft.com/windows/win32/menurc/resource-types
const (
	resourceIcon     = 3
	resourceIcons    = 14
	resourceVersion  = 16
	resourceManifest = 24
)

// executableFacts are what Windows reads from a program before it runs it.
type executableFacts struct {
	machine   uint16
	subsystem uint16
	resources map[uint32][][]byte // by kind
}

// readExecutable reads a program for Windows, by the published form of such files alone.
func readExecutable(name string) (executableFacts, error) {
	file, err := pe.Open(name)
	if err != nil {
		return executableFacts{}, fmt.Errorf("read a program: %w", err)
	}
	defer file.Close()
	header, ok := file.OptionalHeader.(*pe.OptionalHeader64)
	if !ok {
		return executableFacts{}, errors.New("it is a program of 32 bits")
	}
	facts := executableFacts{machine: file.Machine, subsystem: header.Subsystem, resources: map[uint32][][]byte{}}
	section := file.Section(".rsrc")
	if section == nil {
		return facts, nil
	}
	data, err := section.Data()
	if err != nil {
		return facts, fmt.Errorf("read the resources of a program: %w", err)
	}
	err = eachResource(data, 0, func(kind, at uint32) error {
		// Kind, name and language are three levels of folders; the last holds an address.
		return eachResource(data, at, func(_, at uint32) error {
			return eachResource(data, at, func(_, at uint32) error {
				if uint64(at)+8 > uint64(len(data)) {
					return errBadResources
				}
				start := binary.LittleEndian.Uint32(data[at:]) - section.VirtualAddress
				size := binary.LittleEndian.Uint32(data[at+4:])
				if uint64(start)+uint64(size) > uint64(len(data)) {
					return errBadResources
				}
				facts.resources[kind] = append(facts.resources[kind], data[start:start+size])
				return nil
			})
		})
	})
	return facts, err
}

var errBadResources = errors.New("the resources of the program are no tree")

// eachResource hands out the entries of a folder of resources: the number of each, and where
// what it stands for begins.
// https://learn.microsoft.com/windows/win32/debug/pe-format#the-rsrc-section
func eachResource(data []byte, at uint32, use func(id, at uint32) error) error {
	const header, entry, folder = 16, 8, 1 << 31
	if uint64(at)+header > uint64(len(data)) {
		return errBadResources
	}
	entries := uint32(binary.LittleEndian.Uint16(data[at+12:])) + uint32(binary.LittleEndian.Uint16(data[at+14:]))
	if uint64(at)+header+uint64(entries)*entry > uint64(len(data)) {
		return errBadResources
	}
	for i := range entries {
		one := data[at+header+i*entry:]
		if err := use(binary.LittleEndian.Uint32(one), binary.LittleEndian.Uint32(one[4:])&^folder); err != nil {
			return err
		}
	}
	return nil
}

// manifestWords are what the manifest of every program of ours says.
var manifestWords = []string{
	`level="asInvoker"`,
	`<longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true`,
	`permonitorv2`,
	`{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}`, // Windows 10 and 11
}

// checkProgram makes sure that a program is of its kind, and that Explorer and Windows find
// in it what they look for.
func checkProgram(name, called, goarch, version string, window bool) error {
	facts, err := readExecutable(name)
	if err != nil {
		return err
	}
	machine := map[string]uint16{"amd64": pe.IMAGE_FILE_MACHINE_AMD64, "arm64": pe.IMAGE_FILE_MACHINE_ARM64}[goarch]
	subsystem := uint16(pe.IMAGE_SUBSYSTEM_WINDOWS_CUI)
	words := manifestWords
	if window {
		subsystem = pe.IMAGE_SUBSYSTEM_WINDOWS_GUI
		words = append([]string{"Microsoft.Windows.Common-Controls"}, words...)
	}
	var wrong []error
	if facts.machine != machine || facts.subsystem != subsystem {
		wrong = append(wrong, fmt.Errorf("it is for machine %#x and subsystem %d, not %#x and %d", facts.machine, facts.subsystem, machine, subsystem))
	}
	if n := len(facts.resources[resourceIcon]); n != len(windowsIconSizes) || len(facts.resources[resourceIcons]) != 1 {
		wrong = append(wrong, fmt.Errorf("it holds %d pictures of its icon, not %d", n, len(windowsIconSizes)))
	}
	manifest := string(bytes.Join(facts.resources[resourceManifest], nil))
	for _, word := range words {
		if !strings.Contains(manifest, word) {
			wrong = append(wrong, fmt.Errorf("its manifest does not say %s", word))
		}
	}
	info := wideText(bytes.Join(facts.resources[resourceVersion], nil))
	for _, word := range []string{product.name, product.publisher, product.copyright, version, called} {
		if !strings.Contains(info, word) {
			wrong = append(wrong, fmt.Errorf("its version does not say %s", word))
		}
	}
	if err := errors.Join(wrong...); err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(name), err)
	}
	return nil
}

// wideText reads bytes as letters of Windows, two bytes each.
func wideText(data []byte) string {
	letters := make([]uint16, len(data)/2)
	for i := range letters {
		letters[i] = binary.LittleEndian.Uint16(data[2*i:])
	}
	return string(utf16.Decode(letters))
}
