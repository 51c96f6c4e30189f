package details

import (
	"cmp"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/inspector"
	"keeplight.app/keeplight/ui/language"
)

// mostFrames is how many frames of a stack are listed at most: as many as are compared
// side by side.
const mostFrames = 9

// frames lists the frames of a photo's stack of which one is to be chosen, the best
// first: the photo's own place among them must be read at a glance. Of a long burst the
// best are listed, and the photo itself where it is none of these.
func (d *Details) frames(id library.ID) inspector.Frames {
	var all []inspector.Frame
	for _, other := range d.stacks.Choice(id) {
		p := d.session.Photo(other)
		if p == nil {
			continue
		}
		f := inspector.Frame{ID: other, Name: library.Display(p.Name()), Here: other == id, Rejected: p.Decision.Flag == library.Reject}
		if s := d.session.Score(other); s != nil {
			f.Overall = s.Overall
		}
		all = append(all, f)
	}
	if len(all) < 2 {
		return inspector.Frames{}
	}
	slices.SortStableFunc(all, func(a, b inspector.Frame) int {
		if a.Overall.Known != b.Overall.Known {
			return cmp.Compare(order(a.Overall.Known), order(b.Overall.Known))
		}
		return cmp.Compare(b.Overall.Mean, a.Overall.Mean)
	})
	if len(all) <= mostFrames {
		return inspector.Frames{Listed: all}
	}
	listed := slices.Clone(all[:mostFrames])
	if here := slices.IndexFunc(all, func(f inspector.Frame) bool { return f.Here }); here >= mostFrames {
		listed[mostFrames-1] = all[here]
	}
	return inspector.Frames{Listed: listed, Rest: language.Plural("and {{.N}} others", len(all)-mostFrames)}
}

// order puts what is known before what is not.
func order(known bool) int {
	if known {
		return 0
	}
	return 1
}
