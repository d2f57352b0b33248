package desktop

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// drawing are the libraries that draw the window, by their files.
var drawing = regexp.MustCompile(`^lib(webkit2gtk|javascriptcoregtk|gtk-3|glib)[-0-9.]*\.so\.[0-9.]+$`)

// webViewVersion tells what draws the window: the names of the libraries that the
// program has loaded, which end in their versions. "" where that cannot be read.
func webViewVersion() string {
	loaded, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return ""
	}
	var names []string
	for _, line := range strings.Split(string(loaded), "\n") {
		if name := filepath.Base(line[strings.LastIndexByte(line, ' ')+1:]); drawing.MatchString(name) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}
