//go:build !dev

package desktop

import (
	"io/fs"

	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
)

func assetsFor(assets fs.FS, paged assetserver.Middleware) *assetserver.Options {
	return &assetserver.Options{Assets: assets, Middleware: paged}
}
