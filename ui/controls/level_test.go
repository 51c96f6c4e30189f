package controls

import (
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/ui/style/styletest"
)

func TestALevelFollowsThePointerInSteps(t *testing.T) {
	l := NewLevel(5, 0.5)
	var told []float64
	l.OnChanged = func(v float64) { told = append(told, v) }
	styletest.Show(t, l, 110, 20) // 100 for the run
	l.Tapped(&fyne.PointEvent{Position: fyne.NewPos(45, 5)})
	if l.Value() != 2 {
		t.Errorf("tapped at two fifths it is %v", l.Value())
	}
	l.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(400, 5)}})
	l.Set(1) // from outside, while it is held
	l.DragEnd()
	if l.Value() != 5 || len(told) != 2 || told[1] != 5 {
		t.Errorf("dragged beyond the end it is %v and told %v", l.Value(), told)
	}
	l.Set(-3)
	if l.Value() != 0 || len(told) != 2 {
		t.Errorf("set it is %v and told %v", l.Value(), told)
	}
}
