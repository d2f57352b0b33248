//go:build !dev

package desktop

import "licenseledger/app"

func sampleSize() app.SampleSize { return app.TrySize }
