package inspector

import (
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestThePanelFollowsTheTheme(t *testing.T) {
	styletest.Switches(t, func() fyne.CanvasObject {
		p := New()
		v := scored()
		v.Measured, v.Warning = false, "Low confidence."
		v.Values[library.LevelShot] = library.Value{}
		v.Checks = &[library.NumAttributes]library.Value{library.Clarity: {Known: true, Mean: 8}}
		v.Words = &Words{Hint: "W explains", Text: "It is calm.", Note: "It explains the number."}
		p.Set(v)
		p.choose(int(library.Clarity))
		return p
	}, style.InspectorWidth, 1100)
}
