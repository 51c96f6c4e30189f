package sidecars

import (
	"context"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// Conflicts gives the conflicts of photos; nil means all photos that are there. They
// are in order of the photos' paths.
func (s *Sync) Conflicts(ctx context.Context, ids []library.ID) ([]Conflict, error) {
	stored, err := s.cat.SidecarConflicts(ctx, ids)
	if err != nil || len(stored) == 0 {
		return nil, err
	}
	named := make([]library.ID, len(stored))
	for i := range stored {
		named[i] = stored[i].ID
	}
	photos, err := s.cat.PhotosByID(ctx, named)
	if err != nil {
		return nil, err
	}
	byID := map[library.ID]library.Photo{}
	for _, p := range photos {
		byID[p.ID] = p
	}
	var all []Conflict
	for _, k := range stored {
		p := byID[k.ID]
		if valueOf(k.Field, p.Decision) == valueOf(k.Field, k.Theirs) {
			continue // the person chose the same meanwhile
		}
		all = append(all, Conflict{
			Photo: p, Field: k.Field, Ours: with(k.Field, library.Decision{}, valueOf(k.Field, p.Decision)),
			Theirs: k.Theirs, Path: k.Path, Program: k.Program,
		})
	}
	return all, nil
}

// Settle settles conflicts, all to one side. With Theirs it gives the photos that
// changed, as they are stored now; they changed as one undo step, which goes through
// Options.Door. One that is settled already is passed over.
func (s *Sync) Settle(ctx context.Context, conflicts []Conflict, keep Side) ([]library.Photo, error) {
	var photos []library.Photo
	if keep == Theirs {
		take := catalog.SidecarTake{Origin: library.SidecarOf(conflictProgram(conflicts))}
		for i := range conflicts {
			c := &conflicts[i]
			mark := catalog.TakenMark{Mark: catalog.Mark{ID: c.Photo.ID}, Was: c.Photo.Decision, Path: c.Path, By: c.Program}
			set(&mark.Mark, c.Field, valueOf(c.Field, c.Theirs))
			take.Marks, take.Folder = append(take.Marks, mark), c.Photo.Folder()
		}
		var done Import
		if err := s.store(ctx, take, &done); err != nil {
			return nil, err
		}
		photos = done.Photos
	}
	for i := range conflicts {
		if err := s.cat.DropConflict(ctx, conflicts[i].Photo.ID, conflicts[i].Field); err != nil {
			return photos, err
		}
	}
	s.Wake()
	s.events.tell(Event{Conflicts: true})
	return photos, nil
}

// conflictProgram is the program with which all the conflicts are, "" for several.
func conflictProgram(conflicts []Conflict) string {
	program := ""
	for i := range conflicts {
		if i > 0 && conflicts[i].Program != program {
			return ""
		}
		program = conflicts[i].Program
	}
	return program
}
