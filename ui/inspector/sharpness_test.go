package inspector

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestTheBarOfAStackGoesFromItsSoftestToItsSharpestFrame(t *testing.T) {
	v := scored()
	v.Stack = &Sharpness{Frames: []float64{6.5, 4, 8}, Here: 6.5, SD: 0.5, Words: "Place 2 of 3 by sharpness, 1.5 below the sharpest"}
	p, _ := show(t, v)
	styletest.Sees(t, p, "IN THIS STACK", "softest 4.0", "sharpest 8.0")
	bar := p.stack.bar
	bar.Resize(fyne.NewSize(204, sharpBarHeight))
	r := test.WidgetRenderer(bar).(*sharpBarRenderer)
	r.Layout(bar.Size())
	middle := func(o fyne.CanvasObject) float32 { return o.Position().X + o.Size().Width/2 }
	for i, want := range []float32{127, 2, 202} {
		if got := middle(r.ticks.Objects[i]); got != want {
			t.Errorf("frame %d stands at %v, want %v", i, got, want)
		}
	}
	if got, width := middle(r.here), r.band.Size().Width; got != 127 || width != 50 {
		t.Errorf("the photo stands at %v with a band of %v", got, width)
	}
	v.Stack = nil
	p.Set(v)
	styletest.SeesNot(t, p, "IN THIS STACK")
}

func TestFramesThatHardlyDifferDoNotStandAtTheEnds(t *testing.T) {
	bar := newSharpBar()
	for _, c := range []struct {
		frames    []float64
		low, high float64
	}{
		{nil, 0, 1}, {[]float64{5}, 4.5, 5.5}, {[]float64{5, 5.2}, 4.6, 5.6}, {[]float64{3, 7}, 3, 7},
	} {
		bar.shown.Frames = c.frames
		low, high := bar.span()
		if d := low - c.low + high - c.high; d > 1e-9 || d < -1e-9 {
			t.Errorf("%v spans %v to %v", c.frames, low, high)
		}
	}
}

func TestTheLongestGermanNamesFitIntoANarrowPanel(t *testing.T) {
	styletest.Speak(t, "de_DE.UTF-8")
	v := scored()
	v.OverallTitle, v.Name = "technische Qualität", "DSC_0023.jpg"
	v.Stack = &Sharpness{Frames: []float64{4, 8}, Here: 8, Words: "Schärfstes von 2, um 4,0"}
	p, w := show(t, v)
	w.Resize(fyne.NewSize(style.InspectorNarrow, 900))
	p.Resize(fyne.NewSize(style.InspectorNarrow, 900))
	styletest.Sees(t, p, "±0,5 technische Qualität", "schärfstes 8,0")
	for i, row := range p.table.rows {
		if !row.Visible() {
			continue
		}
		r := test.WidgetRenderer(row).(*rowRenderer)
		if want := language.Attribute(library.Attribute(i)); r.title.Text != want {
			t.Errorf("%q is written for %q", r.title.Text, want)
		}
		if got := r.meter.Size().Width; got < row.Size().Width-1 {
			t.Errorf("the bar of %q is %v wide in a row of %v", r.title.Text, got, row.Size().Width)
		}
	}
	styletest.Fits(t, p, nil)
}
