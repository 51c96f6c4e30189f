package picture

import (
	"context"
	"errors"
	"image"
	"testing"

	"keeplight.app/keeplight/library/phototest"
)

func TestTilesShowThePictureThatDecodeShows(t *testing.T) {
	scene := phototest.Scene(700, 540, 3)
	for orientation := 1; orientation <= 8; orientation++ {
		jpeg := phototest.JPEG(scene, phototest.Exif{Orientation: orientation})
		for file, data := range map[string][]byte{
			"a.jpg": jpegWithProfile(jpeg, displayP3().profile()),
			"a.raf": raf(jpeg),
		} {
			whole, err := Decode(t.Context(), data, file, 0)
			if err != nil {
				t.Fatal(err)
			}
			tiles, err := NewTiles(t.Context(), data, file)
			if err != nil {
				t.Fatal(err)
			}
			joined := image.NewRGBA(whole.Pixels.Rect)
			err = tiles.Each(t.Context(), func(at image.Rectangle, tile *image.RGBA) error {
				if at.Dx() > TileSide || at.Dy() > TileSide || tile.Rect.Size() != at.Size() {
					t.Errorf("a tile of %v at %v", tile.Rect, at)
				}
				for y := range at.Dy() {
					copy(joined.Pix[joined.PixOffset(at.Min.X, at.Min.Y+y):], tile.Pix[y*tile.Stride:(y+1)*tile.Stride])
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if d := difference(t, joined, whole.Pixels); d != 0 {
				t.Errorf("%s, orientation %d: the tiles differ by %.2f", file, orientation, d)
			}
			r := image.Rect(300, 210, 460, 530)
			part, err := tiles.At(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			if d := difference(t, part, cut(whole.Pixels, r)); d > 0.01 {
				t.Errorf("%s, orientation %d: the part differs by %.2f", file, orientation, d)
			}
		}
	}
}

func TestRegionsOfOnePassAreThoseOfTheWholePicture(t *testing.T) {
	scene := phototest.Scene(901, 1203, 3)
	rs := []image.Rectangle{
		image.Rect(700, 900, 901, 1203), // from below to above, and overlapping
		image.Rect(10, 20, 300, 200),
		image.Rect(200, 150, 210, 1000),
		image.Rect(2000, 0, 2001, 1), // outside
		image.Rect(-50, -50, 5, 5),   // in part
		image.Rect(0, 600, 1300, 601),
	}
	for orientation := 1; orientation <= 8; orientation++ {
		jpeg := phototest.JPEG(scene, phototest.Exif{Orientation: orientation})
		for name, data := range map[string][]byte{"a.jpg": jpeg, "a.raf": raf(jpeg)} {
			whole, err := Decode(t.Context(), data, name, 0)
			if err != nil {
				t.Fatal(err)
			}
			tiles, err := NewTiles(t.Context(), data, name)
			if err != nil {
				t.Fatal(err)
			}
			parts, err := tiles.Regions(t.Context(), rs)
			if err != nil || len(parts) != len(rs) {
				t.Fatalf("%d parts, %v", len(parts), err)
			}
			for i, r := range rs {
				r = r.Intersect(whole.Pixels.Rect)
				if r.Empty() != parts[i].Rect.Empty() {
					t.Errorf("%s %d: the part %v has %v", name, orientation, r, parts[i].Rect)
					continue
				}
				if r.Empty() {
					continue
				}
				if d := difference(t, parts[i], cut(whole.Pixels, r)); d != 0 {
					t.Errorf("%s %d: the part %v differs by %v", name, orientation, r, d)
				}
			}
		}
	}
}

func TestTilesOfWhatIsNotThere(t *testing.T) {
	data := phototest.PlainJPEG(phototest.Scene(600, 400, 3), 90)
	tiles, err := NewTiles(t.Context(), data, "a.jpg")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := tiles.At(t.Context(), image.Rect(700, 0, 800, 10)); err != nil || !out.Rect.Empty() {
		t.Errorf("outside lies %v, %v", out.Rect, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = tiles.Each(ctx, func(image.Rectangle, *image.RGBA) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled tiles gave %v", err)
	}
	cutOff, err := NewTiles(t.Context(), data[:len(data)/2], "a.jpg")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := cutOff.At(t.Context(), image.Rect(0, 0, 100, 50)); err != nil {
		t.Errorf("the part that is there gave %v", err)
	}
	if _, err := cutOff.At(t.Context(), image.Rect(500, 300, 600, 400)); !errors.Is(err, ErrDamaged) {
		t.Errorf("the part that is missing gave %v", err)
	}
	if err := cutOff.Each(t.Context(), func(image.Rectangle, *image.RGBA) error { return nil }); !errors.Is(err, ErrDamaged) {
		t.Errorf("all of it gave %v", err)
	}
	for name, data := range map[string][]byte{"nothing": {}, "text": []byte("text"), "no frame": data[:30]} {
		if _, err := NewTiles(t.Context(), data, "a.jpg"); err == nil {
			t.Errorf("%s gave tiles", name)
		}
	}
}

func BenchmarkTilesOf24MP(b *testing.B) {
	data := phototest.PlainJPEG(phototest.Camera(6000, 4000, 1), phototest.Quality)
	ignore := func(image.Rectangle, *image.RGBA) error { return nil }
	var whole, each, last phototest.Best
	for b.Loop() {
		whole.Here(b, func() error { _, err := Decode(b.Context(), data, "a.jpg", 0); return err })
		tiles, err := NewTiles(b.Context(), data, "a.jpg")
		if err != nil {
			b.Fatal(err)
		}
		each.Here(b, func() error { return tiles.Each(b.Context(), ignore) })
		last.Here(b, func() error { _, err := tiles.At(b.Context(), image.Rect(5488, 3488, 6000, 4000)); return err })
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(phototest.Milliseconds(whole.CPU), "whole-cpu-ms")
	b.ReportMetric(phototest.Milliseconds(each.CPU), "tiles-cpu-ms")
	b.ReportMetric(phototest.Milliseconds(last.CPU), "last-tile-cpu-ms")
}
