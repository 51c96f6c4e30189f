package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"keeplight.app/keeplight/library"
)

// decodePNG gives a PNG as it lies in the file.
func decodePNG(data []byte, side int) (decoded, error) {
	img, err := pngImage(data)
	if err != nil {
		return partialPNGOr(data, side, err)
	}
	return flatten(img, side), nil
}

// pngImage gives a PNG in its own pixel format.
func pngImage(data []byte) (img image.Image, err error) {
	// The decoder is others' code and sees hostile files; a slip of its own must
	// cost one picture, not the program.
	defer func() {
		if r := recover(); r != nil {
			img, err = nil, problemf(ErrDamaged, "the file is damaged: its decoder gave up: %v", r)
		}
	}()
	config, err := pngConfig(data)
	if err != nil {
		return nil, pngError(err)
	}
	if err := checkSize(config.Width, config.Height, bytesPerPixel(config.ColorModel)); err != nil {
		return nil, err
	}
	img, err = png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, pngError(err)
	}
	return img, nil
}

// partialPNGOr gives what is there of a damaged PNG, or the error that was found.
func partialPNGOr(data []byte, side int, found error) (decoded, error) {
	if !errors.Is(found, ErrDamaged) {
		return decoded{}, found
	}
	img, damage, ok := decodePartialPNG(data)
	if !ok {
		return decoded{}, found
	}
	d := flatten(img, side)
	d.damage = damage
	return d, nil
}

// pngConfig reads a header with a decoder that may slip on hostile bytes.
func pngConfig(data []byte) (c image.Config, err error) {
	defer func() {
		if v := recover(); v != nil {
			c, err = image.Config{}, fmt.Errorf("its decoder gave up: %v", v)
		}
	}()
	return png.DecodeConfig(bytes.NewReader(data))
}

// pngError tells what this version cannot read from what is broken.
func pngError(err error) error {
	if _, ok := err.(png.UnsupportedError); ok {
		return UnreadableKind(library.PNG, fmt.Sprintf("its decoder says: %v", err))
	}
	return problemf(ErrDamaged, "the file is damaged: its PNG decoder says: %w", err)
}

// bytesPerPixel is what a decoder allocates for a pixel of a colour model.
func bytesPerPixel(m color.Model) int64 {
	switch m {
	case color.GrayModel:
		return 1
	case color.Gray16Model:
		return 2
	case color.YCbCrModel:
		return 3
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	}
	if _, ok := m.(color.Palette); ok {
		return 1
	}
	return 4
}

// stripRows is how many rows are turned into RGBA at a time.
const stripRows = 32

// flatten gives any image as opaque RGBA of at most side. What is transparent
// lies on white, as paper and browsers show it and as editors do when they save
// a JPEG; black would make cut-outs and line drawings vanish.
func flatten(img image.Image, side int) decoded {
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	dw, dh := fitted(w, h, side)
	paint := painter(img)
	if dw == w && dh == h {
		dst := image.NewRGBA(image.Rect(0, 0, w, h))
		paint(dst, b.Min)
		return decoded{pixels: dst, width: w, height: h}
	}
	r := newReducer(w, h, dw, dh)
	for y := 0; y < h; y += stripRows {
		rows := min(stripRows, h-y)
		strip := image.NewRGBA(image.Rect(0, 0, w, rows))
		paint(strip, b.Min.Add(image.Pt(0, y)))
		for row := range rows {
			r.add(strip.Pix[row*strip.Stride : (row+1)*strip.Stride])
		}
	}
	return decoded{pixels: r.dst, width: w, height: h}
}

// painter gives what draws the part of an image that begins at a point. Whether
// the image is opaque is asked once, for the answer may need a look at every
// pixel.
func painter(img image.Image) func(dst *image.RGBA, at image.Point) {
	if o, ok := img.(interface{ Opaque() bool }); ok && o.Opaque() {
		return func(dst *image.RGBA, at image.Point) { draw.Draw(dst, dst.Rect, img, at, draw.Src) }
	}
	return func(dst *image.RGBA, at image.Point) {
		draw.Draw(dst, dst.Rect, image.White, image.Point{}, draw.Src)
		draw.Draw(dst, dst.Rect, img, at, draw.Over)
	}
}
