package phototest

import (
	"bytes"
	"image/jpeg"
	"testing"
	"time"
)

func TestTheSameSeedDrawsTheSameScene(t *testing.T) {
	a, b, other := Scene(120, 80, 1), Scene(120, 80, 1), Scene(120, 80, 2)
	if !bytes.Equal(a.Pix, b.Pix) {
		t.Error("one seed drew two scenes")
	}
	if bytes.Equal(a.Pix, other.Pix) {
		t.Error("two seeds drew one scene")
	}
}

func TestScenesOfAnySizeAreOpaque(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {3, 50}, {50, 3}, {64, 48}} {
		img := Scene(size[0], size[1], 7)
		if !img.Opaque() || img.Rect.Dx() != size[0] || img.Rect.Dy() != size[1] {
			t.Errorf("Scene%v is %v, opaque %v", size, img.Rect, img.Opaque())
		}
	}
}

func TestJPEGWithFactsStillDecodes(t *testing.T) {
	scene := Scene(64, 48, 1)
	data := JPEG(scene, Exif{
		Make: "Canon", Model: "Canon EOS R5", Lens: "RF50mm F1.2 L USM", Orientation: 6,
		Time: time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC), Thumbnail: PlainJPEG(Scene(16, 12, 1), 80),
	})
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil || img.Bounds().Dx() != 64 {
		t.Fatalf("decoding gave %v, %v", img, err)
	}
}
