package importer

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"licenseledger/store/ledger"
)

// Whatever a file holds, what Open says of it is what Pull hands on: as many
// rows and facts, no fact and no account twice, and canonical ids. Handed on
// while it is surveyed, it is the same.
func FuzzOpen(f *testing.F) {
	addSeeds(f)
	f.Add([]byte(accountHeader + account("Jane", "jane@contoso.com", idOne, "18-3-2022 19:49", "", "Sales", "ja", "A+B + C", "smtp:a+b@c+SMTP:d@e")))
	f.Add([]byte("Object Id,User principal name,Licenses,Soft deletion time stamp\n" + idOne + ",a,b,2022-01-01\n" + idOne + ",a,b,2022-01-01\n" + idTwo + ",a,b,\n"))
	f.Add([]byte("Object Id;User principal name;Licenses\n" + idOne + ";a#EXT#@b;A+A\n" + strings.ToUpper(idOne) + ";;\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "x.csv")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := Open(t.Context(), path, Options{})
		if err != nil {
			if ledger.CodeOf(err) != ledger.CodeInvalid && ledger.CodeOf(err) != ledger.CodeNeedsAnswer {
				t.Fatalf("code %s: %v", ledger.CodeOf(err), err)
			}
			return
		}
		var rows, facts int64
		seen, owners := map[ledger.Hash]bool{}, map[string]bool{}
		err = file.Listing().Pull(t.Context(), "", func(page ledger.Page) error {
			for _, o := range page.Objects {
				rows++
				facts += int64(len(o.Facts))
				if o.Owner != "" && (owners[o.Owner] || !isObjectID(o.Owner)) {
					t.Fatalf("owner %q", o.Owner)
				}
				owners[o.Owner] = true
				for _, fact := range o.Facts {
					hash, _ := ledger.HashOf(fact, nil)
					if seen[hash] {
						t.Fatalf("a fact twice: %+v", fact)
					}
					seen[hash] = true
				}
			}
			return nil
		})
		if err != nil || rows != file.Rows || facts != file.Facts || int64(len(file.Evidence())) != file.SoftDeleted {
			t.Fatalf("%d rows, %d facts, %v of %+v", rows, facts, err, file)
		}
		sameAsPulled(t, path, Options{})
	})
}

// A mapping that can be read can be written as JSON and read again, and any
// text gives a mapping or an error of code usage.
func FuzzMapping(f *testing.F) {
	for _, seed := range []string{"user_name = Full name\nlayout = file.licenseReport2022", "{\"columns\":{\"service\":\"x\"},\"date_order\":\"day_first\"}", "=", "#", "object_id=\"\""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := ParseMapping(bytes.NewReader(data), "m")
		if err != nil {
			if ledger.CodeOf(err) != ledger.CodeUsage {
				t.Fatal(err)
			}
			return
		}
		if err := m.Check(); err != nil {
			t.Fatal(err)
		}
		// Used on a header that has all its headings, it is never refused for them.
		var cells []string
		for _, heading := range m.Columns {
			cells = append(cells, heading)
		}
		h := explain(cells, Options{Mapping: m})
		if absent := h.absent(); absent != "" {
			t.Fatalf("%q is missing in %q", absent, cells)
		}
	})
}

// Cells of licenses and addresses lose nothing but plus signs, spaces and
// repetitions.
func FuzzJoined(f *testing.F) {
	for _, seed := range []string{"Office 365 E3+Enterprise Mobility + Security E3", "smtp:jane+x@contoso.com+SMTP:jane@contoso.com", "+++", "a + b+", "x500:/o=a+b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		names := licenseNames(cell)
		for i, name := range names {
			if name == "" || strings.TrimSpace(name) != name || slices.Contains(names[:i], name) || !strings.Contains(cell, name) {
				t.Fatalf("%q of %q", names, cell)
			}
		}
		letters := func(s string) int { return len(s) - strings.Count(s, "+") - strings.Count(s, " ") }
		if kept := letters(strings.Join(names, "")); kept > letters(cell) {
			t.Fatalf("%q has more than %q", names, cell)
		}
		if addresses := proxyAddresses(cell); addresses != "" && (addresses[0] != '[' || !strings.HasSuffix(addresses, "]")) {
			t.Fatalf("%q gives %q", cell, addresses)
		}
	})
}
