package desktop

import (
	"bytes"
	"crypto/sha256"
	"html"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// pageFile is the page of the window, among the files of the program.
const pageFile = "dist/index.html"

// Where the page says what the picture replaces and where it stands. The build
// writes them so: without one of them there is no picture, and
// frontend/e2e/picture.spec.ts fails.
const (
	pageOpening = `<html lang="en">`
	pageTitle   = `<title>License Ledger</title>`
	pageRoot    = `<div id="root">`
)

// pageScripts is how the address of those scripts begins that the page asks for
// when the picture is on the screen.
const pageScripts = "/assets/start-"

// readPage keeps the page, whose scripts have other names in every build.
func (w *Window) readPage(assets fs.FS) error {
	page, err := fs.ReadFile(assets, pageFile)
	if err != nil {
		return err
	}
	w.page = sha256.Sum256(page)
	return nil
}

// paged gives the page under its policy and with the picture in it, which the
// scripts of the page take away when they have drawn the same.
func (w *Window) paged(others http.Handler) http.Handler {
	return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, pageScripts) {
			w.pageBegins()
		}
		if r.URL.Path != "/" && r.URL.Path != "/index.html" {
			others.ServeHTTP(out, r)
			return
		}
		page := &pageWriter{ResponseWriter: out}
		others.ServeHTTP(page, r)
		picture, ok := w.keptPicture()
		page.finish(func(content string) string {
			nonce := newNonce()
			content = underPolicy(out.Header(), content, nonce)
			if ok {
				content = picture.in(content, nonce)
			}
			return content
		})
	})
}

// pageWriter holds a page back until it is changed.
type pageWriter struct {
	http.ResponseWriter
	code int
	page bytes.Buffer
}

func (w *pageWriter) WriteHeader(code int)           { w.code = code }
func (w *pageWriter) Write(some []byte) (int, error) { return w.page.Write(some) }

func (w *pageWriter) finish(change func(string) string) {
	content := w.page.String()
	if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
		content = change(content)
		w.Header().Del("Content-Length")
	}
	if w.code != 0 {
		w.ResponseWriter.WriteHeader(w.code)
	}
	_, _ = io.WriteString(w.ResponseWriter, content) // whoever asked may have gone
}

// in gives a page with the picture in it. It stands in a shadow root: its
// styles and names and those of the page do not know each other. Its styles are
// allowed by the nonce, and none that stand in elements are.
func (p Picture) in(page, nonce string) string {
	var opening strings.Builder
	opening.WriteString("<html")
	styles := `<style nonce="` + nonce + `">`
	around := ""
	for _, name := range slices.Sorted(maps.Keys(p.Root)) {
		if name == "style" {
			around = styles + "html{" + p.Root[name] + "}</style>"
			continue
		}
		opening.WriteString(" " + name + `="` + html.EscapeString(p.Root[name]) + `"`)
	}
	opening.WriteString(">")
	inner := p.HTML
	if rest, ok := strings.CutPrefix(inner, "<style>"); ok {
		inner = styles + rest
	}
	shown := `<div id="picture" data-stamp="` + p.Stamp + `" aria-hidden="true" inert><template shadowrootmode="closed">` + inner + `</template></div>`
	return strings.NewReplacer(
		pageOpening, opening.String(),
		pageTitle, "<title>"+html.EscapeString(p.Title)+"</title>"+around,
		pageRoot, shown+pageRoot,
	).Replace(page)
}
