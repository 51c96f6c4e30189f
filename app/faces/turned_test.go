package faces

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"keeplight.app/keeplight/app/pictures"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/faces/drawn"
)

// marked finds a face where a picture is red above and blue below: upside down, or on its
// side, it is none. It also reads that part at full size.
type marked struct{ t *testing.T }

func (marked) Provenance() library.Provenance {
	return library.Provenance{Name: "marked", Version: "1", Settings: map[string]string{"a": "b"}}
}

func isRed(c color.RGBA) bool  { return c.R > 180 && c.G < 90 && c.B < 90 }
func isBlue(c color.RGBA) bool { return c.B > 180 && c.R < 90 && c.G < 90 }

// areaOf is the part of a picture in a colour.
func areaOf(img *image.RGBA, is func(color.RGBA) bool) (r image.Rectangle) {
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		for x := img.Rect.Min.X; x < img.Rect.Max.X; x++ {
			if is(img.RGBAAt(x, y)) {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return r
}

func (m marked) Find(ctx context.Context, s *scoring.Subject) ([]library.Face, error) {
	red, blue := areaOf(s.Preview, isRed), areaOf(s.Preview, isBlue)
	if red.Empty() || red.Max.Y > blue.Min.Y+2 || red.Min.X > blue.Min.X+2 || red.Max.X < blue.Max.X-2 {
		return nil, nil
	}
	w, _ := s.Full.Size()
	k := float64(w) / float64(s.Preview.Rect.Dx())
	at := image.Rect(int(k*float64(red.Min.X)), int(k*float64(red.Min.Y)), int(k*float64(red.Max.X)), int(k*float64(red.Max.Y))).Inset(int(6 * k))
	part, err := s.Full.At(ctx, at)
	if err != nil {
		return nil, err
	}
	if got := areaOf(part, isRed); got.Size() != at.Size() {
		m.t.Errorf("at full size the red part is %v of %v", got, at)
	}
	if many, ok := s.Full.Parts.(regions); ok {
		parts, err := many.Regions(ctx, []image.Rectangle{at, {}})
		if err != nil || areaOf(parts[0], isRed).Size() != at.Size() || !parts[1].Rect.Empty() {
			m.t.Errorf("as one of several it is %v, %v", parts, err)
		}
	}
	side := func(r image.Rectangle) library.Box {
		x, y := float64(s.Preview.Rect.Dx()), float64(s.Preview.Rect.Dy())
		return library.Box{X: float64(r.Min.X) / x, Y: float64(r.Min.Y) / y, Width: float64(r.Dx()) / x, Height: float64(r.Dy()) / y}
	}
	f := library.Face{Box: side(red.Union(blue)), Score: 0.9}
	half := red
	half.Max.X = (red.Min.X + red.Max.X) / 2
	f.Eyes[0] = library.Eye{Box: side(half), State: library.EyeOpen, Gap: 0.3, Width: 30}
	half.Min.X, half.Max.X = half.Max.X, red.Max.X
	f.Eyes[1] = library.Eye{Box: side(half), State: library.EyeClosed, Gap: 0.1, Width: 30}
	return []library.Face{f}, nil
}

// nothingStored stores no thumbnails.
type nothingStored struct{}

func (nothingStored) Get(context.Context, string) ([]byte, error)                  { return nil, nil }
func (nothingStored) Put(context.Context, string, []byte) error                    { return nil }
func (nothingStored) Prints(context.Context, []string) (map[string][]byte, error)  { return nil, nil }
func (nothingStored) PutPrint(context.Context, string, []byte) error               { return nil }
func (nothingStored) Vectors(context.Context, []string) (map[string][]byte, error) { return nil, nil }
func (nothingStored) PutVectors(context.Context, map[string][]byte) error          { return nil }

// A person who turns a photo turns it so that it stands upright: whatever the camera's
// orientation says, it is searched as it is seen then, and what was found stands where it
// lies in the picture that is not turned.
func TestAPhotoIsSearchedAsItIsSeenWhicheverWayItWasStored(t *testing.T) {
	upright := image.NewRGBA(image.Rect(0, 0, 1200, 200))
	for i := range upright.Pix {
		upright.Pix[i] = 128 | uint8(i%4/3*255)
	}
	fill := func(r image.Rectangle, c color.RGBA) {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				upright.SetRGBA(x, y, c)
			}
		}
	}
	fill(image.Rect(240, 40, 480, 80), color.RGBA{230, 20, 20, 255})
	fill(image.Rect(240, 80, 480, 120), color.RGBA{20, 20, 230, 255})
	want := library.Box{X: 0.2, Y: 0.2, Width: 0.2, Height: 0.4}
	ps := pictures.Open(pictures.Options{Dir: t.TempDir(), Store: nothingStored{}, Log: func(text string) { t.Log(text) }})
	defer ps.Close()
	p := &Pass{o: Options{Pictures: ps, Finder: marked{t}}}
	for orientation := 1; orientation <= 8; orientation++ {
		for turn := library.Rotation(0); turn <= library.MaxRotation; turn++ {
			name := fmt.Sprintf("orientation %d, turned by %d", orientation, turn.Degrees())
			// What the camera's orientation makes upright still waits to be turned.
			stored := unoriented(picture.Turn(upright, library.Rotation(0).Minus(turn)), orientation)
			path := filepath.Join(t.TempDir(), "a.jpg")
			if err := os.WriteFile(path, phototest.JPEG(stored, phototest.Exif{Orientation: orientation}), 0o600); err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			w, h := library.Rotation(0).Minus(turn).Size(1200, 200)
			photo := &library.Photo{Path: path, Size: info.Size(), ModTime: info.ModTime(), Width: w, Height: h, Rotation: turn}
			found, err := search{p}.find(t.Context(), photo)
			if err != nil || len(found) != 1 {
				t.Errorf("%s: %v, %v", name, found, err)
				continue
			}
			f := &found[0]
			x0, y0 := turn.Point(f.Box.X, f.Box.Y)
			x1, y1 := turn.Point(f.Box.X+f.Box.Width, f.Box.Y+f.Box.Height)
			seen := library.Box{X: min(x0, x1), Y: min(y0, y1), Width: math.Abs(x1 - x0), Height: math.Abs(y1 - y0)}
			if seen.Overlap(want) < 0.97 {
				t.Errorf("%s: it is seen at %+v", name, seen)
			}
			if f.Eyes[0].Box.X+f.Eyes[0].Box.Width/2 > f.Eyes[1].Box.X+f.Eyes[1].Box.Width/2+1e-9 {
				t.Errorf("%s: the eye further right comes first", name)
			}
			for _, e := range f.Eyes {
				x, y := turn.Point(e.Box.X+e.Box.Width/2, e.Box.Y+e.Box.Height/2)
				if isOpen := e.State == library.EyeOpen; (x < 0.3) != isOpen || y > 0.4 {
					t.Errorf("%s: the eye that looks %s is seen at %v, %v", name, e.State, x, y)
				}
			}
		}
	}
}

