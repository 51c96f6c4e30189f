package faces

import (
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/faces"
)

// row is the faces of all frames of a stack with their columns, seen from one frame.
type row struct {
	stack   library.ID // its first photo
	frames  [][]library.Face
	columns [][]int
	count   int
	extents []faces.Extent // of each column, in all frames
	widest  float64        // of all faces, in shares of their photos' width
	at      int            // the frame's place
}

// rows keeps the row of the stack that was looked at last: photos are stepped through.
type rows struct {
	ids  []library.ID
	seen []seen
	kept row
}

// seen is what of a photo its faces belong to.
type seen struct {
	hash library.Hash
	turn library.Rotation
}

func (r *rows) forget() { *r = rows{} }

// of gives the row of a photo's stack.
func (r *rows) of(f *Faces, id library.ID) row {
	ids := f.Stacks.Of(id)
	at := slices.Index(ids, id)
	if at < 0 {
		ids, at = []library.ID{id}, 0
	}
	now := make([]seen, len(ids))
	for i, one := range ids {
		if p := f.Session.Photo(one); p != nil {
			now[i] = seen{p.Hash, p.Rotation}
		}
	}
	if !slices.Equal(ids, r.ids) || !slices.Equal(now, r.seen) {
		r.ids, r.seen, r.kept = slices.Clone(ids), now, f.rowOf(ids)
	}
	out := r.kept
	out.at = at
	return out
}

// rowOf finds the columns of the faces of photos that belong together.
func (f *Faces) rowOf(ids []library.ID) row {
	out := row{stack: ids[0]}
	seen := make([][]library.Box, len(ids))
	for i, id := range ids {
		p := f.Session.Photo(id)
		var found []library.Face
		if p != nil {
			found, _ = f.found(p)
		}
		for j := range found {
			box := faces.Seen(found[j].Box, p.Rotation)
			seen[i] = append(seen[i], box)
			out.widest = max(out.widest, box.Width)
		}
		out.frames = append(out.frames, found)
	}
	out.count, out.columns = faces.Columns(seen)
	out.extents = make([]faces.Extent, out.count)
	for i, id := range ids {
		for j, column := range out.columns[i] {
			p := f.Session.Photo(id)
			out.extents[column] = out.extents[column].Or(faces.ExtentOf(&out.frames[i][j], p.Width, p.Height))
		}
	}
	return out
}
