package cli

import (
	"fmt"
	"strings"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// barPause keeps a terminal from being redrawn more often than a person sees.
const barPause = 100 * time.Millisecond

// bar is one line of progress on a terminal; nothing is drawn elsewhere.
type bar struct {
	streams *streams
	drawn   time.Time
	width   int
}

func newBar(s *streams) *bar { return &bar{streams: s} }

func (b *bar) show(p app.Progress) {
	if !b.streams.bars || b.streams.quiet || time.Since(b.drawn) < barPause {
		return
	}
	b.drawn = time.Now()
	b.draw(barText(p))
}

// end takes the line away.
func (b *bar) end() {
	if b.width > 0 {
		b.draw("")
		fmt.Fprint(b.streams.err, "\r")
	}
}

func (b *bar) draw(text string) {
	length := len([]rune(text))
	fmt.Fprintf(b.streams.err, "\r%s%s", text, strings.Repeat(" ", max(0, b.width-length)))
	b.width = length
}

func barText(p app.Progress) string {
	var parts []string
	if p.Total > 0 {
		parts = append(parts, fmt.Sprintf("%s %d of %d", p.Step, p.Done, p.Total))
	}
	if p.File != "" {
		parts = append(parts, printable(p.File))
	}
	for _, stage := range p.Stages {
		if stage.State != engine.StageWaiting && stage.State != engine.StageDone {
			parts = append(parts, stageText(stage))
		}
	}
	return strings.Join(parts, ", ")
}

func stageText(stage engine.StageProgress) string {
	text := fmt.Sprintf("%s: %s, %s", stage.Source, stage.State, ledger.Counted(stage.Rows, "row", "rows"))
	if stage.WaitReason != "" {
		text += ", " + strings.ReplaceAll(stage.WaitReason, "_", " ")
	}
	if stage.WaitUntil != "" {
		text += " until " + stage.WaitUntil
	}
	return text
}
