//go:build dev

package desktop

import (
	"io"
	"io/fs"
	"net/http"
	"os"
	"strings"

	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
)

// assetsFor gives the page to the window. While end-to-end tests look at it in
// the browser that LICENSELEDGER_BROWSER names by a word of its User-Agent,
// nobody looks at the program's own window: it stays empty, in place of doing
// everything a second time.
func assetsFor(assets fs.FS, paged assetserver.Middleware) *assetserver.Options {
	o := &assetserver.Options{Assets: assets, Middleware: paged}
	if browser := os.Getenv("LICENSELEDGER_BROWSER"); browser != "" {
		o.Middleware = func(page http.Handler) http.Handler {
			page = paged(page)
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/" || strings.Contains(r.UserAgent(), browser) {
					page.ServeHTTP(w, r)
					return
				}
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				_, _ = io.WriteString(w, "<!doctype html><title>License Ledger</title>")
			})
		}
	}
	return o
}
