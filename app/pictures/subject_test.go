package pictures

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"os"
	"testing"
	"time"

	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/queue"
)

func TestPartsOfAPhotoAreThoseOfItsUprightPicture(t *testing.T) {
	scene := phototest.Scene(1500, 1000, 2)
	var asPNG bytes.Buffer
	if err := png.Encode(&asPNG, scene); err != nil {
		t.Fatal(err)
	}
	at := image.Rect(300, 200, 340, 230)
	for name, data := range map[string][]byte{
		"JPEG": phototest.PlainJPEG(scene, 95), "on its side": phototest.JPEG(scene, phototest.Exif{Orientation: 6}), "PNG": asPNG.Bytes(),
	} {
		t.Run(name, func(t *testing.T) {
			ps := Open(Options{Dir: t.TempDir(), Store: &shelf{}, Log: func(text string) { t.Log(text) }})
			defer ps.Close()
			p := onDisk(t, data)
			whole, err := picture.Decode(t.Context(), data, p.Path, 0)
			if err != nil {
				t.Fatal(err)
			}
			for range 3 { // whatever is held is given back
				s, release, err := ps.Subject(t.Context(), p)
				if err != nil {
					t.Fatal(err)
				}
				if w, h := s.Full.Size(); w != whole.Pixels.Rect.Dx() || h != whole.Pixels.Rect.Dy() {
					t.Errorf("the whole is %d x %d", w, h)
				}
				if max(s.Preview.Rect.Dx(), s.Preview.Rect.Dy()) != scoring.PreviewSide || s.Photo.Path != p.Path {
					t.Errorf("a preview of %v", s.Preview.Rect)
				}
				part, err := s.Full.At(t.Context(), at)
				if err != nil || part.Rect.Size() != at.Size() {
					t.Fatalf("%v, %v", part.Rect, err)
				}
				if part.RGBAAt(5, 6) != whole.Pixels.RGBAAt(at.Min.X+5, at.Min.Y+6) || part != s.Full.Upright(part) {
					t.Errorf("another part: %v, want %v", part.RGBAAt(5, 6), whole.Pixels.RGBAAt(at.Min.X+5, at.Min.Y+6))
				}
				release()
			}
		})
	}
}

func TestAPhotoThatCannotBeLookedAtSaysWhetherThatMayPass(t *testing.T) {
	whole := phototest.PlainJPEG(phototest.Scene(1500, 1000, 2), 95)
	for name, c := range map[string]struct {
		data   []byte
		change func(path string) error
		passes bool
	}{
		"gone":    {whole, os.Remove, true},
		"written": {whole, func(path string) error { return os.Chtimes(path, time.Time{}, time.Unix(1, 0)) }, true},
		"cut":     {whole[:len(whole)/4], func(string) error { return nil }, false},
		"nothing": {[]byte("\xff\xd8\xff\xd9"), func(string) error { return nil }, false},
	} {
		t.Run(name, func(t *testing.T) {
			ps := Open(Options{Dir: t.TempDir(), Store: &shelf{}, Log: func(text string) { t.Log(text) }})
			defer ps.Close()
			p := onDisk(t, c.data)
			if err := c.change(p.Path); err != nil {
				t.Fatal(err)
			}
			s, _, err := ps.Subject(t.Context(), p)
			if err == nil || errors.Is(err, queue.ErrNotNow) != c.passes {
				t.Errorf("%+v, %v", s, err)
			}
		})
	}
}
