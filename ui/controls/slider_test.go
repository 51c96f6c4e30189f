package controls

import (
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/ui/style/styletest"
)

// newSlider is 110 wide: 100 for the run, so that one point of value is ten of
// width.
func newSlider(t *testing.T) (s *RangeSlider, settled *[][2]float64) {
	t.Helper()
	s = NewRangeSlider(0, 10, 0.5)
	settled = &[][2]float64{}
	s.OnSettled = func(low, high float64) { *settled = append(*settled, [2]float64{low, high}) }
	styletest.Show(t, s, 110, 20)
	return s, settled
}

func drag(s *RangeSlider, from, to float32) {
	s.Dragged(&fyne.DragEvent{
		PointEvent: fyne.PointEvent{Position: fyne.NewPos(to, 5)},
		Dragged:    fyne.Delta{DX: to - from},
	})
	s.DragEnd()
}

func TestDraggingMovesTheNearestHandle(t *testing.T) {
	for name, c := range map[string]struct {
		low, high float64
		from, to  float32
		want      [2]float64
	}{
		"the low one":                     {0, 10, 5, 55, [2]float64{5, 10}},
		"the high one":                    {0, 10, 105, 55, [2]float64{0, 5}},
		"never beyond its partner":        {2, 6, 25, 95, [2]float64{6, 6}},
		"never beyond the end":            {2, 6, 65, 400, [2]float64{2, 10}},
		"rounded to a step":               {0, 10, 5, 52, [2]float64{4.5, 10}},
		"both together, to the left":      {5, 5, 55, 25, [2]float64{2, 5}},
		"both together, to the right":     {5, 5, 55, 85, [2]float64{5, 8}},
		"both at the right end, leftward": {10, 10, 105, 55, [2]float64{5, 10}},
	} {
		t.Run(name, func(t *testing.T) {
			s, settled := newSlider(t)
			s.Set(c.low, c.high)
			drag(s, c.from, c.to)
			if low, high := s.Range(); low != c.want[0] || high != c.want[1] {
				t.Errorf("range %v to %v, want %v", low, high, c.want)
			}
			if len(*settled) != 1 || (*settled)[0] != c.want {
				t.Errorf("settled %v, want one %v", *settled, c.want)
			}
		})
	}
}

func TestSettingASliderDoesNotCallBack(t *testing.T) {
	s, settled := newSlider(t)
	s.OnChanged = func(low, high float64) { t.Errorf("changed to %v, %v", low, high) }
	s.Set(8, 3)
	if low, high := s.Range(); low != 3 || high != 8 {
		t.Errorf("ends in the wrong order gave %v to %v, want 3 to 8", low, high)
	}
	s.Set(-4, 40)
	if low, high := s.Range(); low != 0 || high != 10 {
		t.Errorf("ends beyond the track gave %v to %v, want 0 to 10", low, high)
	}
	if len(*settled) > 0 {
		t.Errorf("settled %v", *settled)
	}
}

func TestAnUpdateDoesNotPullTheHandleFromTheHand(t *testing.T) {
	s, _ := newSlider(t)
	s.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(45, 5)}, Dragged: fyne.Delta{DX: 40}})
	s.Set(0, 10)
	if low, _ := s.Range(); low != 4 {
		t.Errorf("the low end is %v while the handle is held at 4", low)
	}
	s.DragEnd()
	s.Set(0, 10)
	if low, _ := s.Range(); low != 0 {
		t.Errorf("the low end is %v after the handle was let go, want 0", low)
	}
}

func TestTappingTheTrackMovesAHandleAndDoubleTappingSpansAll(t *testing.T) {
	s, settled := newSlider(t)
	s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(35, 5)})
	if low, high := s.Range(); low != 3 || high != 10 {
		t.Errorf("range %v to %v, want 3 to 10", low, high)
	}
	s.DoubleTapped(nil)
	if low, high := s.Range(); low != 0 || high != 10 {
		t.Errorf("range %v to %v, want 0 to 10", low, high)
	}
	if len(*settled) != 2 {
		t.Errorf("settled %v, want twice", *settled)
	}
}
