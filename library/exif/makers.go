package exif

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"

	"keeplight.app/keeplight/library"
)

// The names under which makers' own facts are kept.
const (
	noteISO   = "maker's ISO"
	noteLens  = "maker's lens"
	noteFocus = "maker's focus" // a Focus as the picture lies in the file
)

// add keeps a maker's fact unless it is unknown or there is one already.
func (t tags) add(name string, value any) {
	if _, ok := t[name]; ok || value == "" || value == 0.0 {
		return
	}
	t[name] = value
}

// addFocus keeps a point of focus, given as parts of the picture's sides.
func (t tags) addFocus(x, y float64) {
	if x > 0 && x < 1 && y > 0 && y < 1 {
		t.add(noteFocus, [2]float64{x, y})
	}
}

// readCasio reads the sensitivity: newer cameras write the number, older ones
// the number or which of four steps.
func (t tags) readCasio(n note) {
	const tagISO, tagOlderISO = 0x3014, 0x0014
	t.add(noteISO, n.number(tagISO))
	older := n.number(tagOlderISO)
	if iso := map[float64]float64{3: 50, 4: 64, 6: 100, 9: 200}[older]; iso != 0 {
		older = iso
	}
	t.add(noteISO, older)
}

// readKodak reads the block of Kodak's compact cameras, which has no directory.
func (t tags) readKodak(block []byte) {
	const iso = 8 + 0x60
	if len(block) < iso+2 {
		return
	}
	var order binary.ByteOrder = binary.LittleEndian
	if string(block[:8]) == "KDK INFO" {
		order = binary.BigEndian
	}
	t.add(noteISO, float64(order.Uint16(block[iso:])))
}

func (t tags) readSony(n note) {
	const tagFocusLocation = 0x2027 // width and height of the picture, x and y
	if v := n.shorts(tagFocusLocation); len(v) == 4 && v[0] > 0 && v[1] > 0 {
		t.addFocus(float64(v[2])/float64(v[0]), float64(v[3])/float64(v[1]))
	}
	t.sonySeries(n)
}

func (t tags) readPanasonic(n note) {
	const tagLens, tagPointOfFocus = 0x0051, 0x004d
	t.add(noteLens, lensName(n.text(tagLens)))
	if v := n.rationals(tagPointOfFocus); len(v) == 2 {
		t.addFocus(v[0], v[1])
	}
	t.panasonicSeries(n)
}

func (t tags) readFujifilm(n note) {
	const tagFocusPixel, tagBracketing, exposure = 0x1023, 0x1100, 1
	w, h := t.number("ExifImageWidth"), t.number("ExifImageHeight")
	if v := n.shorts(tagFocusPixel); len(v) == 2 && w > 0 && h > 0 {
		t.addFocus(float64(v[0])/w, float64(v[1])/h)
	}
	if n.number(tagBracketing) == exposure { // or of film simulations, whose exposures are equal
		t.addSeries(library.ExposureBracketing)
	}
}

func (t tags) readCanon(n note) {
	const tagSettings, tagShot, tagLens, tagFocus = 0x0001, 0x0004, 0x0095, 0x0026
	settings, shot := n.shorts(tagSettings), n.shorts(tagShot)
	t.canonSeries(shot)
	t.add(noteISO, canonISO(settings, shot))
	t.add(noteLens, lensName(n.text(tagLens)))
	t.add(noteLens, canonLens(settings, t.number("FocalLength")))
	if x, y, ok := canonFocus(n.shorts(tagFocus), strings.Contains(t.text("Model"), "EOS")); ok {
		t.addFocus(x, y)
	}
}

// readCanonBlock reads the note as a CR3 has it: a structure of its own.
func (t tags) readCanonBlock(block []byte) {
	if order, first, ok := tiffHeader(block); ok {
		t.readCanon(note{block, order, first})
	}
}

// canonISO gives the sensitivity that compact cameras write: as a number that
// was chosen, else as that of the shot, in steps of 1/32 stop.
func canonISO(settings, shot []uint16) float64 {
	const chosen, chosenFlag = 16, 0x4000
	if len(settings) > chosen && settings[chosen]&chosenFlag != 0 && settings[chosen] != 0x7fff {
		return float64(settings[chosen] &^ chosenFlag)
	}
	if len(settings) > chosen {
		// The first cameras had four steps.
		if iso := map[uint16]float64{16: 50, 17: 100, 18: 200, 19: 400, 20: 800}[settings[chosen]]; iso != 0 {
			return iso
		}
	}
	if len(shot) < 3 || shot[2] == 0 {
		return 0
	}
	auto := math.Exp2(float64(int16(shot[1]))/32) * 100
	base := math.Exp2(float64(int16(shot[2]))/32) * 100 / 32
	return math.Round(auto * base / 100)
}

// canonLens names the lens of a camera that writes only its focal lengths. A
// range that the shot's focal length is not in was never meant.
func canonLens(settings []uint16, focal float64) string {
	const longest, shortest, perMillimetre = 23, 24, 25
	if len(settings) <= perMillimetre || settings[perMillimetre] == 0 || settings[shortest] == 0 {
		return ""
	}
	unit := float64(settings[perMillimetre])
	from, to := float64(settings[shortest])/unit, float64(settings[longest])/unit
	const rounding = 0.1
	switch {
	case from > to, focal < from*(1-rounding), focal > to*(1+rounding):
		return ""
	case from == to:
		return fmt.Sprintf("%.1f mm", from)
	}
	return fmt.Sprintf("%.1f - %.1f mm", from, to)
}

// canonFocus gives the middle of the areas that were in focus. Canon counts from
// the picture's middle, cameras of the EOS family upwards and others downwards.
func canonFocus(v []uint16, upwards bool) (x, y float64, ok bool) {
	const points, width, height, areas = 2, 6, 7, 8
	if len(v) <= areas {
		return 0, 0, false
	}
	n, w, h := int(v[points]), float64(v[width]), float64(v[height])
	words := (n + 15) / 16
	if n == 0 || w == 0 || h == 0 || len(v) < areas+4*n+words {
		return 0, 0, false
	}
	xs, ys, inFocus := v[areas+2*n:], v[areas+3*n:], v[areas+4*n:]
	count := 0.0
	for i := range n {
		if inFocus[i/16]>>(i%16)&1 == 1 {
			x, y, count = x+float64(int16(xs[i])), y+float64(int16(ys[i])), count+1
		}
	}
	if count == 0 {
		return 0, 0, false
	}
	if upwards {
		y = -y
	}
	return 0.5 + x/count/w, 0.5 + y/count/h, true
}
