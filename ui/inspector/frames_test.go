package inspector

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

// burst is a list of two frames with a score and one without.
func burst() Frames {
	return Frames{Rest: "and 4 others", Listed: []Frame{
		{ID: 1, Name: "DSC_0127.JPG", Overall: library.Value{Known: true, Mean: 7.64, SD: 0.4}},
		{ID: 2, Name: "A wedding in Lund 0126.JPG", Overall: library.Value{Known: true, Mean: 7.58}, Here: true},
		{ID: 3, Name: "DSC_0129.JPG", Rejected: true},
	}}
}

func TestTheFramesOfAStackAreListedAndCanBeGoneTo(t *testing.T) {
	v := scored()
	v.Frames = burst()
	p, w := show(t, v)
	styletest.Sees(t, p, "IN THIS STACK", "…0127", "7.64", "±0.4", "…0126", "7.58", "–", "and 4 others")
	var went []library.ID
	p.OnFrame(func(id library.ID) { went = append(went, id) })
	styletest.TapText(t, w, "7.58")
	if len(went) != 1 || went[0] != 2 {
		t.Errorf("a tap goes to %v", went)
	}
	here := test.WidgetRenderer(p.stack.frames.rows[1]).(*frameRowRenderer)
	if here.name.Color != style.Accent {
		t.Error("the photo itself does not stand out")
	}
	v.Frames.Listed = v.Frames.Listed[:2]
	v.Frames.Rest = ""
	p.Set(v)
	styletest.SeesNot(t, p, "and 4 others", "–")
	v.Frames = Frames{}
	p.Set(v)
	styletest.SeesNot(t, p, "IN THIS STACK", "7.58")
}

func TestTheListOfFramesFollowsTheTheme(t *testing.T) {
	styletest.Switches(t, func() fyne.CanvasObject {
		p := New()
		v := scored()
		v.Frames = burst()
		p.Set(v)
		return p
	}, style.InspectorWidth, 1100)
}
