package main

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// drawShoot writes n small photos into a folder, unless it has them already.
func drawShoot(folder string, n int) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	then := time.Now().Add(-time.Hour)
	for i := range n {
		name := filepath.Join(folder, fmt.Sprintf("IMG_%05d.jpg", i))
		if _, err := os.Stat(name); err == nil {
			continue
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		var b bytes.Buffer
		if err := jpeg.Encode(&b, drawPhoto(i), &jpeg.Options{Quality: 85}); err != nil {
			return err
		}
		if err := os.WriteFile(name, b.Bytes(), 0o600); err != nil {
			return err
		}
		if err := os.Chtimes(name, then, then); err != nil {
			return err
		}
	}
	return nil
}

// drawPhoto draws bars in a colour that no window has, wider and narrower by the
// photo's number, so that all differ.
func drawPhoto(i int) image.Image {
	const width, height = 360, 240
	im := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			v := uint8(190 + (x*(1+i%7)+y*(1+i/7%11)+i)%60)
			im.SetRGBA(x, y, color.RGBA{R: v, G: uint8((i / 77) % 40), B: v, A: 0xff})
		}
	}
	return im
}

// isPhotos is true for the colours of those photos. Pixels are as an X server
// sends them: blue, green, red, and a byte without a meaning.
func isPhotos(p []byte) bool { return p[0] > 140 && p[1] < 90 && p[2] > 140 }
