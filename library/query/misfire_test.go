package query

import (
	"slices"
	"testing"
)

// misfired gives an item that the built-in scorer calls a misfire.
func misfired(name string) Item {
	it := scored(name, 0, nil)
	it.Misfire = true
	return it
}

func TestMisfiresAreShownAloneOrLeftOut(t *testing.T) {
	items := []Item{scored("sharp.jpg", 8, nil), misfired("black.jpg"), photo("unscored.jpg")}
	for choice, want := range map[Misfires][]string{
		WithMisfires:    {"sharp.jpg", "black.jpg", "unscored.jpg"},
		OnlyMisfires:    {"black.jpg"},
		WithoutMisfires: {"sharp.jpg", "unscored.jpg"},
	} {
		f := Filter{Misfires: choice}
		if got := names(f.Select(items)); !slices.Equal(got, want) {
			t.Errorf("%q shows %q, want %q", choice, got, want)
		}
		if got := Count(items, f).Misfires; got != 1 {
			t.Errorf("%q counts %d misfires", choice, got)
		}
	}
}

func TestWithTheBestFirstMisfiresComeLast(t *testing.T) {
	items := []Item{misfired("black.jpg"), photo("unscored.jpg"), scored("sharp.jpg", 8, nil), scored("soft.jpg", 2, nil)}
	for name, tc := range map[string]struct {
		order Order
		want  []string
	}{
		"best first":      {Order{By: ByOverall, Descending: true}, []string{"sharp.jpg", "soft.jpg", "unscored.jpg", "black.jpg"}},
		"worst first":     {Order{By: ByOverall, Descending: false}, []string{"black.jpg", "soft.jpg", "sharp.jpg", "unscored.jpg"}},
		"by an attribute": {Order{By: "clarity", Descending: true}, []string{"sharp.jpg", "soft.jpg", "unscored.jpg", "black.jpg"}},
		"by name":         {Order{By: ByName, Descending: true}, []string{"unscored.jpg", "soft.jpg", "sharp.jpg", "black.jpg"}},
	} {
		got := slices.Clone(items)
		Sort(got, tc.order)
		if !slices.Equal(names(got), tc.want) {
			t.Errorf("%s: %q, want %q", name, names(got), tc.want)
		}
	}
}

func TestAChoiceOfMisfiresIsOnlyOrWithout(t *testing.T) {
	for _, m := range []Misfires{OnlyMisfires, WithoutMisfires} {
		if got, err := ParseMisfires(string(m)); err != nil || got != m {
			t.Errorf("%q: %q, %v", m, got, err)
		}
	}
	for _, s := range []string{"", "all", "Only"} {
		if _, err := ParseMisfires(s); err == nil {
			t.Errorf("%q is accepted", s)
		}
	}
}
