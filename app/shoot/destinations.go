package shoot

import (
	"context"
	"errors"
	"slices"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// forgetTime is how long a start waits to hear which destinations were deleted. What
// drives do not say by then is asked at the next start.
const forgetTime = time.Second

// NeverRead says, before an export begins, which folders will hold nothing but
// its copies (export.Destinations): folders around them leave them out from now
// on, also after a restart. One that is opened itself is read all the same. A
// folder in which photos are known is refused with catalog.ErrKnownPhotos, and
// the others are left out.
func (s *Shoot) NeverRead(ctx context.Context, folders ...string) error {
	if len(folders) == 0 {
		return nil
	}
	err := s.cat.AddDestinations(ctx, folders...)
	list, listErr := s.cat.Destinations(ctx)
	if listErr != nil {
		return errors.Join(err, listErr)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.destinations = list
	s.foldersChanged()
	return err
}

// Destinations gives the folders of exported copies that are known.
func (s *Shoot) Destinations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.destinations)
}

// LeftOut gives the destinations of exports that lie in open folders and are not
// read with them.
func (s *Shoot) LeftOut() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, d := range s.destinations {
		if s.isBelowOpen(d) && !s.isRead(d) {
			out = append(out, d)
		}
	}
	return out
}

// IsOpen is true for a path that is read: it lies in an open folder, and in no
// destination that is left out there.
func (s *Shoot) IsOpen(path string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.isRead(path)
}

func (s *Shoot) isRead(path string) bool {
	for folder := range s.folders {
		if s.reads(folder, path) {
			return true
		}
	}
	return false
}

func (s *Shoot) isBelowOpen(path string) bool {
	for folder := range s.folders {
		if library.Below(path, folder) {
			return true
		}
	}
	return false
}

// reads is true when a path is read with a folder that holds it: no part of the way
// there belongs to another program, or to an export.
func (s *Shoot) reads(folder, path string) bool {
	isAround := func(d string) bool { return library.Below(path, d) }
	return library.Below(path, folder) && !s.judge.OnTheWay(folder, path, true) && !slices.ContainsFunc(catalog.Inside(s.destinations, folder), isAround)
}

// leftOutOf gives the destinations that a reconciler of the folder leaves out.
func (s *Shoot) leftOutOf(folder string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return catalog.Inside(s.destinations, folder)
}

// loadDestinations takes over what the catalogue knows of destinations. One that
// was deleted is forgotten, for a folder that gets its name later is another.
func (s *Shoot) loadDestinations(ctx context.Context) (err error) {
	if s.destinations, err = s.cat.Destinations(ctx); err != nil || s.cat.ReadOnly() {
		return err
	}
	soon, cancel := context.WithTimeout(ctx, forgetTime)
	defer cancel()
	deleted := slices.DeleteFunc(slices.Clone(s.destinations), func(d string) bool { return !s.drives.IsDeleted(soon, d, forgetTime) })
	if err := s.cat.ForgetDestinations(ctx, deleted...); err != nil {
		return err
	}
	s.destinations = slices.DeleteFunc(s.destinations, func(d string) bool { return slices.Contains(deleted, d) })
	return nil
}
