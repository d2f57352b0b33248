package app

import (
	"os"
	"path/filepath"
	"strings"
	"time"
	_ "time/tzdata" // a ledger made in one zone opens on a computer without zone files, such as Windows
)

// LocalZone finds the name of this computer's time zone, because a ledger keeps
// the name; UTC where the system does not tell it.
func LocalZone() *time.Location {
	name := strings.TrimPrefix(os.Getenv("TZ"), ":")
	if name == "" {
		target, err := filepath.EvalSymlinks("/etc/localtime")
		if err != nil {
			return time.UTC
		}
		_, name, _ = strings.Cut(filepath.ToSlash(target), "/zoneinfo/")
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	return zone
}
