package measure

import (
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

const (
	// sureFace is the detector's score from which a face may lower a value.
	sureFace = 0.8
	// mostByFace is by how many points a face moves clarity at most.
	mostByFace = 0.5
	// leastByFace is by how many at least a face moves a value, which is then said.
	leastByFace = 0.05
)

// WithFaces judges a photo again by a score of this scorer, now that the faces in it are
// known. Clarity takes the nearer eye for another tile, integrity a face that the frame
// cuts, composition the face for the point that the eye goes to; the overall follows
// clarity. Which way lids are and whether an eye was called soft changes nothing. A face
// of which the detector is not sure lowers no value. It gives the same score where
// nothing changes, and where there is nothing to judge by: another scorer's, or an
// earlier version's. The score that it is given stays as it is. Faces stand in the picture
// as the camera wrote it; turn is by how much it was turned where they were found, which
// says where up is.
func WithFaces(score *library.Score, faces []library.Face, turn library.Rotation) *library.Score {
	b, ok := basisOf(score)
	if !ok || len(faces) == 0 {
		return score
	}
	again := *score
	clearer := b.judgeEyes(&again, faces)
	sure := nearest(faces, sureFace)
	placed := b.judgePlace(&again, sure, turn)
	if cut := judgeCut(&again, sure); !clearer && !placed && !cut {
		return score
	}
	if clearer && again.Overall.Known {
		shown := again.Values
		if v := &shown[library.Saturation]; v.Known {
			v.Mean = min(v.Mean, b.seen)
		}
		whole, effects := overall(&shown, b.opinion)
		if math.IsNaN(whole.Mean) || math.IsNaN(whole.SD) {
			return score
		}
		again.Overall = whole
		again.Summary = summarise(&again, effects)
	}
	return &again
}

// nearest gives the faces with such a score at least that are at least half as wide as
// the widest of them: those that the photo is of.
func nearest(faces []library.Face, score float64) []library.Face {
	widest := 0.0
	for i := range faces {
		if faces[i].Score >= score {
			widest = max(widest, faces[i].Box.Width)
		}
	}
	var near []library.Face
	for i := range faces {
		if faces[i].Score >= score && 2*faces[i].Box.Width >= widest {
			near = append(near, faces[i])
		}
	}
	return near
}

// move puts a value where a face moves it; false where that is too little to be said.
func move(s *library.Score, a library.Attribute, to float64, why library.Message) bool {
	v := &s.Values[a]
	to = min(10, max(0, to))
	if !v.Known || !(math.Abs(to-v.Mean) >= leastByFace) {
		return false
	}
	v.Mean, s.Reasons[a] = to, why
	return true
}

// judgeEyes moves clarity by the eyes of the nearest faces, of which one that is sharp
// is enough. The unsure ones among them only count where they raise it.
func (b *basis) judgeEyes(s *library.Score, faces []library.Face) bool {
	plain := b.clarity(&b.full)
	by, eye := b.movedBy(plain, nearest(faces, sureFace))
	if more, sharper := b.movedBy(plain, nearest(faces, 0)); more > max(by, 0) {
		by, eye = more, sharper
	}
	code := message.ClarityEyeSoft
	switch {
	case by > 0 && eye > b.full.best:
		code = message.ClarityEyeSharpest
	case by > 0:
		code = message.ClarityEyeSharp
	}
	why := message.New(code, message.Of("reason", s.Reasons[library.Clarity]))
	return move(s, library.Clarity, s.Values[library.Clarity].Mean+by, why)
}

// movedBy gives by how many points faces move clarity from its plain value, and what
// the sharpest of their nearer eyes is worth.
func (b *basis) movedBy(plain float64, faces []library.Face) (by, eye float64) {
	for i := range faces {
		if d := faces[i].Detail; d > 0 {
			eye = max(eye, fullPoints().at(d))
		}
	}
	if eye == 0 {
		return 0, 0
	}
	with := b.full.withEye(eye)
	return min(mostByFace, max(-mostByFace, b.clarity(&with)-plain)), eye
}

// cutPoints is for the share of a face that lies beyond the frame.
func cutPoints() curve { return curve{{0.02, 10}, {0.05, 6.5}, {0.15, 4.5}, {0.3, 3}, {0.6, 1.5}} }

// judgeCut lowers integrity where the frame cuts a face.
func judgeCut(s *library.Score, faces []library.Face) bool {
	cut := 0.0
	for i := range faces {
		cut = max(cut, faces[i].Cut)
	}
	to := cutPoints().at(cut)
	if to >= s.Values[library.SubjectIntegrity].Mean {
		return false
	}
	return move(s, library.SubjectIntegrity, to, message.New(message.IntegrityFaceCut, message.Percent("share", cut)))
}

// judgePlace judges composition by where the faces are, in place of what stands out. A
// face in the middle of the upper third, as the picture is turned, stands where portraits
// have it; thirds and centre are the same however it is turned.
func (b *basis) judgePlace(s *library.Score, faces []library.Face, turn library.Rotation) bool {
	var x, y, area float64
	for i := range faces {
		f := &faces[i].Box
		a := f.Width * f.Height
		x, y, area = x+a*(f.X+f.Width/2), y+a*(f.Y+f.Height/2), area+a
	}
	if !(area > 0) {
		return false
	}
	r := Region{FocalX: x / area, FocalY: y / area, Spread: b.spread}
	l := Layout{
		Symmetry: b.symmetry, EdgeBox: b.edgeBox,
		Thirds: math.Hypot(offThird(r.FocalX), offThird(r.FocalY)),
		Centre: math.Hypot(r.FocalX-0.5, r.FocalY-0.5),
	}
	why, off := compositionReason(&r, &l), min(l.Thirds, l.Centre)
	seenX, seenY := turn.Point(r.FocalX, r.FocalY)
	if upper := math.Hypot(seenX-0.5, seenY-1.0/3); upper < off {
		off = upper
		if upper < 0.1 {
			why = message.New(message.CompositionUpper)
		}
	}
	why = message.New(message.CompositionFace, message.Of("reason", why))
	return move(s, library.Composition, compositionPoints(off, &r, &l), why)
}
