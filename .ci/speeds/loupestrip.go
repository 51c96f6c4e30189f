package main

import (
	"errors"
	"image"
)

// stripPart is where the filmstrip is on the screen.
var stripPart = image.Rect(0, 880, 1230, 950)

// stripStep is from one of its cells to the next, in pixels.
const stripStep = 98

// clickAhead clicks on the photo of the filmstrip that is so many cells after the
// current one, which is known by its frame.
func (o *opened) clickAhead(cells int) error {
	p, err := o.screen.pixels(stripPart)
	if err != nil {
		return err
	}
	left, right, ok := framed(p, stripPart.Dx())
	x := (left+right)/2 + cells*stripStep
	if !ok || x >= stripPart.Max.X {
		return errors.New("the filmstrip does not show where the current photo is, or nothing so far behind it")
	}
	return o.screen.click(x, (stripPart.Min.Y+stripPart.Max.Y)/2)
}

// framed finds the frame around the current cell in the pixels of the filmstrip, which
// is so many wide, by its upper edge: its first and last column.
func framed(p []byte, wide int) (left, right int, ok bool) {
	run := 0
	for i := 0; i+4 <= len(p); i += 4 {
		x := i / 4 % wide
		if x == 0 {
			run = 0
		}
		if !isAccent(p[i:]) {
			if run > stripStep*3/4 && run < stripStep*5/4 {
				return x - run, x - 1, true
			}
			run = 0
			continue
		}
		run++
	}
	return 0, 0, false
}

// isAccent is true for the colour of the frame, dark or light, also where its edge is
// blended with what is beside it. Pixels are as an X server sends them: blue, green, red.
func isAccent(p []byte) bool {
	r, g, b := int(p[2]), int(p[1]), int(p[0])
	return r > 100 && r-b > r/2 && g > r*6/10 && g < r*9/10
}

// photoLong is the long side of the photo in the window, in pixels: it is wider than
// high, and brighter than what is around it.
func (o *opened) photoLong() (int, error) {
	p, err := o.screen.pixels(photoLine)
	first, last := -1, 0
	for i := 0; i+4 <= len(p); i += 4 {
		if max(p[i], p[i+1], p[i+2]) < 0x40 {
			continue
		}
		if last = i / 4; first < 0 {
			first = last
		}
	}
	return last - first + 1, err
}
