package stacks

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/query"
)

// softEye is the share of the best focus at the eye of a burst below which a frame is
// softer there: blurring by half a pixel leaves 0.74 of an eye's focus, by one 0.37
// (medians of 62 eyes, measured for this program in 2026).
const softEye = 0.7

// eyes compares the frames of a burst by their faces. It judges nothing where a frame
// was not looked at yet, and where no face was found.
type eyes struct {
	judges  bool
	blinks  bool    // somebody's eyes look closed in one of the frames
	most    int     // faces in a frame
	sharp   float64 // the best focus at the eye; 0 for unknown
	unknown bool    // the focus of a frame is not known
}

func eyesOf(frames []query.Item) (e eyes) {
	for i := range frames {
		f := frames[i].Faces
		if f == nil {
			return eyes{}
		}
		e.most = max(e.most, f.Found)
		e.blinks = e.blinks || f.Closed > 0
		e.sharp = max(e.sharp, f.Focus)
		e.unknown = e.unknown || f.Focus == 0
	}
	e.judges = e.most > 0
	return e
}

// shut is how many faces count against a frame: those that look closed, and where
// somebody blinks in the burst also those that other frames show and this one does not.
func (e *eyes) shut(it *query.Item) int {
	if !e.judges || !e.blinks {
		return 0
	}
	return it.Faces.Closed + e.most - it.Faces.Found
}

// isSoft is true where a frame is clearly softer at the eye than the best of the burst.
func (e *eyes) isSoft(it *query.Item) bool {
	return e.judges && !e.unknown && it.Faces.Focus < softEye*e.sharp
}

// isWorse is true where the eyes put a frame behind another.
func (e *eyes) isWorse(it, than *query.Item) bool {
	if a, b := e.shut(it), e.shut(than); a != b {
		return a > b
	}
	return e.isSoft(it) && !e.isSoft(than)
}

// first gives the place of the frame to suggest among frames that are in order of their
// scores: eyes decide only among those that are too close to the best to call. A kiss
// may want closed eyes, and a blurred frame is no better for open ones.
func (e *eyes) first(frames []query.Item) (best int) {
	for i := 1; i < len(frames) && e.judges; i++ {
		if isClose(&frames[0], &frames[i]) && e.isWorse(&frames[best], &frames[i]) {
			best = i
		}
	}
	return best
}

// leads say in what the best frame is ahead of others by the eyes of the people in it.
func (e *eyes) leads(best *query.Item, rest []query.Item) (leads []library.Message) {
	fewer, sharper := false, false
	for i := range rest {
		fewer = fewer || e.shut(&rest[i]) > e.shut(best)
		sharper = sharper || e.isSoft(&rest[i])
	}
	switch {
	case !fewer:
	case best.Faces.Closed == 0:
		leads = append(leads, message.New(message.LeadNoneClosed))
	default:
		leads = append(leads, message.New(message.LeadFewestClosed, message.Count("count", float64(best.Faces.Closed))))
	}
	if sharper && !e.isSoft(best) {
		leads = append(leads, message.New(message.LeadEyeFocus))
	}
	return leads
}
