//go:build dev

package desktop

import (
	"fmt"
	"os"

	"licenseledger/app"
)

// sampleSize is that of the sample, unless the end-to-end tests want another one
// and put it into the environment: LICENSELEDGER_SAMPLE holds people, days and,
// of these, how many are there before the others are filled in, as 2000x400x30.
func sampleSize() app.SampleSize {
	var size app.SampleSize
	if n, _ := fmt.Sscanf(os.Getenv("LICENSELEDGER_SAMPLE"), "%dx%dx%d", &size.People, &size.Days, &size.Newest); n != 3 {
		return app.TrySize
	}
	return size
}