// unoriented gives what is stored of a picture that an EXIF orientation makes upright.
func unoriented(src *image.RGBA, orientation int) *image.RGBA {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	dw, dh := w, h
	if orientation >= 5 {
		dw, dh = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, dw, dh))
	for y := range h {
		for x := range w {
			// Where row 0 and column 0 lie (EXIF 2.32, 4.6.4 A).
			at := [...]image.Point{1: {x, y}, 2: {w - 1 - x, y}, 3: {w - 1 - x, h - 1 - y}, 4: {x, h - 1 - y}, 5: {y, x}, 6: {y, w - 1 - x}, 7: {h - 1 - y, w - 1 - x}, 8: {h - 1 - y, x}}[orientation]
			out.SetRGBA(at.X, at.Y, src.RGBAAt(x, y))
		}
	}
	return out
}

func TestADrawnFaceIsFoundWhereItLiesInAPhotoThatIsTurned(t *testing.T) {
	img := phototest.Scene(640, 480, 4)
	face := drawn.Face{X: 320, Y: 200, EyeWidth: 40, Gap: [2]float64{0.35, 0.35}, Seed: 3}
	face.Draw(img)
	finder := NewFinder()
	for turn := library.Rotation(0); turn <= library.MaxRotation; turn++ {
		lying := picture.Turn(img, library.Rotation(0).Minus(turn))
		s := &scoring.Subject{Photo: library.Photo{Rotation: turn, Width: lying.Rect.Dx(), Height: lying.Rect.Dy()}, Preview: lying}
		found, err := finder.Find(t.Context(), turned(s, turn))
		if err != nil || len(found) != 1 || found[0].State() != library.EyeOpen {
			t.Errorf("turned by %d: %+v, %v", turn.Degrees(), found, err)
			continue
		}
		b := turnedBack(found, turn)[0].Box
		x, y := turn.Point(b.X+b.Width/2, b.Y+b.Height/2)
		if at := image.Pt(int(640*x), int(480*y)); !at.In(face.Box()) {
			t.Errorf("turned by %d: the face is said to be seen at %v", turn.Degrees(), at)
		}
	}
}

