// Package frontend carries the built window: the files that Vite writes to
// dist are embedded in the program. It promises the files as they were at
// build time; serving them is left to app/desktop.
package frontend

import "embed"

// Assets holds dist. Before the first front-end build it holds only a
// placeholder, so that every Go package compiles without Node.
//
//go:embed all:dist
var Assets embed.FS
