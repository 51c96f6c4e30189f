//go:build cgo && !notiff

package main

import (
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/worker"
)

func TestEveryKindOfTIFFShowsWhatWasDrawn(t *testing.T) {
	r, _ := reader(t, nil)
	for name, c := range allKindsOfTIFF(t) {
		t.Run(name, func(t *testing.T) {
			pic, err := r.Decode(t.Context(), c.data, "a.tif", 0)
			if err != nil {
				t.Fatal(err)
			}
			mean := meanDifference(pic.Pixels, c.want)
			t.Logf("%.2f of 255", mean)
			if mean > 3 || pic.Damaged != "" || !pic.Pixels.Opaque() {
				t.Errorf("differs by %.2f of 255, %+v", mean, pic.Info)
			}
			if w, h, err := picture.Size(c.data, library.TIFF); w != pic.Width || h != pic.Height || err != nil {
				t.Errorf("its size without decoding is %d x %d, %v; of the picture %d x %d", w, h, err, pic.Width, pic.Height)
			}
		})
	}
}

func TestWhatIsTransparentInATIFFLiesOnWhite(t *testing.T) {
	// Half transparent red, straight and multiplied.
	for name, c := range map[string]struct {
		red   float64
		extra []int
	}{
		"straight": {1, []int{2}}, "multiplied": {0.5, []int{1}}, "of no kind": {1, nil},
	} {
		for _, bits := range []int{8, 16} {
			put := map[int]func([]byte, float64) []byte{8: put8, 16: put16(binary.LittleEndian)}[bits]
			d := plain(tiffScene(), photometricRGB, bits, 4, func(_, _, _ float64) []float64 { return []float64{c.red, 0, 0, 0.5} }, put)
			if c.extra != nil {
				d.set(tagExtra, c.extra...)
			}
			pic, err := decodedTIFF(t, tiffOf(d))
			if err != nil {
				t.Fatal(err)
			}
			if got := pic.Pixels.RGBAAt(5, 5); !isWithin(got, color.RGBA{255, 127, 127, 255}, 1) {
				t.Errorf("%s, %d bits: %v", name, bits, got)
			}
		}
	}
}

func TestATIFFIsTurnedAsItsPageSays(t *testing.T) {
	scene := tiffScene()
	for orientation := 1; orientation <= 8; orientation++ {
		for _, big := range []bool{false, true} {
			d := plain(scene, photometricRGB, 8, 3, rgb, put8).set(tagOrientation, orientation)
			d.big = big
			data := tiffOf(d)
			pic, err := decodedTIFF(t, data)
			if err != nil {
				t.Fatal(err)
			}
			wide := orientation < 5
			w, h, err := picture.Size(data, library.TIFF)
			if (pic.Width == sceneWidth) != wide || w != pic.Width || h != pic.Height || err != nil || pic.Orientation != orientation {
				t.Errorf("orientation %d: %+v, without decoding %d x %d, %v", orientation, pic.Info, w, h, err)
			}
			corner := map[int]image.Point{1: {0, 0}, 2: {52, 0}, 3: {52, 36}, 4: {0, 36}, 5: {0, 0}, 6: {36, 0}, 7: {36, 52}, 8: {0, 52}}[orientation]
			if got := pic.Pixels.RGBAAt(corner.X, corner.Y); got != scene.RGBAAt(0, 0) {
				t.Errorf("orientation %d: at %v there is %v, want the first pixel", orientation, corner, got)
			}
		}
	}
}

func TestTheFirstFullPageOfATIFFIsShown(t *testing.T) {
	scene, other := tiffScene(), phototest.Scene(20, 10, 9)
	small := func() *draft { return plain(other, photometricRGB, 8, 3, rgb, put8).set(tagSubfile, 1) }
	full := func() *draft {
		return plain(scene, photometricRGB, 8, 3, rgb, put8).set(tagSubfile, 0).set(tagOrientation, 6)
	}
	below, page := small(), full()
	start, data := page.append(make([]byte, 16))
	below.set(tagSubIFDs, start)
	place, nested := below.append(data)
	copy(nested, "II*\x00")
	binary.LittleEndian.PutUint32(nested[4:], uint32(place))
	for name, c := range map[string]struct {
		data []byte
		w, h int
	}{
		"after a smaller copy":  {tiffOf(small(), full()), sceneHeight, sceneWidth},
		"before a smaller copy": {tiffOf(full(), small()), sceneHeight, sceneWidth},
		"below a smaller copy":  {nested, sceneHeight, sceneWidth},
		"only a smaller copy":   {tiffOf(small()), 20, 10},
	} {
		pic, err := decodedTIFF(t, c.data)
		if err != nil || pic.Width != c.w || pic.Height != c.h {
			t.Errorf("%s: %+v, %v", name, pic, err)
		}
		if w, h, err := picture.Size(c.data, library.TIFF); w != c.w || h != c.h || err != nil {
			t.Errorf("%s: its size without decoding is %d x %d, %v", name, w, h, err)
		}
	}
}

