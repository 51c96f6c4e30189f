package filtering

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/style/styletest"
)

// atLeast is a filter with a threshold on the overall.
func atLeast(v float64) query.Filter {
	q := query.NewFilter()
	q.Overall.Min = v
	return q
}

// crisp is a filter with a threshold on an attribute.
func crisp() query.Filter {
	q := query.NewFilter()
	q.Attributes = map[library.Attribute]query.Range{library.Clarity: {Min: 6, Max: query.MaxScore}}
	return q
}

// said checks for a version and gives what the window says.
func (r *room) said(t *testing.T, told string, before bool, err error) string {
	t.Helper()
	v := Version{Present: "5", Told: &told, Before: func(context.Context) (bool, error) { return before, err }}
	r.d.Apply(r.Check(v))
	r.d.Finish()
	if err == nil && told != "5" {
		t.Errorf("the person is noted to have heard of version %q", told)
	}
	if !r.d.Overlay.IsOpen() {
		return ""
	}
	text := strings.Join(styletest.Texts(r.d.Overlay.Object()), " ")
	if r.Check(v) != change.None {
		t.Error("it is said a second time")
	}
	r.d.Press("Escape")
	return text
}

func TestFiltersWithThresholdsAreNamedOnceWhenTheNumbersHaveChanged(t *testing.T) {
	saved := []settings.SavedFilter{
		{Name: "Keepers", Filter: atLeast(7)}, {Name: "Picks", Filter: picks()}, {Name: "Crisp ones", Filter: crisp()},
	}
	for name, c := range map[string]struct {
		told   string
		before bool
		saved  []settings.SavedFilter
		on     query.Filter
		want   []string
	}{
		"an upgrade":               {"4", true, saved, query.NewFilter(), []string{"2 saved filters use thresholds", "“Keepers”, “Crisp ones”."}},
		"an earlier version again": {"6", false, saved[:1], query.NewFilter(), []string{"1 saved filter uses thresholds", "check it: “Keepers”."}},
		"never noted, but used":    {"", true, saved[:1], query.NewFilter(), []string{"“Keepers”."}},
		"never noted, never used":  {"", false, saved, query.NewFilter(), nil},
		"the same version":         {"5", true, saved, query.NewFilter(), nil},
		"no thresholds":            {"4", true, saved[1:2], picks(), nil},
		"the filter that is on":    {"4", true, nil, atLeast(6.5), []string{"The filter that is on", "overall at least 6.5."}},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t)
			r.Saved.Saved = c.saved
			r.Set(c.on)
			got := r.said(t, c.told, c.before, nil)
			if (got == "") != (c.want == nil) {
				t.Errorf("it says %q", got)
			}
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("it says %q, without %q", got, want)
				}
			}
			if strings.Contains(got, "Picks") {
				t.Errorf("a filter without thresholds is named: %q", got)
			}
		})
	}
}

func TestManyFiltersAreNamedAndTheRestCounted(t *testing.T) {
	r := newRoom(t)
	for i := range 13 {
		r.Saved.Saved = append(r.Saved.Saved, settings.SavedFilter{Name: fmt.Sprintf("No. %d", i+1), Filter: atLeast(float64(i) / 2)})
	}
	r.Saved.Saved = slices.Delete(r.Saved.Saved, 0, 1)
	if got := r.said(t, "4", true, nil); !strings.Contains(got, "12 saved filters") || !strings.Contains(got, "“No. 11”, 2 more.") {
		t.Errorf("it says %q", got)
	}
}

func TestWhereTheCatalogueCannotBeAskedNothingIsSaid(t *testing.T) {
	r := newRoom(t)
	r.Saved.Saved = []settings.SavedFilter{{Name: "Keepers", Filter: atLeast(7)}}
	if got := r.said(t, "", true, errors.New("disk gone")); got != "" {
		t.Errorf("it says %q", got)
	}
}
