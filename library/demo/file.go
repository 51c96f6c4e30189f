package demo

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"

	"golang.org/x/image/draw"

	"keeplight.app/keeplight/library/exif"
)

const (
	quality      = 90
	thumbSide    = 320
	thumbQuality = 80
)

// file gives the bytes of a JPEG file: the pixels as the camera stores them,
// its capture facts and a thumbnail.
func file(s Shot, upright *image.RGBA) ([]byte, error) {
	stored := upright
	if s.Orientation == 6 {
		stored = sideways(upright)
	}
	var picture, thumb bytes.Buffer
	if err := jpeg.Encode(&picture, stored, &jpeg.Options{Quality: quality}); err != nil {
		return nil, err
	}
	if err := jpeg.Encode(&thumb, thumbnail(stored), &jpeg.Options{Quality: thumbQuality}); err != nil {
		return nil, fmt.Errorf("thumbnail: %w", err)
	}
	return exif.AddTo(picture.Bytes(), exif.Fields{
		Make: "Keeplight", Model: s.Camera, Lens: s.Lens, Software: "Keeplight demo shoot", Time: s.Taken,
		ExposureTime: s.ExposureTime, FNumber: s.FNumber, ISO: s.ISO, FocalLength: s.FocalLength,
		Orientation: s.Orientation, Thumbnail: thumb.Bytes(),
	})
}

// sideways turns a picture a quarter to the left, which EXIF orientation 6
// undoes.
func sideways(src *image.RGBA) *image.RGBA {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, h, w))
	for y := range h {
		for x := range w {
			copy(out.Pix[(w-1-x)*out.Stride+4*y:][:4], src.Pix[y*src.Stride+4*x:])
		}
	}
	return out
}

func thumbnail(src *image.RGBA) *image.RGBA {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	long := max(w, h)
	out := image.NewRGBA(image.Rect(0, 0, max(1, w*thumbSide/long), max(1, h*thumbSide/long)))
	draw.BiLinear.Scale(out, out.Rect, src, src.Rect, draw.Src, nil)
	return out
}
