package simtenant

import "strings"

// HostileMark stands in every hostile text that means to do something: what runs by
// it, asks for it or writes it somewhere can be found.
const HostileMark = "planted"

// HostileTexts are what people of a hostile tenant are called, their departments,
// companies and groups, the licenses and the tenant itself: texts that pages take for
// markup, workbooks for formulas, file systems for a way out of a folder, terminals for
// an order, programs for a word of their own. Some are no text at all: a zero, half of
// a pair, bytes that are no UTF-8.
var HostileTexts = []string{
	`<script>window.planted=1</script>`,
	`<img src="https://planted.example/a.png" onerror="window.planted=2">`,
	`"><svg onload=window.planted=3>`,
	`'-window.planted=4-'`,
	`javascript:window.planted=5`,
	`{{constructor.constructor('window.planted=6')()}} ${window.planted=7}`,
	`$t(planted) {{name}} {{count}}`,
	`<style>*{display:none;background:url(https://planted.example/b)}</style>`,
	`<a href="https://planted.example/">planted</a><iframe src="https://planted.example/"></iframe>`,
	`&lt;b&gt;planted&#x3c;script&#x3e;`,
	`]]><!-- planted --><x xmlns="planted">`,
	`=HYPERLINK("https://planted.example/","planted")`,
	`=cmd|' /C planted'!A0`,
	`+1+planted`,
	`-2+planted`,
	`@SUM(planted)`,
	"\t=planted()",
	"\r=planted()",
	`../../../../../../tmp/planted`,
	`..\..\..\planted`,
	`/tmp/planted`,
	`C:\Windows\planted`,
	`CON`,
	`planted. `,
	`planted:*?"<>|stream`,
	"\x1b]0;planted\x07\x1b[2J\x1b[31mplanted\x1b]8;;https://planted.example/\x1b\\x",
	"\u009b31mplanted\u009d0;planted\u009c",
	"\u202egpj.detnalp\u2066\u200f",
	"planted\x00after a zero",
	"planted\r\nSet-Cookie: a=b\nline\u2028line\u2029line\vline\x85line",
	"planted \xed\xa0\x80 half of a pair",
	"planted \xff\xfe no text",
	"\ufeffplanted\u200b\u2060\ufffe",
	"\u200b",
	"   ",
	strings.Repeat("W", 10_000),
	strings.Repeat("wide planted ", 800),
	"p" + strings.Repeat("\u0301", 500),
	strings.Repeat("\U0001F469\u200D", 500),
	`__proto__`,
	`constructor`,
	`null`,
	`'; DROP TABLE users; --`,
	"%s%n%00planted{0}",
	`--planted`,
	`$(touch planted) ` + "`touch planted`",
}

// hostileTenant is what the tenant itself is called: a little of each, since it is in
// titles, in workbooks and in the names of files.
const hostileTenant = `../<img src=x onerror=window.planted=8>` + "\x1b]0;planted\x07\u202e\r\n\x00" + `=HYPERLINK("https://planted.example/")\..\x`

// Kinds of hostile texts: each begins at another place of the list, so that few people
// have much of it.
const (
	hostileName = 7 * iota
	hostileRenamed
	hostileMail
	hostileDepartment
	hostileCompany
	hostileOffice
	hostileTitle
	hostileCost
	hostileGroup
	hostileLicense
	hostileService
)

// called gives what something is called: by its own name, or in a hostile tenant by a
// text of the list. What has no name has none there either.
func (w *world) called(own string, n, kind int) string {
	if !w.hostile || own == "" {
		return own
	}
	return HostileTexts[(n+kind)%len(HostileTexts)]
}

// licenseName is what the report and groups call a license. In a hostile tenant half of
// the licenses keep their names, and with them what is known about them.
func (w *world) licenseName(sku uint8) string {
	if sku%2 == 0 {
		return catalog[sku].title
	}
	return w.called(catalog[sku].title, int(sku), hostileLicense)
}

func (w *world) partNumber(sku int) string {
	if sku%4 != 1 {
		return catalog[sku].part
	}
	return w.called(catalog[sku].part, sku, hostileService)
}

func (w *world) serviceName(sku uint8, p *plan) string {
	if sku%3 != 0 {
		return p.title
	}
	return w.called(p.title, int(sku), hostileService)
}
