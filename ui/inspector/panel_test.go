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
		Decided: library.Decision{Rating: 4, Flag: library.Pick},
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
		"measured", "uncertainty", "Level shot", "9.00", "±0.6", "WHY", "CAPTURE", "FILE")
	reads(t, p, "One clear subject, whole", true)
	reads(t, p, "Canon EOS R5", true)
}

func TestTheThreeReasonsThatMatterAreReadWithoutATap(t *testing.T) {
	v := scored()
	v.Values[library.Saturation].Mean = 3.1
	p, w := show(t, v)
	// What is poor comes before what is good, and what cannot be mended before the rest.
	reads(t, p, "Saturation Reason for Saturation. Clarity Reason for Clarity. Level shot Reason for Level shot.", true)
	reads(t, p, "Reason for Composition.", false)

	styletest.TapText(t, w, "8.10")
	reads(t, p, "Composition Reason for Composition.", true)
	styletest.TapText(t, w, "8.10")
	reads(t, p, "Reason for Composition.", false)
}

func TestAllReasonsAreReadOnDemand(t *testing.T) {
	v := scored()
	v.Values[library.SubjectIntegrity], v.Reasons[library.SubjectIntegrity] = library.Value{}, "No clear subject stands out."
	p, w := show(t, v)
	reads(t, p, "No clear subject stands out.", false)
	styletest.TapText(t, w, "all reasons")
	reads(t, p, "Reason for Composition.", true)
	reads(t, p, "Subject integrity No clear subject stands out.", true)
	styletest.TapText(t, w, "fewer reasons")
	reads(t, p, "No clear subject stands out.", false)
	v.Axes = []library.Attribute{library.Clarity, library.Exposure}
	p.Set(v)
	styletest.SeesNot(t, p, "all reasons", "fewer reasons")
}

func TestATappedRowStaysChosenForTheNextPhoto(t *testing.T) {
	p, w := show(t, scored())
	styletest.TapText(t, w, "9.00")
	next := scored()
	next.Reasons[library.LevelShot] = "The horizon falls to the left."
	p.Set(next)
	reads(t, p, "The horizon falls to the left.", true)
}

func TestAbsentValuesAreNamedInOneLine(t *testing.T) {
	v := scored()
	for _, a := range []library.Attribute{library.SubjectIntegrity, library.LevelShot} {
		v.Values[a], v.Reasons[a] = library.Value{}, "No horizon was found."
	}
	p, _ := show(t, v)
	reads(t, p, "Not judged: subject integrity, level shot", true)
	reads(t, p, "No horizon was found.", false)
	styletest.Sees(t, p, "not judged")
	styletest.SeesNot(t, p, "–", "0.00", "9.00", "Subject integrity")
}

func TestWhatAScorerNeverJudgesIsNotNamed(t *testing.T) {
	v := scored()
	v.Values[library.EyeCatching], v.Reasons[library.EyeCatching] = library.Value{}, "Taste needs a model."
	p, _ := show(t, v)
	reads(t, p, "Not judged: eye-catching", true)
	all := library.Attributes()
	v.Axes = append([]library.Attribute{all[0]}, all[2:]...)
	p.Set(v)
	reads(t, p, "Not judged", false)
	reads(t, p, "Taste needs a model.", false)
	styletest.SeesNot(t, p, "Eye-catching", "not judged")
}

func TestOneReasonForAllIsSaidOnce(t *testing.T) {
	v := View{Name: "a.jpg", Measured: true}
	for i := range v.Reasons {
		v.Reasons[i] = "The picture is too small."
	}
	p, _ := show(t, v)
	reads(t, p, "The picture is too small.", true)
	reads(t, p, "Not judged:", false)
	styletest.SeesNot(t, p, "all reasons")
}

func TestAMeanIsARingWithItsNameAndNumber(t *testing.T) {
	v := scored()
	mean := v.Values
	v.Against = Against{Choices: []string{"none", "stack"}, Chosen: 1, Mean: &mean, MeanName: "mean of the stack of 7"}
	p, _ := show(t, v)
	styletest.Sees(t, p, "mean of the stack of 7", "stack")
	chosen := -1
	p.OnAgainst = func(i int) { chosen = i }
	p.chart.against.Choose(0)
	if chosen != 0 {
		t.Errorf("choosing the first is told as %d", chosen)
	}
	p.Set(scored())
	styletest.SeesNot(t, p, "mean of the stack of 7", "none")
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
	styletest.Sees(t, p, "±0.5 overall", "model", "uncertainty", "measured")
}

func TestNothingLeavesThePanel(t *testing.T) {
	v := scored()
	v.Name = "2026-11-20 Lund brewery portraits second set\nIMG_4711.jpg"
	v.Decided.Label = library.Green
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
