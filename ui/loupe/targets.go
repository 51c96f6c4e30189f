package loupe

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/ui/pane"
)

// target is a point of the photo that is worth a look at 100 %.
type target struct {
	at   pane.Point // of the upright photo
	name string     // as it is written beside the scale
}

// zooming is what is known of the last Zoom.
type zooming struct {
	targets []target
	before  *pane.Geometry // where the photo stood before it; nil once it is undone
}

// Zoom shows the photo at 100 % where the camera focused, else at its sharpest part;
// again, at the next of these and in the middle; then whole. Unzoom undoes it.
func (l *Loupe) Zoom() {
	before := l.pane.Place()
	l.before = &before
	if focus := l.focus(); l.Fits() && focus != nil {
		l.targets = focus // the others are found once they are asked for
	} else {
		l.targets = append(append(focus, l.sharpest()...), target{pane.Point{X: 0.5, Y: 0.5}, lang.L("middle")})
	}
	points := make([]pane.Point, len(l.targets))
	for i, t := range l.targets {
		points[i] = l.seen(t.at)
	}
	l.pane.Visit(points)
}

// Unzoom shows the photo as it was before the last Zoom.
func (l *Loupe) Unzoom() {
	if l.before != nil {
		l.pane.GoTo(*l.before)
		l.before = nil
	}
}

// Pass says that the next photo comes because a key is held.
func (l *Loupe) Pass() { l.pane.Pass() }

// AfterPaint calls f once the next frame with the photo is on the screen.
func (l *Loupe) AfterPaint(f func()) { l.pane.AfterPaint(f) }

// focus is where the camera focused, nil where it does not say.
func (l *Loupe) focus() []target {
	f := l.photo.Capture.Focus
	if !f.Known {
		return nil
	}
	return []target{{pane.Point{X: f.X, Y: f.Y}, lang.L("AF point")}}
}

// sharpest is the sharpest part of the photo, nil where none is sharp or nothing has
// been read.
func (l *Loupe) sharpest() []target {
	var tile measure.Rect
	switch preview := l.pane.Preview(); {
	case l.evidence.measured != nil:
		tile = l.evidence.measured.SharpestTile
	case preview != nil:
		tile = measure.SharpestTile(picture.Fit(preview, scoring.PreviewSide))
	}
	if tile.Empty() {
		return nil
	}
	return []target{{pane.Point{X: tile.X + tile.W/2, Y: tile.Y + tile.H/2}, lang.L("sharpest part")}}
}

// seen is where a point of the upright photo is seen.
func (l *Loupe) seen(at pane.Point) pane.Point {
	x, y := l.photo.Rotation.Point(at.X, at.Y)
	return pane.Point{X: x, Y: y}
}

// targetName is the name of the target that is shown, "" for another place.
func (l *Loupe) targetName() string {
	if l.Fits() {
		return ""
	}
	for _, t := range l.targets {
		if l.pane.IsAt(l.seen(t.at)) {
			return t.name
		}
	}
	return ""
}
