package inspector

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

func scored() View {
	v := View{
		Name: "craft-beer.jpg", OverallTitle: "technical quality", Measured: true,
		Overall:      library.Value{Known: true, Mean: 7.84, SD: 0.5},
		Summary:      "One clear subject, whole and well apart from a soft background.",
		CaptureLines: []string{"Canon EOS R5"}, FileLines: []string{"JPEG · 6000 × 4000"},
		Rating: 4, Flag: library.Pick,
	}
	for i, mean := range []float64{8.1, 7.6, 8.4, 7.9, 7.2, 6.1, 9, 8.3, 6.6, 7.4} {
		v.Values[i] = library.Value{Known: true, Mean: mean, SD: 0.6}
		v.Reasons[i] = "Reason for " + library.Attribute(i).Title() + "."
	}
	return v
}

func show(t *testing.T, v View) (*Panel, fyne.Window) {
	t.Helper()
	p := New()
	w := styletest.Show(t, p, style.InspectorWidth, 1200)
	p.Set(v)
	return p, w
}

// reads fails where the panel's wrapped text does not hold a sentence.
func reads(t *testing.T, p *Panel, sentence string, want bool) {
	t.Helper()
	var all []string
	for _, o := range styletest.Visible(p) {
		if text, ok := o.(*controls.Paragraph); ok {
			all = append(all, text.Text())
		}
	}
	if got := strings.Contains(strings.Join(all, " "), sentence); got != want {
		t.Errorf("%q is to be read: %v, want %v, in %q", sentence, got, want, all)
	}
}

func TestThePanelReadsTopDown(t *testing.T) {
	p, _ := show(t, scored())
	styletest.Sees(t, p, "7.84", "±0.5 technical quality", "craft-beer.jpg", "Pick",
		"measured, band = uncertainty", "Level shot", "9.00", "±0.6", "WHY", "CAPTURE", "FILE")
	reads(t, p, "One clear subject, whole", true)
	reads(t, p, "Canon EOS R5", true)
}

func TestTheReasonsOfTheWeakestAreReadWithoutATap(t *testing.T) {
	p, w := show(t, scored())
	for _, title := range []string{"Background clutter", "Exposure", "Subject clutter"} {
		reads(t, p, "Reason for "+title+".", true)
	}
	reads(t, p, "Reason for Level shot.", false)

	styletest.TapText(t, w, "9.00")
	reads(t, p, "Reason for Level shot.", true)
	styletest.TapText(t, w, "9.00")
	reads(t, p, "Reason for Level shot.", false)
}

func TestATappedRowStaysChosenForTheNextPhoto(t *testing.T) {
	p, w := show(t, scored())
	styletest.TapText(t, w, "9.00")
	next := scored()
	next.Reasons[library.LevelShot] = "The horizon falls to the left."
	p.Set(next)
	reads(t, p, "The horizon falls to the left.", true)
}

func TestAnAbsentValueIsADashWithItsReason(t *testing.T) {
	v := scored()
	v.Values[library.LevelShot] = library.Value{}
	v.Reasons[library.LevelShot] = "No horizon was found."
	p, _ := show(t, v)
	styletest.Sees(t, p, "–", "No horizon was found.")
	styletest.SeesNot(t, p, "0.00", "9.00")
	reads(t, p, "Level shot No horizon was found.", true)
}

func TestOneReasonForManyIsSaidOnce(t *testing.T) {
	v := scored()
	for _, a := range []library.Attribute{library.EyeCatching, library.SubjectBackground} {
		v.Values[a], v.Reasons[a] = library.Value{}, "Needs a model."
	}
	p, _ := show(t, v)
	reads(t, p, "Eye-catching, Subject & background Needs a model.", true)
}

func TestStatesAndProblemsTakeThePlaceOfNumbers(t *testing.T) {
	p, _ := show(t, View{})
	reads(t, p, "Choose a photo", true)
	styletest.SeesNot(t, p, "WHY", "CAPTURE", "Composition")

	p.Set(View{Name: "a.jpg", State: "scoring…"})
	styletest.Sees(t, p, "–", "scoring…", "a.jpg")
	styletest.SeesNot(t, p, "WHY")

	p.Set(View{Name: "a.jpg", Problem: "The file ends in the middle of the picture."})
	reads(t, p, "The file ends in the middle of the picture.", true)
	styletest.SeesNot(t, p, "Composition", "WHY")

	p.Set(scored())
	styletest.Sees(t, p, "7.84", "Composition", "WHY")
}

func TestAModelAndItsChecksAreToldApart(t *testing.T) {
	v := scored()
	v.Measured, v.OverallTitle = false, ""
	v.Checks = &[library.NumAttributes]library.Value{library.Clarity: {Known: true, Mean: 8}}
	p, _ := show(t, v)
	styletest.Sees(t, p, "±0.5 overall", "model, band = uncertainty", "measured")
}

func TestNothingLeavesThePanel(t *testing.T) {
	v := scored()
	v.Name = "2026-11-20 Lund brewery portraits second set\nIMG_4711.jpg"
	v.Label = library.Green
	v.FileLines = []string{"/home/ann/a-folder-with-a-name-that-goes-on-and-on-and-on-without-any-space/IMG_4711.jpg"}
	p, _ := show(t, v)
	driver := fyne.CurrentApp().Driver()
	for _, o := range styletest.Visible(p) {
		if text, ok := o.(*canvas.Text); ok {
			if end := driver.AbsolutePositionForObject(text).X + text.MinSize().Width; end > style.InspectorWidth {
				t.Errorf("%q ends at %v, beyond the panel", text.Text, end)
			}
		}
	}
}

func TestASmallWindowScrolls(t *testing.T) {
	p := New()
	styletest.Show(t, p, style.InspectorWidth, 300)
	p.Set(scored())
	if p.Size().Height != 300 {
		t.Errorf("the panel is %v high in a window of 300", p.Size().Height)
	}
	if p.body.Size().Height <= 300 {
		t.Errorf("the content is cut to %v", p.body.Size().Height)
	}
}
