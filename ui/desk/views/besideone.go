package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/looking"
	"keeplight.app/keeplight/ui/loupe"
)

// photoRoom is how wide the photo is at least before there is a panel beside it.
const photoRoom = 4 * loupe.SideWidth

// besideOne is what stands beside the photo in the loupe, and is drawn over it, to help
// to look at it.
type besideOne struct {
	needs  *LoupeNeeds
	loupe  *loupe.Loupe
	marks  fyne.CanvasObject // the buttons on the photo
	photo  fyne.CanvasObject // the loupe with them
	panel  *loupe.Side
	object *fyne.Container

	Room
}

func newBesideOne(l *Loupe, photo fyne.CanvasObject) *besideOne {
	b := &besideOne{
		needs: &l.needs, loupe: l.loupe, marks: l.marks, photo: photo, panel: loupe.NewSide(), Room: Room{Panels: true, Bars: true},
	}
	b.object = container.New(b, b.panel, photo)
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
	b.panel.SetHistogram(on.Histogram(b.loupe.Pane()))
}

// hints are the keys of what can be shown.
func (b *besideOne) hints() []loupe.Hint {
	hints := []loupe.Hint{}
	add := func(id command.ID, text string, on bool) {
		if key := b.needs.Desk.Key(id); key != "" {
			hints = append(hints, loupe.Hint{Key: key, Text: text, On: on})
		}
	}
	on := b.needs.Looking
	add(ClippingID, language.Marked(language.Mark("clipping")), on.Shows(looking.Clipping))
	add(PeakingID, language.Marked(language.Mark("focus peaking")), on.Shows(looking.Peaking))
	add(HistogramID, language.Marked(language.Mark("histogram")), on.Shows(looking.Histogram))
	add(EvidenceID, language.Marked(language.Mark("measurements")), b.loupe.ShowsEvidence())
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
	b.marks.Show()
	if b.Alone {
		written = loupe.Marks
		b.marks.Hide()
	}
	b.panel.Resize(fyne.NewSize(loupe.SideWidth, size.Height))
	b.photo.Move(fyne.NewPos(left, 0))
	b.photo.Resize(fyne.NewSize(size.Width-left, size.Height))
	b.loupe.Write(written)
}

// MinSize is that of the photo.
func (b *besideOne) MinSize([]fyne.CanvasObject) fyne.Size { return b.loupe.MinSize() }
