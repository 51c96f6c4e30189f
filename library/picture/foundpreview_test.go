package picture

import (
	"context"
	"errors"
	"strings"
	"testing"

	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/phototest"
)

// finder is a PreviewFinder with one answer.
type finder struct {
	jpeg  []byte
	err   error
	asked []string
}

func (f *finder) Preview(_ context.Context, path string) ([]byte, error) {
	f.asked = append(f.asked, path)
	return f.jpeg, f.err
}

func TestAFinderIsAskedOnlyWhereNoPreviewIsFoundHere(t *testing.T) {
	scene := phototest.Scene(300, 200, 6)
	plain := phototest.PlainJPEG(scene, 90)
	empty := writeFile(t, "a.nef", exif.TIFF(exif.Fields{Make: "NIKON CORPORATION", Orientation: 6}))
	f := &finder{jpeg: plain}
	pic, err := Reader{Previews: f}.Load(t.Context(), empty, 0)
	if err != nil {
		t.Fatal(err)
	}
	if d := difference(t, pic.Pixels, orient(scene, 6)); d > 6 || pic.Source != "embedded preview 300 px" || pic.Width != 200 {
		t.Errorf("differs by %.1f, %+v", d, pic.Info)
	}
	if _, err := (Reader{Previews: f}).Load(t.Context(), writeFile(t, "b.nef", nef(plain, 1)), 0); err != nil || len(f.asked) != 1 {
		t.Errorf("%v; asked for %v", err, f.asked)
	}
}

func TestWithoutAFinderOrWithItsNoARAWSaysThatItHasNoPreview(t *testing.T) {
	path := writeFile(t, "a.nef", exif.TIFF(exif.Fields{Make: "NIKON CORPORATION"}))
	for name, r := range map[string]Reader{
		"no finder":                 {},
		"one that finds nothing":    {Previews: &finder{err: errors.New("nothing")}},
		"one that finds no picture": {Previews: &finder{jpeg: []byte("\xff\xd8 what")}},
	} {
		_, err := r.Load(t.Context(), path, 0)
		if !errors.Is(err, ErrUnsupported) || !strings.Contains(err.Error(), "no preview") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
