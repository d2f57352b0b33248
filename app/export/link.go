package export

import (
	"net/url"
	"strconv"
	"strings"
)

// A sheet may have 65,530 links, and a program that opens it takes its time for
// each of them; so addresses of lists that nobody mails one by one are plain text.
// https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
const (
	maxLinkedRows = 65_000
	linkedColumn  = "email_address"
	longestMail   = 254 // RFC 5321
)

// link is a cell that opens something.
type link struct{ cell, target string }

// mailto gives what opens a mail to an address, and "" for a text that is none.
// Whatever could end the address or add to the mail is escaped.
func mailto(s string) string {
	name, domain, found := strings.Cut(s, "@")
	if !found || name == "" || len(s) > longestMail || !strings.Contains(domain, ".") {
		return ""
	}
	if strings.ContainsFunc(s, func(r rune) bool {
		return r <= ' ' || r == 0x7f || r == '\ufffd' || strings.ContainsRune(`"<>()[],;:\`, r)
	}) {
		return ""
	}
	if strings.ContainsAny(domain, "@/?#%&=") {
		return ""
	}
	return "mailto:" + url.PathEscape(name) + "@" + url.PathEscape(domain)
}

// appendLinks writes the links of a sheet; relations of the same ids tell where
// they lead.
func appendLinks(to []byte, links []link) []byte {
	if len(links) == 0 {
		return to
	}
	to = append(to, `<hyperlinks>`...)
	for i, l := range links {
		to = append(append(to, `<hyperlink ref="`...), l.cell...)
		to = append(append(to, `" r:id="`...), linkID(i)...)
		to = append(to, `"/>`...)
	}
	return append(to, `</hyperlinks>`...)
}

func appendRelations(to []byte, links []link) []byte {
	for i, l := range links {
		to = append(append(to, `<Relationship Id="`...), linkID(i)...)
		to = append(to, `" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="`...)
		to = append(appendXML(to, l.target), `" TargetMode="External"/>`...)
	}
	return to
}

func linkID(i int) string { return "link" + strconv.Itoa(i+1) }
