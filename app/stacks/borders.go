package stacks

import (
	"context"
	"errors"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/burst"
	"keeplight.app/keeplight/library/catalog"
)

// Errors of moving borders. After them nothing is changed.
var (
	// ErrUngrouped says that a photo is in no group: it came later.
	ErrUngrouped = errors.New("this photo is not grouped yet")
	// ErrBegins says that a group begins at the photo already.
	ErrBegins = errors.New("a group begins at this photo already")
	// ErrFirst says that no group stands before the photo's.
	ErrFirst = errors.New("no group stands before this photo's")
)

// Split lets a group begin at a photo, as one undo step, and gives the photos that the
// step changed. Errors: ErrUngrouped, ErrBegins, the catalogue's.
func (g *Grouping) Split(ctx context.Context, in Corrections, id library.ID) ([]library.Photo, error) {
	group, place := g.Of(id)
	switch {
	case group == nil:
		return nil, ErrUngrouped
	case place == 0:
		return nil, ErrBegins
	}
	return in.Correct(ctx, map[library.ID]catalog.Correction{id: {Kind: catalog.Split}})
}

// Join puts a photo's group together with the one before it, as one undo step, and
// gives the photos that the step changed. Errors: ErrUngrouped, ErrFirst, the
// catalogue's.
func (g *Grouping) Join(ctx context.Context, in Corrections, id library.ID) ([]library.Photo, error) {
	group, _ := g.Of(id)
	if group == nil {
		return nil, ErrUngrouped
	}
	before := g.Before(id)
	if before == nil {
		return nil, ErrFirst
	}
	return in.Correct(ctx, map[library.ID]catalog.Correction{group.ID(): {Kind: catalog.Join, Other: last(before)}})
}

func last(g *burst.Group) library.ID { return g.Members[len(g.Members)-1].ID }
