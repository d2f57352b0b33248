package desktop

import (
	"context"

	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// windowPlace is how the window stood when it was last closed. A maximised one
// keeps the size and place that it goes back to.
type windowPlace struct {
	Width     int    `json:"width"`
	Height    int    `json:"height"`
	At        *point `json:"at"` // null before it was ever closed: the system chooses
	Maximised bool   `json:"maximised"`
}

// point is a place on the screens.
type point struct {
	X int `json:"x"`
	Y int `json:"y"`
}

// fits tells sizes that a window can have.
func (p windowPlace) fits() bool {
	return p.Width >= 360 && p.Height >= 300 && p.Width <= 16000 && p.Height <= 16000
}

func (p windowPlace) startState() options.WindowStartState {
	if p.Maximised {
		return options.Maximised
	}
	return options.Normal
}

// next is how the window stands now, given how it stood before.
func (p windowPlace) next(width, height, x, y int, maximised bool) windowPlace {
	p.Maximised = maximised
	if !maximised {
		p.Width, p.Height, p.At = width, height, &point{x, y}
	}
	return p
}

// grip is how much of the window must be on a screen for it to be moved by.
const grip = 80

// inSight tells whether a window at this place could be seen on screens of these
// sizes, which nobody says the places of: beside one another, or above.
func (p point) inSight(screens []runtime.Screen) bool {
	width, height := 0, 0
	for _, screen := range screens {
		width += screen.Size.Width
		height += screen.Size.Height
	}
	return p.X > -grip && p.Y > -grip && p.X < width-grip && p.Y < height-grip
}

func (w *Window) place() windowPlace {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.settings.Window
}

// moveBack puts the window where it was closed, if a screen is still there.
func (w *Window) moveBack(ctx context.Context) {
	place := w.place()
	if place.At == nil || place.Maximised {
		return
	}
	screens, err := runtime.ScreenGetAll(ctx)
	if err == nil && place.At.inSight(screens) {
		runtime.WindowSetPosition(ctx, place.At.X, place.At.Y)
	}
}

// closing remembers how the window stands. It never keeps it open: what long
// work has read is staged, and the next sync goes on from there.
func (w *Window) closing(ctx context.Context) bool {
	width, height := runtime.WindowGetSize(ctx)
	x, y := runtime.WindowGetPosition(ctx)
	maximised := runtime.WindowIsMaximised(ctx)
	// A comfort, not worth a question at closing time.
	_ = w.changeSettings(func(s *settingsFile) { s.Window = s.Window.next(width, height, x, y, maximised) })
	return false
}
