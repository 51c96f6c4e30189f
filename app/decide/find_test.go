package decide

import (
	"context"
	"errors"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
)

// shelf lists the same photos for whatever folder, and counts how often.
type shelf struct {
	photos []library.Photo
	asked  int
	err    error
}

func (s *shelf) Photos(context.Context, []string) ([]library.Photo, error) {
	s.asked++
	return s.photos, s.err
}

func TestAFileStandsForItsPhotoOnce(t *testing.T) {
	s := &shelf{photos: []library.Photo{
		{ID: 1, Path: "/a/1.jpg", Companions: []library.Companion{
			{Path: "/a/1.cr2", Kind: library.CompanionImage}, {Path: "/a/1.xmp", Kind: library.CompanionSidecar},
		}},
		{ID: 2, Path: "/a/2.jpg"},
	}}
	photos, unknown, err := Find(t.Context(), s, []string{"/a/2.jpg", "/a/1.cr2", "/a/1.jpg", "/a/1.xmp", "/a/3.jpg"})
	if err != nil || len(photos) != 2 || photos[0].ID != 2 || photos[1].ID != 1 {
		t.Errorf("found %+v, %v", photos, err)
	}
	if want := []string{"/a/1.xmp", "/a/3.jpg"}; !slices.Equal(unknown, want) || s.asked != 1 {
		t.Errorf("unknown %v, the folder was listed %d times", unknown, s.asked)
	}
	s.err = errors.New("disk gone")
	if _, _, err := Find(t.Context(), s, []string{"/a/1.jpg"}); !errors.Is(err, s.err) {
		t.Errorf("gave %v", err)
	}
}
