package means

import (
	"math"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/ui/desk/desktest"
)

func TestTheKeepersMeanFollowsThePicks(t *testing.T) {
	d := desktest.Open(t)
	photos := d.AddPhotos(t, 8) // 9, 8.5, … 5.5
	k := Keepers{Session: d.Session}
	like := d.Session.Score(photos[0].ID)
	pick := func(flag library.Flag, photos ...library.Photo) {
		var marks []catalog.Mark
		for _, p := range photos {
			marks = append(marks, catalog.Mark{ID: p.ID, Flag: &flag})
		}
		d.Decide(t, marks...)
		k.Changed()
	}
	pick(library.Pick, photos[:4]...)
	if mean, n := k.Mean(like); mean != nil || n != 4 {
		t.Errorf("of %d keepers there is the mean %v", n, mean)
	}
	pick(library.Pick, photos[4])
	mean, n := k.Mean(like)
	if n != 5 || mean == nil || math.Abs(mean.Overall.Mean-8) > 1e-9 {
		t.Fatalf("the mean of %d keepers is %v, want 8 of 5", n, mean)
	}
	pick(library.Reject, photos[0])
	pick(library.Pick, photos[5], photos[6])
	if mean, n := k.Mean(like); n != 6 || mean == nil || math.Abs(mean.Overall.Mean-7.25) > 1e-9 {
		t.Errorf("the mean of %d keepers is %v, want 7.25 of 6", n, mean)
	}
}
