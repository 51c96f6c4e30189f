package shoot

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"keeplight.app/keeplight/library"
)

// AddFolder opens another folder, before or during Run. One that is read already
// with an open folder around it changes nothing; one with which open folders are
// read takes their place; one that could not be read before is tried again. A folder that is not there,
// or that cannot be read, becomes a Problem event.
func (s *Shoot) AddFolder(path string) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("finding the folder: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for open := range s.folders {
		if open != abs && s.reads(open, abs) {
			return nil
		}
		if s.reads(abs, open) {
			delete(s.folders, open)
		}
	}
	s.folders[abs] = true
	s.foldersChanged()
	return nil
}

// RemoveFolder stops reading a folder and takes its photos out of the queue.
// They stay in the catalogue.
func (s *Shoot) RemoveFolder(path string) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("finding the folder: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.folders, abs)
	s.foldersChanged()
	return nil
}

// Folders are the open folders as absolute paths, in order of path.
func (s *Shoot) Folders() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(maps.Keys(s.folders))
}

// foldersChanged leaves a token for Run; one is enough for any number of changes.
func (s *Shoot) foldersChanged() {
	select {
	case s.moved <- struct{}{}:
	default:
	}
}

// dequeue takes a closed folder's photos out of the queues, those apart that are
// read with another folder.
func (s *Shoot) dequeue(ctx context.Context, folder string) {
	photos, err := s.cat.Photos(ctx, []string{folder})
	if err != nil {
		// They are scored although nobody asked, which does no harm.
		s.opts.Log("closing a folder: " + err.Error())
		return
	}
	var ids []library.ID
	for i := range photos {
		if !s.IsOpen(photos[i].Path) {
			ids = append(ids, photos[i].ID)
		}
	}
	s.scorers.Drop(ids)
	tellFaces(s, &Event{Missing: ids})
	if s.opts.Stacks != nil {
		s.opts.Stacks.Drop(ids)
	}
}
