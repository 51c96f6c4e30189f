package faces

import (
	"math"

	"keeplight.app/keeplight/library"
)

// The names of a face's values in the catalogue. Those of an eye follow its prefix.
const (
	valueScore   = "score"
	valueTurned  = "turned"
	valueSoftEye = "soft_eye"
	valueCut     = "cut"
	valueDetail  = "detail"

	leftEye  = "left_" // the one further left in the picture
	rightEye = "right_"

	valueX     = "x"
	valueY     = "y"
	valueBoxW  = "w"
	valueBoxH  = "h"
	valueState = "state"
	valueGap   = "gap"
	valueWidth = "width"
	valueFocus = "focus"
)

// The states of an eye as numbers. 0 is no eye.
const (
	codeOpen    = 1
	codeClosed  = 2
	codeUnknown = 3
)

const (
	mostGap   = 4       // eye widths
	mostWidth = 1 << 16 // pixels
)

// Values gives what is known of a face, but for its box, as the catalogue keeps it.
func Values(f *library.Face) map[string]float64 {
	v := map[string]float64{valueScore: f.Score}
	if f.Turned {
		v[valueTurned] = 1
	}
	if f.SoftEye {
		v[valueSoftEye] = 1
	}
	if f.Cut > 0 {
		v[valueCut] = f.Cut
	}
	if f.Detail > 0 {
		v[valueDetail] = f.Detail
	}
	for i, prefix := range []string{leftEye, rightEye} {
		putEye(v, prefix, &f.Eyes[i])
	}
	return v
}

func putEye(v map[string]float64, prefix string, e *library.Eye) {
	if e.State == "" {
		return
	}
	v[prefix+valueX], v[prefix+valueY] = e.Box.X, e.Box.Y
	v[prefix+valueBoxW], v[prefix+valueBoxH] = e.Box.Width, e.Box.Height
	v[prefix+valueState] = codeOf(e.State)
	v[prefix+valueGap], v[prefix+valueWidth] = e.Gap, e.Width
	if e.Sharp {
		v[prefix+valueFocus] = e.Focus
	}
}

func codeOf(s library.EyeState) float64 {
	switch s {
	case library.EyeOpen:
		return codeOpen
	case library.EyeClosed:
		return codeClosed
	}
	return codeUnknown
}

// FromValues gives the face whose box and values the catalogue keeps. A value that
// is missing or out of its range is as good as unknown: no eye is said to look open or
// closed by it.
func FromValues(box library.Box, v map[string]float64) library.Face {
	f := library.Face{
		Box: inside(box), Score: within(v[valueScore], 0, 1),
		Turned: v[valueTurned] == 1, SoftEye: v[valueSoftEye] == 1,
		Cut: within(v[valueCut], 0, 1),
	}
	if f.Turned {
		f.SoftEye = false
		return f
	}
	for i, prefix := range []string{leftEye, rightEye} {
		f.Eyes[i] = eyeFrom(v, prefix)
	}
	f.Detail = within(v[valueDetail], 0, 1)
	return f
}

func eyeFrom(v map[string]float64, prefix string) library.Eye {
	e := library.Eye{
		Box:   inside(library.Box{X: v[prefix+valueX], Y: v[prefix+valueY], Width: v[prefix+valueBoxW], Height: v[prefix+valueBoxH]}),
		State: library.EyeUnknown,
		Gap:   within(v[prefix+valueGap], 0, mostGap), Width: within(v[prefix+valueWidth], 0, mostWidth),
	}
	gap, known := v[prefix+valueGap]
	switch code := v[prefix+valueState]; {
	case code == 0:
		return library.Eye{}
	case !known || gap != e.Gap || e.Width != v[prefix+valueWidth]:
	case code == codeOpen:
		e.State = library.EyeOpen
	case code == codeClosed:
		e.State = library.EyeClosed
	}
	focus, known := v[prefix+valueFocus]
	e.Focus = within(focus, 0, 1)
	e.Sharp = known && focus == e.Focus
	return e
}

// within gives a number brought into a range, and the least for what is no number.
func within(x, least, most float64) float64 {
	if math.IsNaN(x) {
		return least
	}
	return min(max(x, least), most)
}

// inside gives the part of a box that lies in the picture.
func inside(b library.Box) library.Box {
	x, y := within(b.X, 0, 1), within(b.Y, 0, 1)
	right, lower := within(b.X+b.Width, x, 1), within(b.Y+b.Height, y, 1)
	return library.Box{X: x, Y: y, Width: right - x, Height: lower - y}
}
