package details

import (
	"testing"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/inspector"
)

type noScorers struct{}

func (noScorers) ModelOff() bool                        { return false }
func (noScorers) Words(*library.Photo) *inspector.Words { return nil }
func (noScorers) Cell(library.ID) string                { return "" }
func (noScorers) Lines(library.ID, bool) []string       { return nil }

type oneStack struct {
	fakeStacks
	ids []library.ID
}

func (s oneStack) Choice(id library.ID) []library.ID { return s.Of(id) }

func (s oneStack) Of(id library.ID) []library.ID {
	for _, other := range s.ids {
		if other == id {
			return s.ids
		}
	}
	return nil
}

func TestAPhotoIsHeldAgainstTheMeanOfItsStack(t *testing.T) {
	desk := desktest.Open(t)
	photos := desk.AddPhotos(t, 5) // 9, 8.5, 8, …
	d := New(desk.Session, noScorers{}, noScorers{}, noScorers{}, fakeStacks{}, new(settings.Mean))
	if v := d.Inspector(&photos[0]); len(v.Choices) != 1 || v.Mean != nil {
		t.Errorf("without stacks and keepers %q are offered", v.Choices)
	}
	d.stacks = oneStack{ids: []library.ID{photos[0].ID, photos[1].ID, photos[2].ID}}
	if v := d.Inspector(&photos[0]); len(v.Choices) != 2 || v.Mean != nil {
		t.Errorf("%q are offered, %v is chosen", v.Choices, v.Mean)
	}
	d.hold(1)
	v := d.Inspector(&photos[0])
	if v.Mean == nil || v.Mean[library.Clarity].Mean != 8.5 || v.MeanName != "mean of the stack of 3" {
		t.Fatalf("the mean is %v, called %q", v.Mean, v.MeanName)
	}
	if v := d.Inspector(&photos[4]); v.Mean != nil || v.Chosen != 0 {
		t.Error("a photo without a stack has its mean")
	}
	if v := d.Inspector(&photos[1]); v.Mean == nil || v.Chosen != 1 {
		t.Error("the choice is lost over a photo without a stack")
	}
	again := New(desk.Session, noScorers{}, noScorers{}, noScorers{}, d.stacks, d.means.chosen)
	if v := again.Inspector(&photos[1]); v.Mean == nil || v.Chosen != 1 {
		t.Error("the choice is lost with a restart")
	}
}
