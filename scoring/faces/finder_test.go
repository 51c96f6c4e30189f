package faces

import (
	"context"
	"errors"
	"image"
	"image/color"
	"reflect"
	"runtime"
	"sync"
	"testing"

	"keeplight.app/keeplight/assets/faces"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/faces/drawn"
	"keeplight.app/keeplight/scoring/measure"
)

func TestOneFaceIsFoundWhateverItsSizeTiltAndColour(t *testing.T) {
	f := finder(t)
	dark, grey := color.RGBA{92, 58, 42, 255}, color.RGBA{200, 200, 200, 255}
	for _, c := range []struct {
		name string
		size image.Point
		face drawn.Face
	}{
		{"small in a landscape", image.Pt(1024, 683), drawn.Face{X: 700, Y: 300, EyeWidth: 8}},
		{"a portrait", image.Pt(400, 600), drawn.Face{X: 200, Y: 260, EyeWidth: 36}},
		{"one that fills the photo", image.Pt(400, 500), drawn.Face{X: 200, Y: 220, EyeWidth: 74}},
		{"tilted", image.Pt(400, 300), drawn.Face{X: 200, Y: 120, EyeWidth: 24, Tilt: 0.5}},
		{"dark skin", image.Pt(400, 300), drawn.Face{X: 200, Y: 120, EyeWidth: 24, Skin: dark}},
		{"grey hair", image.Pt(400, 300), drawn.Face{X: 200, Y: 120, EyeWidth: 24, Hair: grey}},
	} {
		t.Run(c.name, func(t *testing.T) {
			img := phototest.Scene(c.size.X, c.size.Y, 4)
			c.face.Gap = [2]float64{0.2, 0.2}
			c.face.Draw(img)
			found := find(t, f, subject(t, img))
			if len(found) != 1 {
				t.Fatalf("found %d faces: %+v", len(found), found)
			}
			at := image.Pt(int(c.face.X), int(c.face.Y))
			if _, ok := faceAt(found, at, c.size); !ok {
				t.Errorf("it is not where it was drawn: %+v", found[0])
			}
			if got := found[0].State(); c.face.EyeWidth > 12 && got != library.EyeOpen {
				t.Errorf("its eyes look %s: %+v", got, found[0].Eyes)
			}
			if w := found[0].Eyes[0].Width; w < 0.75*c.face.EyeWidth || w > 1.25*c.face.EyeWidth {
				t.Errorf("an eye of %v px was measured as %v px", c.face.EyeWidth, w)
			}
		})
	}
}

func TestSmallFacesOfAGroupAreFound(t *testing.T) {
	img, at := drawn.Sheet(20, 7)
	wide := image.NewRGBA(image.Rect(0, 0, 3*img.Rect.Dx(), 2*img.Rect.Dy()))
	for i := range wide.Pix {
		wide.Pix[i] = 128 | uint8(i%4/3*127)
	}
	for y := range img.Rect.Dy() {
		copy(wide.Pix[wide.PixOffset(0, y):], img.Pix[y*img.Stride:][:img.Stride])
	}
	found := find(t, finder(t), subject(t, wide))
	if len(found) != len(at) {
		t.Errorf("found %d of %d faces", len(found), len(at))
	}
	for i := 1; i < len(found); i++ {
		if leftFirst(found[i-1], found[i]) > 0 {
			t.Errorf("face %d is not right of the one before", i)
		}
	}
}

func TestScenesWithoutPeopleHaveNoFaces(t *testing.T) {
	f := finder(t)
	for seed := range uint64(6) {
		img := phototest.Scene(1024, 683, seed)
		if found := find(t, f, &scoring.Subject{Preview: img}); len(found) != 0 {
			t.Errorf("scene %d: %+v", seed, found)
		}
	}
}

func TestWidthsAreThoseOfThePhotoAtFullSize(t *testing.T) {
	f := finder(t)
	img := portrait(60, 0.2, 3)
	big := find(t, f, subject(t, img))
	small := portrait(30, 0.2, 3)
	s := &scoring.Subject{Preview: small}
	s.Photo.Width, s.Photo.Height = 2*small.Rect.Dx(), 2*small.Rect.Dy()
	shown := find(t, f, s)
	if len(big) != 1 || len(shown) != 1 {
		t.Fatalf("found %d and %d faces", len(big), len(shown))
	}
	for i := range shown[0].Eyes {
		a, b := big[0].Eyes[i], shown[0].Eyes[i]
		if b.Width < 0.9*a.Width || b.Width > 1.1*a.Width {
			t.Errorf("eye %d: %v px from a preview, %v px from the photo", i, b.Width, a.Width)
		}
		if !a.Sharp || b.Sharp {
			t.Errorf("eye %d: its focus is known: %v from the photo, %v from a preview", i, a.Sharp, b.Sharp)
		}
	}
}

func TestEqualPicturesGiveEqualFacesInAnyGoroutine(t *testing.T) {
	f := finder(t)
	s := &scoring.Subject{Preview: portrait(24, 0.2, 5)}
	want := find(t, f, s)
	var wg sync.WaitGroup
	for range runtime.NumCPU() + 1 {
		wg.Go(func() {
			if got, err := f.Find(t.Context(), s); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("found %+v (%v), not %+v", got, err, want)
			}
		})
	}
	wg.Wait()
}

func TestWhatCannotBeSearchedIsAnError(t *testing.T) {
	f := finder(t)
	stopped, stop := context.WithCancel(t.Context())
	stop()
	img := portrait(20, 0.2, 1)
	for _, c := range []struct {
		name string
		ctx  context.Context
		s    *scoring.Subject
		want error
	}{
		{"nothing", t.Context(), nil, errNoPreview},
		{"no preview", t.Context(), &scoring.Subject{}, errNoPreview},
		{"an empty preview", t.Context(), &scoring.Subject{Preview: &image.RGBA{}}, errNoPreview},
		{"cancelled", stopped, &scoring.Subject{Preview: img}, context.Canceled},
		{"a part that cannot be read", t.Context(), &scoring.Subject{Preview: img, Full: &scoring.Full{Parts: broken{}}}, errBroken},
	} {
		if found, err := f.Find(c.ctx, c.s); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, %v", c.name, found, err)
		}
	}
}

var errBroken = errors.New("the drive is gone")

// broken is a full picture that cannot be read any more.
type broken struct{}

func (broken) Size() (w, h int)                     { return 4000, 3000 }
func (broken) Upright(rows *image.RGBA) *image.RGBA { return rows }
func (broken) At(context.Context, image.Rectangle) (*image.RGBA, error) {
	return nil, errBroken
}

func TestOtherNetworksAreRefused(t *testing.T) {
	for _, c := range []struct {
		name           string
		detector, mesh []byte
	}{
		{"nothing", nil, nil},
		{"no network", []byte("keeplight"), faces.Landmarks},
		{"the wrong way round", faces.Landmarks, faces.Detector},
	} {
		if _, err := New(c.detector, c.mesh, measure.NewTiles()); err == nil {
			t.Errorf("%s: no error", c.name)
		}
	}
}

func TestTheKeyNamesBothNetworks(t *testing.T) {
	p := finder(t).Provenance()
	if p.Name != name || p.Model != "99bf9494d84f50ac+883b7411747bac65" || p.Settings["score"] != "0.6" {
		t.Errorf("%+v", p)
	}
}
