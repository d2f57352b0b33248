package desktop

import (
	"time"

	"licenseledger/app"
)

// PreviewProgress tells how far a preview is with its files.
type PreviewProgress struct {
	File string  `json:"file"` // base name of the one that is being read
	Nth  int     `json:"nth"`  // which of them it is, from 1
	Of   int     `json:"of"`
	Rows int     `json:"rows"` // of the file so far
	Part float64 `json:"part"` // of all that is to be read, from 0 to 1
}

// previewing tells the page how far a preview is: at its beginning, and then at
// the pace.
func (w *Window) previewing() app.ProgressFunc {
	var last time.Time
	return func(p app.Progress) {
		if p.Reading.Size == 0 || time.Since(last) < pace {
			return
		}
		last = time.Now()
		read := min(1, float64(p.Reading.Read)/float64(p.Reading.Size))
		w.shell.Emit(eventPreviewProgressed, PreviewProgress{File: p.File, Nth: int(p.Done) + 1, Of: int(p.Total),
			Rows: int(p.Reading.Rows), Part: (float64(p.Done) + read) / float64(p.Total)})
	}
}
