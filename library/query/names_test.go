package query

import (
	"slices"
	"strings"
	"testing"
)

func TestNamesAreOrderedAsPeopleCount(t *testing.T) {
	want := []string{
		"", "1.jpg", "2.jpg", "10.jpg", "img_9.JPG", "IMG_9a.jpg", "IMG_09b.jpg", "IMG_10.jpg",
		"img_10_2.jpg", "IMG_99999999999999999998.jpg", "IMG_99999999999999999999.jpg", "Zoe.jpg",
		"Ärger.jpg", "東京.jpg", "\xfe.jpg", "\xff.jpg",
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, CompareNames)
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestOnlyIdenticalNamesAreEqual(t *testing.T) {
	for _, pair := range [][2]string{{"a.jpg", "A.jpg"}, {"1", "01"}, {"ä", "Ä"}, {"\xff", "\xfe"}, {"0", "00"}} {
		if CompareNames(pair[0], pair[1]) == 0 {
			t.Errorf("%q and %q are taken for the same name", pair[0], pair[1])
		}
	}
}

func FuzzCompareNamesIsAnOrder(f *testing.F) {
	f.Add("IMG_9", "IMG_10", "img_09")
	f.Add("a\xff", "a", "a0")
	f.Add("٣", "3", "03x")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		ab, bc, ac := CompareNames(a, b), CompareNames(b, c), CompareNames(a, c)
		if ab != -CompareNames(b, a) {
			t.Errorf("%q and %q: the order depends on who is asked", a, b)
		}
		if (ab == 0) != (a == b) {
			t.Errorf("%q and %q compare as %d", a, b, ab)
		}
		if key := strings.Compare(nameKey(a), nameKey(b)); key != 0 && key != ab {
			t.Errorf("%q and %q compare as %d but their keys as %d", a, b, ab, key)
		}
		if ab <= 0 && bc <= 0 && ac > 0 {
			t.Errorf("%q <= %q <= %q but the first is after the last", a, b, c)
		}
	})
}
