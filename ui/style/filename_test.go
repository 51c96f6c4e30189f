package style_test

import (
	"testing"

	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestANameKeepsItsNumberLongest(t *testing.T) {
	styletest.Show(t, container.NewStack(), 400, 300)
	for _, c := range []struct{ name, room, want string }{
		{"DSC_0124.JPG", "DSC_0124.JPG", "DSC_0124.JPG"},
		{"DSC_0124.JPG", "DSC_0124", "DSC_0124"},
		{"DSC_0124.JPG", "…0124", "…0124"},
		{"DSC_0124.JPG", "…24", "…24"},
		{"DSC_0124-2.JPG", "…0124-2", "…0124-2"},
		{"2026-11-20 Lund.edit.jpeg", "2026-11-20 Lund.edit", "2026-11-20 Lund.edit"},
		{"0124.JPG", "0124", "0124"},
		{".hidden", ".hidden", ".hidden"},
		{"名前_00124.heic", "…00124", "…00124"},
		{"a-very-long-name-of-a-wedding-2026_0124.jpg", "DSC_0124", "…0124"},
		{"a-very-long-name-of-a-wedding-2026_0124-2.jpg", "DSC_0124", "…0124-2"},
	} {
		if got := style.FitName(c.name, style.TextSmall, style.TextWidth(c.room, style.TextSmall, false)+0.5); got != c.want {
			t.Errorf("%q in the room of %q is %q, want %q", c.name, c.room, got, c.want)
		}
	}
}

func TestANameNeverOutgrowsItsRoom(t *testing.T) {
	styletest.Show(t, container.NewStack(), 400, 300)
	for _, name := range []string{"DSC_0124.JPG", "no-number-but-also-too-long.jpg", "a photo without a number.png", "", ".", "…", "IMG_99999999999999999999.CR3", "x.y.z"} {
		for width := float32(14); width < 200; width += 7 {
			if got := style.FitName(name, style.TextSmall, width); style.TextWidth(got, style.TextSmall, false) > max(width, 20) {
				t.Errorf("%q in %v is %q", name, width, got)
			}
		}
	}
}