func TestAPhotoThatIsTurnedIsSearchedAnewAndBothAreKept(t *testing.T) {
	s := newStage(t)
	photos := s.photos("a.jpg", "b.jpg")
	s.finder.faces["h:a.jpg"] = 1
	s.look(photos)
	s.tellsOf(photos)
	turnedNow := slices.Clone(photos[:1])
	turnedNow[0].Rotation = 1
	s.finder.mu.Lock()
	s.finder.faces["h:a.jpg"] = 3
	s.finder.mu.Unlock()
	s.Turned(append(slices.Clone(turnedNow), photos[1])) // b.jpg is as it was
	s.tellsOf(turnedNow)
	if err := s.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	if found, looked := s.Of(&turnedNow[0]); !looked || len(found) != 3 {
		t.Errorf("turned: %v, %v", found, looked)
	}
	if found, looked := s.Of(&photos[0]); !looked || len(found) != 1 {
		t.Errorf("a copy that is not turned has %v, %v", found, looked)
	}
	if got := s.stored(turnedNow)["h:a.jpg"]; len(got) != 3 {
		t.Errorf("stored of the turned one: %v", got)
	}
	if got := s.stored(photos)["h:a.jpg"]; len(got) != 1 {
		t.Errorf("stored of the one before: %v", got)
	}
	s.Turned(photos[:1])
	s.tellsOf(photos[:1])
	if found, looked := s.Of(&library.Photo{Hash: "h:a.jpg"}); !looked || len(found) != 1 {
		t.Errorf("turned back: %v, %v", found, looked)
	}
	if looks := s.finder.looked(); len(looks) != 3 {
		t.Errorf("it was looked at %v", looks)
	}
}

func TestAPhotoThatIsTurnedWhileItIsLookedAtIsSearchedAsItIsThen(t *testing.T) {
	s := newStage(t)
	s.finder.wait = make(chan struct{})
	photos := s.photos("a.jpg")
	s.finder.faces["h:a.jpg"] = 1
	s.Put(photos)
	s.finder.wait <- struct{}{} // the photo as it was is in flight, or done and not yet stored
	turnedNow := slices.Clone(photos)
	turnedNow[0].Rotation = 1
	s.Turned(turnedNow)
	go func() {
		for {
			select {
			case s.finder.wait <- struct{}{}:
			case <-t.Context().Done():
				return
			}
		}
	}()
	if err := s.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	if found, looked := s.Of(&turnedNow[0]); !looked || len(found) != 1 {
		t.Errorf("turned it has %v, %v", found, looked)
	}
}

func TestAPhotoThatIsTurnedBeforeItIsTakenInIsSearchedAsItIsThen(t *testing.T) {
	for name, turns := range map[string][]library.Rotation{"turned": {1}, "turned and back": {1, 0}, "twice": {1, 2}} {
		s := newStage(t)
		photos := s.photos("a.jpg")
		s.Pass.turn.Lock() // nothing is taken in
		s.Put(photos)
		now := slices.Clone(photos)
		for _, turn := range turns {
			now[0].Rotation = turn
			s.Turned(now)
		}
		s.Pass.turn.Unlock()
		if err := s.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, looked := s.Of(&now[0]); !looked {
			t.Errorf("%s: it was not looked at", name)
		}
		s.look(photos) // as it lies
		s.Pass.turn.Lock()
		for _, turn := range turns {
			now[0].Rotation = turn
			s.Turned(now)
		}
		s.Pass.turn.Unlock()
		if err := s.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		if s.isGone(now[0]) {
			t.Errorf("%s: it does not count as it was turned last", name)
		}
	}
}
