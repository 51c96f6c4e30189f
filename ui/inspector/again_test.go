package inspector

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/ui/controls"
)

func TestAPhotoThatIsSetAsideHasAButton(t *testing.T) {
	v := scored()
	v.Problem, v.CanTryAgain = "Its decoder crashed.", true
	p, _ := show(t, v)
	tapped := 0
	p.OnTryAgain = func() { tapped++ }
	if !p.again.Visible() {
		t.Fatal("there is none")
	}
	test.Tap(p.again.Objects[1].(*fyne.Container).Objects[0].(*controls.Pill))
	if tapped != 1 {
		t.Errorf("it was heard %d times", tapped)
	}
	v.CanTryAgain = false
	p.Set(v)
	if p.again.Visible() {
		t.Error("it is there for a photo that no other try helps")
	}
}

func TestADamagedPhotoShowsItsScoreAndSaysWhatIsWrong(t *testing.T) {
	v := scored()
	v.Damage = "The file ends early."
	p, _ := show(t, v)
	if !p.state.Visible() || p.chart.root.Hidden {
		t.Errorf("the note is shown: %v, the radar is hidden: %v", p.state.Visible(), p.chart.root.Hidden)
	}
}
