package faces

import (
	"context"
	"image"
	"maps"
	"math"
	"slices"
	"strconv"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
)

// seen is image data as a person turned it: the networks find upright faces best, so a
// photo is looked at as it is seen, and anew once it is turned otherwise.
type seen struct {
	hash library.Hash
	turn library.Rotation
}

func seenIn(p *library.Photo) seen { return seen{p.Hash, p.Rotation} }

// Turned hears of photos that may have been turned, and has those looked at anew that
// were. It never waits.
func (p *Pass) Turned(photos []library.Photo) {
	p.mu.Lock()
	defer p.mu.Unlock()
	const none = library.MaxRotation + 1
	heard := make(map[library.ID]library.Rotation, len(photos))
	for i := range photos {
		heard[photos[i].ID] = none
		if was, ok := p.photos[photos[i].ID]; ok {
			heard[photos[i].ID] = was.turn
		}
	}
	for _, lot := range p.coming { // a photo may be turned back before anybody looked
		for i := range lot {
			if _, asked := heard[lot[i].ID]; asked {
				heard[lot[i].ID] = lot[i].Rotation
			}
		}
	}
	for i := range photos {
		if heard[photos[i].ID] != photos[i].Rotation {
			p.coming = append(p.coming, []library.Photo{photos[i]})
			p.awake()
		}
	}
}

// provenance is how a finder finds faces in photos that are turned.
func provenance(by Finder, turn library.Rotation) library.Provenance {
	p := by.Provenance()
	if turn == 0 {
		return p
	}
	p.Settings = maps.Clone(p.Settings)
	if p.Settings == nil {
		p.Settings = map[string]string{}
	}
	p.Settings["turned"] = strconv.Itoa(turn.Degrees())
	return p
}

// turned gives a subject as a person sees it who turned the photo.
func turned(s *scoring.Subject, by library.Rotation) *scoring.Subject {
	if by == 0 || s.Preview == nil {
		return s
	}
	out := &scoring.Subject{Photo: s.Photo, Preview: picture.Turn(s.Preview, by)}
	out.Photo.Width, out.Photo.Height = s.Photo.ShownSize()
	out.Photo.Capture.Focus = s.Photo.ShownFocus()
	if s.Full != nil && s.Full.Parts != nil {
		one := turnedParts{s.Full.Parts, by}
		out.Full = &scoring.Full{Parts: one}
		if many, ok := s.Full.Parts.(regions); ok {
			out.Full.Parts = turnedRegions{one, many}
		}
	}
	return out
}

// turnedParts are parts of a picture that is turned.
type turnedParts struct {
	scoring.Parts
	by library.Rotation
}

// Size is that of the turned picture.
func (t turnedParts) Size() (w, h int) { return t.by.Size(t.Parts.Size()) }

// Upright is not asked of parts that were copied from rows: they come from At.
func (t turnedParts) Upright(rows *image.RGBA) *image.RGBA {
	return picture.Turn(t.Parts.Upright(rows), t.by)
}

// At gives a part of the turned picture.
func (t turnedParts) At(ctx context.Context, r image.Rectangle) (*image.RGBA, error) {
	part, err := t.Parts.At(ctx, t.back(r))
	if err != nil {
		return nil, err
	}
	return picture.Turn(part, t.by), nil
}

// back gives where a rectangle of the turned picture lies in the other.
func (t turnedParts) back(r image.Rectangle) image.Rectangle {
	w, h := t.Parts.Size()
	switch t.by {
	case 1:
		return image.Rect(r.Min.Y, h-r.Max.X, r.Max.Y, h-r.Min.X)
	case 2:
		return image.Rect(w-r.Max.X, h-r.Max.Y, w-r.Min.X, h-r.Min.Y)
	case 3:
		return image.Rect(w-r.Max.Y, r.Min.X, w-r.Min.Y, r.Max.X)
	}
	return r
}

// regions are parts of which several are read at less cost than one by one.
type regions interface {
	Regions(ctx context.Context, rs []image.Rectangle) ([]*image.RGBA, error)
}

type turnedRegions struct {
	turnedParts
	many regions
}

// Regions gives several parts of the turned picture.
func (t turnedRegions) Regions(ctx context.Context, rs []image.Rectangle) ([]*image.RGBA, error) {
	own := make([]image.Rectangle, len(rs))
	for i, r := range rs {
		own[i] = t.back(r)
	}
	parts, err := t.many.Regions(ctx, own)
	if err != nil {
		return nil, err
	}
	for i, part := range parts {
		if !part.Rect.Empty() {
			parts[i] = picture.Turn(part, t.by)
		}
	}
	return parts, nil
}

// turnedBack gives faces of a turned picture with their places in the other.
func turnedBack(found []library.Face, by library.Rotation) []library.Face {
	if by == 0 {
		return found
	}
	back := func(b library.Box) library.Box {
		x0, y0 := by.Back(b.X, b.Y)
		x1, y1 := by.Back(b.X+b.Width, b.Y+b.Height)
		return library.Box{X: min(x0, x1), Y: min(y0, y1), Width: math.Abs(x1 - x0), Height: math.Abs(y1 - y0)}
	}
	all := slices.Clone(found)
	for i := range all {
		f := &all[i]
		f.Box = back(f.Box)
		for j := range f.Eyes {
			if f.Eyes[j].State != "" {
				f.Eyes[j].Box = back(f.Eyes[j].Box)
			}
		}
		if a, b := &f.Eyes[0], &f.Eyes[1]; a.State != "" && b.State != "" && a.Box.X+a.Box.Width/2 > b.Box.X+b.Box.Width/2 {
			*a, *b = *b, *a
		}
	}
	return all
}
