package export

import (
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

func TestPhotosWithoutACaptureTimeAreNamedBeforeTheirFilesDatesNameThem(t *testing.T) {
	for name, c := range map[string]struct {
		template string
		undated  int
		want     string // "" for no warning
	}{
		"one":            {"{date}/{name}", 1, "IMG_1.JPG does not say when it was taken"},
		"two":            {"{name}_{time}", 2, "2 photos, such as IMG_1.JPG, do not say"},
		"a code":         {"{year4}/{original}", 2, "2 photos, such as IMG_1.JPG"},
		"none":           {"{date}/{name}", 0, ""},
		"not asked for":  {"{name}", 2, ""},
		"only in a text": {"date/{name}", 2, ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, items := shoot(t)
			for i := range items {
				items[i].Photo.Capture = library.Capture{}
				if i >= c.undated {
					items[i].Photo.Capture.Time = time.Date(2026, 5, 31, 14, 5, 59, 0, time.UTC)
				}
			}
			opts := NewOptions(t.TempDir())
			opts.Template = c.template
			said := said(plan(t, items, opts).Warnings)
			if got := strings.Contains(said, "taken"); got != (c.want != "") || !strings.Contains(said, c.want) {
				t.Errorf("warned %q, want %q", said, c.want)
			}
		})
	}
}

// said is what warnings say in English.
func said(warnings []library.Message) string {
	var all []string
	for _, m := range warnings {
		all = append(all, message.English(m))
	}
	return strings.Join(all, "\n")
}
