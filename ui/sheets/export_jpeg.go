package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// jpegForm is where the person says what new JPEGs are like.
type jpegForm struct {
	side, quality, facts *controls.SegmentedBar
	root                 *fyne.Container
}

func newJPEGForm(changed func(side, quality, facts int)) *jpegForm {
	f := &jpegForm{}
	tell := func(int) { changed(f.side.Selected(), f.quality.Selected(), f.facts.Selected()) }
	var sides []controls.Segment
	for _, n := range Sides() {
		title := lang.L("{{.N}} px", language.Args{"N": language.Count(n)})
		if n == 0 {
			title = lang.L("All pixels")
		}
		sides = append(sides, controls.Segment{Title: title})
	}
	f.side = controls.NewSegmentedBar(sides, tell)
	f.quality = controls.NewSegmentedBar([]controls.Segment{{Title: lang.L("Small files")}, {Title: lang.L("Good")}, {Title: lang.L("Best")}}, tell)
	f.facts = controls.NewSegmentedBar([]controls.Segment{{Title: lang.L("Camera and words")}, {Title: lang.L("Words")}, {Title: lang.L("Nothing")}}, tell)
	f.root = container.New(&controls.Column{},
		formLine(lang.L("Long side"), container.NewHBox(f.side)),
		formLine(lang.L("Quality"), container.NewHBox(f.quality)),
		formLine(lang.L("They tell"), container.NewHBox(f.facts)),
		formLine("", style.Text(lang.L("Upright, in sRGB. The place and serial numbers are never written."), style.TextTiny, style.Muted, false)),
	)
	return f
}

func (f *jpegForm) set(v *ExportView) {
	f.root.Hidden = v.Mode != NewJPEGs
	f.side.Select(v.Side)
	f.quality.Select(v.Quality)
	f.facts.Select(v.Facts)
}
