package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/loupe"
)

// photoRoom is how wide the photo is at least before there is a panel beside it.
const photoRoom = 4 * loupe.SideWidth

// besideOne is what stands beside the photo in the loupe, and is drawn over it, to help
// to look at it.
type besideOne struct {
	needs  *LoupeNeeds
	loupe  *loupe.Loupe
	photo  *loupe.Marked // the loupe with the buttons on it
	panel  *loupe.Side
	object *fyne.Container

	Room
}

func newBesideOne(l *Loupe) *besideOne {
	b := &besideOne{needs: &l.needs, loupe: l.loupe, photo: l.marks, panel: loupe.NewSide(), Room: Room{Panels: true, Bars: true}}
	b.object = container.New(b, b.panel, b.photo.Object())
	if on := b.needs.Looking; on != nil {
		b.loupe.Over = on.Watch(b.loupe.Pane(), func() { b.show(l.session.Current()) })
	}
	return b
}

// show brings up to date what is said of a photo.
func (b *besideOne) show(p *library.Photo) {
	on := b.needs.Looking
	if p == nil || on == nil {
		return
	}
	b.loupe.SetMarks(on.Words(b.loupe.Pane()))
	facts := b.needs.Facts(p)
	facts.Hints = b.hints()
	b.panel.Set(facts)
	on.Fill(b.panel, b.loupe.Pane())
}

// hints are the keys of what can be shown.
func (b *besideOne) hints() []loupe.Hint {
	hints := b.needs.Looking.Hints()
	if key := b.needs.Desk.Key(EvidenceID); key != "" {
		hints = append(hints, loupe.Hint{Key: key, Text: language.Marked(language.Mark("measurements")), On: b.loupe.ShowsEvidence()})
	}
	return hints
}

// Layout puts the panel beside the photo where there is room for both.
func (b *besideOne) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	panel := b.Panels && !b.Alone && b.needs.Looking != nil && size.Width >= photoRoom+loupe.SideWidth
	left, written := float32(0), loupe.Everything
	if panel {
		left, written = loupe.SideWidth, loupe.NoName
		b.panel.Show()
	} else {
		b.panel.Hide()
	}
	b.photo.AllowButtons(!b.Alone)
	if b.Alone {
		written = loupe.Marks
	}
	b.panel.Resize(fyne.NewSize(loupe.SideWidth, size.Height))
	photo := b.photo.Object()
	photo.Move(fyne.NewPos(left, 0))
	photo.Resize(fyne.NewSize(size.Width-left, size.Height))
	b.loupe.Write(written)
}

// MinSize is that of the photo.
func (b *besideOne) MinSize([]fyne.CanvasObject) fyne.Size { return b.loupe.MinSize() }
