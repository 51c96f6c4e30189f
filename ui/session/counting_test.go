package session

import (
	"fmt"
	"reflect"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
)

func TestPhotosAreCountedBitByBitAsAllAtOnce(t *testing.T) {
	s := NewSession()
	photos := make([]library.Photo, 5*countedAtOnce+1)
	for i := range photos {
		photos[i] = library.Photo{ID: library.ID(i + 1), Path: fmt.Sprintf("/s/%d/%d.jpg", i%3, i), Missing: i%7 == 0}
		photos[i].Decision.Rating = library.Rating(i % 6)
		photos[i].Decision.Flag = library.Flag(i%3 - 1)
	}
	s.Put(photos)
	f := query.NewFilter()
	f.Flags, f.MinRating, f.Text = []library.Flag{library.Pick}, 2, "1"
	items := make([]query.Item, len(photos))
	for i := range photos {
		items[i] = query.Item{Photo: &photos[i]}
	}
	c, rounds := NewCounting(s, f), 1
	for ; !c.Go(0); rounds++ {
		s.Forget(func(p *library.Photo) bool { return false })
	}
	if got, want := c.Counts(), query.Count(items, f); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	if rounds != 6 {
		t.Errorf("counted in %d rounds", rounds)
	}
}

func TestAPhotoThatGoesWhileItIsCountedCountsNoMore(t *testing.T) {
	s := NewSession()
	photos := make([]library.Photo, 2*countedAtOnce)
	for i := range photos {
		photos[i] = library.Photo{ID: library.ID(i + 1), Path: fmt.Sprintf("/s/%d.jpg", i)}
	}
	s.Put(photos)
	c := NewCounting(s, query.NewFilter())
	c.Go(0)
	s.Forget(func(*library.Photo) bool { return true })
	if got := c.All().Total; got != countedAtOnce {
		t.Errorf("counted %d", got)
	}
}
