// Command benchwindow is the smallest window that Wails can open: a page with a
// few lines of text, without a script of its own. What License Ledger takes from
// its start to its first rows is measured beside it.
package main

import (
	"embed"
	"fmt"
	"os"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
)

//go:embed index.html
var page embed.FS

func main() {
	err := wails.Run(&options.App{
		Title: "Empty", Width: 1280, Height: 800,
		AssetServer: &assetserver.Options{Assets: page},
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
