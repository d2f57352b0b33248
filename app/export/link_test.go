package export

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"licenseledger/store/ledger"
)

func TestMailto(t *testing.T) {
	for text, want := range map[string]string{
		"jane@contoso.com":                        "mailto:jane@contoso.com",
		"o'brien+x@contoso.co.uk":                 "mailto:o%27brien+x@contoso.co.uk",
		"ann_ext#EXT#@contoso.com":                "mailto:ann_ext%23EXT%23@contoso.com",
		"a?b&c=d%0a@contoso.com":                  "mailto:a%3Fb&c=d%250a@contoso.com",
		"søren@contoso.com":                       "mailto:s%C3%B8ren@contoso.com",
		"Unknown":                                 "",
		"":                                        "",
		"@contoso.com":                            "",
		"jane@contoso":                            "",
		"a@b.com?bcc=x@y.com":                     "",
		"a@b.com?subject=x":                       "",
		"Jane <jane@contoso.com>":                 "",
		"jane@contoso.com\r\nBcc: x@y.z":          "",
		"=cmd|' /C calc'!A0@contoso.com":          "",
		strings.Repeat("a", 250) + "@contoso.com": "",
	} {
		if got := mailto(text); got != want {
			t.Errorf("%.40q opens %q, want %q", text, got, want)
		}
	}
}

// Addresses are links where a person may want to mail one, and text in a list
// of more than that.
func TestWriteXLSX_LinksAddressesOfShortLists(t *testing.T) {
	rows := contoso()
	f := open(t, workbook(t, contosoMeta(t, "en"), LayoutFull, rows))
	for i, r := range rows {
		at := fmt.Sprintf("B%d", i+2)
		linked, target, err := f.GetCellHyperLink("User licenses", at)
		if want := mailto(string(r.EmailAddress)); err != nil || linked != (want != "") || target != want {
			t.Errorf("%s (%s) opens %q, want %q, %v", at, r.EmailAddress, target, want, err)
		}
	}
	for n, want := range map[int]int{maxLinkedRows: maxLinkedRows, maxLinkedRows + 1: 0} {
		content := workbook(t, Meta{View: ledger.ViewList}, LayoutList, numberedRows(n))
		sheet := part(t, content, "xl/worksheets/sheet2.xml")
		relations := part(t, content, "xl/worksheets/_rels/sheet2.xml.rels")
		if got := bytes.Count(sheet, []byte("<hyperlink ")); got != want {
			t.Errorf("%d rows have %d links, want %d", n, got, want)
		}
		if got := bytes.Count(relations, []byte("mailto:")); got != want {
			t.Errorf("%d rows have %d targets, want %d", n, got, want)
		}
	}
}

// part gives a part of a workbook.
func part(t testing.TB, content []byte, path string) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	file, err := archive.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(file); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
