package stacking

import (
	"context"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
)

func (s *Stacking) canSplit() (ok bool, why string) {
	if ok, why := s.isGrouped(); !ok {
		return false, why
	}
	g := s.Session.Stacks.Grouping()
	id := s.Session.Cursor()
	group, place := g.Of(id)
	switch {
	case group == nil || len(group.Members) < 2:
		return false, language.Mark("This photo stands alone")
	case s.Views().Home() && s.Session.Stacks.At(s.Session.Stacks.Place(id)).Closed():
		return false, language.Mark("Open the stack and go to the photo where the next one begins")
	case place == 0:
		return false, language.Mark("The stack begins at this photo already")
	}
	return true, ""
}

func (s *Stacking) split() change.Set {
	g, id := s.Session.Stacks.Grouping(), s.Session.Cursor()
	return s.Culling().Correct(func(ctx context.Context) ([]library.Photo, error) { return g.Split(ctx, s.Store, id) })
}

func (s *Stacking) canJoin() (ok bool, why string) {
	if ok, why := s.isGrouped(); !ok {
		return false, why
	}
	g := s.Session.Stacks.Grouping()
	id := s.Session.Cursor()
	if group, _ := g.Of(id); group == nil || g.Before(id) == nil {
		return false, language.Mark("No photo was taken before this one")
	}
	return true, ""
}

func (s *Stacking) join() change.Set {
	g, id := s.Session.Stacks.Grouping(), s.Session.Cursor()
	return s.Culling().Correct(func(ctx context.Context) ([]library.Photo, error) { return g.Join(ctx, s.Store, id) })
}
