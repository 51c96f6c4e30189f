package filters

import (
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestThePanelFollowsTheTheme(t *testing.T) {
	styletest.Switches(t, func() fyne.CanvasObject {
		p := New(Callbacks{OnAddFolder: func() {}, OnSaveFilter: func() {}})
		v := example()
		v.Filter.MinRating, v.Filter.Text = 3, "beer"
		p.Set(v)
		return p
	}, style.FiltersWidth, 1300)
}