func TestATIFFThatCannotBeReadSaysWhy(t *testing.T) {
	scene := tiffScene()
	for name, c := range map[string]struct {
		page *draft
		says string
	}{
		"JPEG 2000":       {plain(scene, photometricRGB, 8, 3, rgb, put8).set(tagCompression, 34712), "this kind of TIFF cannot be read: it is compressed with JPEG 2000"},
		"a sensor's data": {plain(scene, photometricCFA, 16, 1, grey, put16(binary.LittleEndian)), "a sensor's raw data"},
		"complex numbers": {plain(scene, photometricBlackIsZero, 32, 1, grey, putFloat(1)).set(tagFormat, 6), "complex numbers"},
		"other inks":      {plain(scene, photometricInks, 8, 3, rgb, put8).set(tagInkSet, 2), "other inks"},
	} {
		_, err := decodedTIFF(t, tiffOf(c.page))
		if !errors.Is(err, picture.ErrUnsupported) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s gave %v", name, err)
		}
		if m := library.MessageOf(err); m.Code() != message.KindUnreadable {
			t.Errorf("%s gave the message %q", name, m.Code())
		}
	}
}

// cutShort is a scene of which the lower quarter is missing.
func cutShort(scene *image.RGBA) []byte {
	const start = 1000
	pixels := samplesOf(scene, scene.Rect, rgb, put8)
	d := newDraft(scene.Rect.Dx(), scene.Rect.Dy(), photometricRGB, 8, 3).set(tagOffsets, start).set(tagCounts, len(pixels))
	head := tiffOf(d)
	return slices.Concat(head, make([]byte, start-len(head)), pixels[:len(pixels)*3/4])
}

func TestATIFFThatEndsEarlyShowsItsUpperPart(t *testing.T) {
	scene := phototest.Scene(200, 160, 5)
	data := cutShort(scene)
	pic, err := decodedTIFF(t, data)
	if err != nil || pic.Damage.Kind != picture.Spoiled || !strings.HasPrefix(pic.Damaged, endsEarly+". ") {
		t.Fatalf("%+v, %v", pic, err)
	}
	if n := 4 * 200 * 120; !slices.Equal(pic.Pixels.Pix[:n], scene.Pix[:n]) || pic.Pixels.RGBAAt(5, 150) != (color.RGBA{0, 0, 0, 255}) {
		t.Error("the upper part is not there, or the lower part is")
	}
	for name, data := range map[string][]byte{"no pixels": data[:900], "half a directory": data[:40], "a header": data[:16], "half a header": data[:6]} {
		if _, err := decodedTIFF(t, data); !errors.Is(err, picture.ErrDamaged) {
			t.Errorf("%s gave %v", name, err)
		}
	}
}

func TestATIFFWithABrokenStripShowsTheOthers(t *testing.T) {
	scene := phototest.Scene(200, 160, 5)
	strips := newDraft(200, 160, photometricRGB, 8, 3).set(tagStripRows, 16).set(tagCompression, 8)
	for y := 0; y < 160; y += 16 {
		strips.parts = append(strips.parts, deflated(t, samplesOf(scene, image.Rect(0, y, 200, y+16), rgb, put8)))
	}
	broken := slices.Clone(strips.parts)
	broken[4] = slices.Repeat([]byte{0xff}, 400)
	whole := tiffOf(strips)
	strips.parts = broken
	pic, err := decodedTIFF(t, tiffOf(strips))
	if err != nil || pic.Damage.Kind != picture.Spoiled || !strings.HasPrefix(pic.Damaged, partsWrong+". ") {
		t.Fatalf("a broken strip: %+v, %v", pic, err)
	}
	sound, err := decodedTIFF(t, whole)
	if err != nil || sound.Damaged != "" {
		t.Fatalf("whole: %+v, %v", sound, err)
	}
	for y := range 160 {
		same := slices.Equal(pic.Pixels.Pix[y*800:(y+1)*800], sound.Pixels.Pix[y*800:(y+1)*800])
		if lost := y/16 == 4; same == lost {
			t.Fatalf("row %d: same %v", y, same)
		}
	}
}

func TestATIFFThatIsTooLargeIsRefused(t *testing.T) {
	huge := plain(tiffScene(), photometricRGB, 8, 3, rgb, put8).set(tagWidth, 60000).set(tagHeight, 60000)
	if _, err := decodedTIFF(t, tiffOf(huge)); !errors.Is(err, picture.ErrTooManyPixels) {
		t.Errorf("60000 x 60000 gave %v", err)
	}
	r, list := reader(t, func(o *worker.Options) { o.Memory = 30 << 20 })
	large := newDraft(2200, 2000, photometricRGB, 8, 3).set(tagCompression, 8)
	large.parts = [][]byte{deflated(t, make([]byte, 3*2200*2000))}
	if _, err := r.Decode(t.Context(), tiffOf(large), "a.tif", 100); !errors.Is(err, picture.ErrTooManyPixels) {
		t.Errorf("more memory than is allowed gave %v", err)
	}
	if n := len(list.Entries()); n != 0 {
		t.Errorf("%d files are set aside", n)
	}
}
