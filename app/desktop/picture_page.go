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

// pictured gives the page with the picture in it, which the scripts of the page
// take away when they have drawn the same.
func (w *Window) pictured(others http.Handler) http.Handler {
	return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, pageScripts) {
			w.pageBegins()
		}
		if r.URL.Path != "/" && r.URL.Path != "/index.html" {
			others.ServeHTTP(out, r)
			return
		}
		picture, ok := w.keptPicture()
		if !ok {
			others.ServeHTTP(out, r)
			return
		}
		page := &pageWriter{ResponseWriter: out}
		others.ServeHTTP(page, r)
		page.finish(picture)
	})
}

// pageWriter holds a page back until the picture is in it.
type pageWriter struct {
	http.ResponseWriter
	code int
	page bytes.Buffer
}

func (w *pageWriter) WriteHeader(code int)           { w.code = code }
func (w *pageWriter) Write(some []byte) (int, error) { return w.page.Write(some) }

func (w *pageWriter) finish(picture Picture) {
	content := w.page.String()
	if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
		content = picture.in(content)
		w.Header().Del("Content-Length")
	}
	if w.code != 0 {
		w.ResponseWriter.WriteHeader(w.code)
	}
	_, _ = io.WriteString(w.ResponseWriter, content) // whoever asked may have gone
}

// in gives a page with the picture in it. It stands in a shadow root: its
// styles and names and those of the page do not know each other.
func (p Picture) in(page string) string {
	var opening strings.Builder
	opening.WriteString("<html")
	for _, name := range slices.Sorted(maps.Keys(p.Root)) {
		opening.WriteString(" " + name + `="` + html.EscapeString(p.Root[name]) + `"`)
	}
	opening.WriteString(">")
	shown := `<div id="picture" data-stamp="` + p.Stamp + `" aria-hidden="true" inert><template shadowrootmode="closed">` + p.HTML + `</template></div>`
	return strings.NewReplacer(
		pageOpening, opening.String(),
		pageTitle, "<title>"+html.EscapeString(p.Title)+"</title>",
		pageRoot, shown+pageRoot,
	).Replace(page)
}
