package grid

import (
	"testing"

	"keeplight.app/keeplight/ui/style"
)

func TestAChipTakesRoomOnlyWhereItSaysSomething(t *testing.T) {
	c := newChip(style.Warning, style.OnAccent)
	c.say("conflict", style.Warning)
	c.put(10, 20)
	if c.width() <= 0 || c.ground.Size().Width != c.width() || c.ground.Position().X != 10 || !c.text.Visible() {
		t.Errorf("it is %v wide at %v", c.width(), c.ground.Position())
	}
	c.say("", style.Warning)
	if c.width() != 0 || c.text.Visible() {
		t.Error("an empty chip is seen")
	}
}
