package grid

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/ui/style/styletest"
)

func TestAReasonThatHasNoRoomIsSaidInFewerWords(t *testing.T) {
	styletest.Show(t, container.NewStack(), 400, 300)
	for name, c := range map[string]struct {
		mark  StackMark
		width float32
		want  string
	}{
		"room for all":       {StackMark{Reason: "best exposed by 0.3; too close to call", Short: "best exposed by 0.3"}, 320, "best exposed by 0.3; too close to call"},
		"a narrow cell":      {StackMark{Reason: "best exposed by 0.3; too close to call", Short: "best exposed by 0.3"}, 180, "best exposed by 0.3"},
		"nothing is shorter": {StackMark{Reason: "best exposed by 0.3"}, 80, "best expo…"},
	} {
		p := newStackParts()
		p.say(&c.mark)
		p.arrange(&c.mark, fyne.NewSize(c.width+20, 200), fyne.NewPos(0, 0), fyne.NewSize(c.width, 150), 0)
		if got := p.reason.Text; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
