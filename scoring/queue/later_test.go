package queue

import (
	"fmt"
	"image"
	"slices"
	"testing"
	"testing/synctest"

	"keeplight.app/keeplight/library"
)

func TestAPhotoThatIsToBeTriedLaterComesBehindAllOthers(t *testing.T) {
	for name, c := range map[string]struct {
		fails int // tries of photo 2 that fail
		want  []library.ID
		score bool
	}{
		"once":    {1, []library.ID{2, 1, 3, 4, 2}, true},
		"twice":   {2, []library.ID{2, 1, 3, 4, 2, 2}, true},
		"for all": {99, []library.ID{2, 1, 3, 4, 2, 2}, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBench(1)
				var loaded []library.ID
				b.load = func(p *library.Photo) (*image.RGBA, error) {
					loaded = append(loaded, p.ID)
					if n := len(slices.DeleteFunc(slices.Clone(loaded), func(id library.ID) bool { return id != 2 })); p.ID == 2 && n <= c.fails {
						return nil, fmt.Errorf("its decoder crashed: %w", ErrLater)
					}
					return image.NewRGBA(image.Rect(0, 0, 1, 1)), nil
				}
				b.Add(photos(1, 2, 3, 4))
				b.InView([]library.ID{2})
				b.drain(t)
				if !slices.Equal(loaded, c.want) {
					t.Errorf("tried were %v, want %v", loaded, c.want)
				}
				i := slices.IndexFunc(b.saved, func(r Result) bool { return r.ID == 2 })
				if len(b.saved) != 4 || (b.saved[i].Score != nil) != c.score || b.saved[i].Passing == c.score {
					t.Errorf("%d results, of it %+v", len(b.saved), b.saved[i])
				}
			})
		})
	}
}
