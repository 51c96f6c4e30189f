package faces

import (
	"context"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/faces"
)

// row is the faces of all frames of a stack with their columns, seen from one frame.
type row struct {
	stack   library.ID // its first photo; of one that is not ready, the photo's own, negative
	frames  [][]library.Face
	columns [][]int
	count   int
	extents []faces.Extent // of each column, in all frames
	widest  float64        // of all faces, in shares of their photos' width
	at      int            // the frame's place
}

// rows keeps the row of the stack that was looked at last: photos are stepped through.
type rows struct {
	ids     []library.ID
	seen    []seen
	kept    *row // nil while it is being worked out
	cancel  context.CancelFunc
	current int // counts the stacks that were looked at
}

// seen is what of a photo its faces belong to.
type seen struct {
	hash library.Hash
	turn library.Rotation
}

// fewFaces is how many faces in all frames of a stack are put into columns at once,
// within a frame of the window. For more that is done beside it.
const fewFaces = 200

func (r *rows) forget() {
	if r.cancel != nil {
		r.cancel()
	}
	*r = rows{current: r.current + 1}
}

// of gives the row of a photo's stack; while that is not ready, the photo's own.
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
		r.forget()
		r.ids, r.seen = slices.Clone(ids), now
		r.begin(f)
	}
	if r.kept == nil {
		return f.own(id)
	}
	out := *r.kept
	out.at = at
	return out
}

// begin finds the columns of the stack, at once where its faces are few.
func (r *rows) begin(f *Faces) {
	stack := f.framesOf(r.ids)
	if stack.faces <= fewFaces {
		done, _ := stack.row(context.Background())
		r.kept = &done
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	r.cancel = cancel
	current := r.current
	f.Desk.Go(func(ends context.Context) {
		defer context.AfterFunc(ends, cancel)()
		defer cancel()
		done, err := stack.row(ctx)
		if err != nil {
			return
		}
		f.Desk.Post(func() change.Set {
			if r.current != current { // another stack is looked at by now
				return change.None
			}
			r.kept = &done
			f.ready(done)
			return change.Cursor
		})
	})
}

// ready shows a stack's row below all its photos, and frames the faces that were chosen
// while it was not ready.
func (f *Faces) ready(done row) {
	ids := f.rows.ids // a strip below a photo of another stack begins that one's row
	for _, b := range f.strips {
		if b.photo == nil {
			continue
		}
		at := slices.Index(ids, b.photo.ID)
		if at < 0 || at >= len(done.columns) {
			continue
		}
		if b.chosen.stack == -b.photo.ID {
			own := f.own(b.photo.ID)
			if i := slices.Index(own.columns[0], b.chosen.column); i >= 0 && i < len(done.columns[at]) {
				b.chosen = chosen{done.stack, done.columns[at][i]}
			}
		}
		b.strip.Set(f.view(b))
	}
}

// own is the row of one photo by itself.
func (f *Faces) own(id library.ID) row {
	out, _ := f.framesOf([]library.ID{id}).row(context.Background())
	out.stack = -id
	return out
}

// frames is what the columns of a stack are found by.
type frames struct {
	stack  library.ID
	found  [][]library.Face
	photos []library.Photo // only their sizes and rotations count
	faces  int             // in all frames
}

// framesOf gathers what is known of photos that belong together.
func (f *Faces) framesOf(ids []library.ID) frames {
	out := frames{stack: ids[0]}
	for _, id := range ids {
		var found []library.Face
		var photo library.Photo
		if p := f.Session.Photo(id); p != nil {
			found, _ = f.found(p)
			photo = *p
		}
		out.found, out.photos, out.faces = append(out.found, found), append(out.photos, photo), out.faces+len(found)
	}
	return out
}

// row finds the columns. The error is that of ctx.
func (s frames) row(ctx context.Context) (row, error) {
	out := row{stack: s.stack, frames: s.found}
	seen := make([][]library.Box, len(s.found))
	for i, found := range s.found {
		for j := range found {
			box := faces.Seen(found[j].Box, s.photos[i].Rotation)
			seen[i] = append(seen[i], box)
			out.widest = max(out.widest, box.Width)
		}
	}
	var err error
	if out.count, out.columns, err = faces.Columns(ctx, seen); err != nil {
		return row{}, err
	}
	out.extents = make([]faces.Extent, out.count)
	for i := range s.found {
		for j, column := range out.columns[i] {
			out.extents[column] = out.extents[column].Or(faces.ExtentOf(&s.found[i][j], s.photos[i].Width, s.photos[i].Height))
		}
	}
	return out, nil
}
