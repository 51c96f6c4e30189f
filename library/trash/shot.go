package trash

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/scan"
)

// ErrAnotherFile says that a photo's file is not the one that was looked at: what was
// decided was decided of another picture.
var ErrAnotherFile = errors.New("the file has changed since it was last read, so it may be a different photo: open its folder again, and look at it")

// Shots finds all files of photos. It reads each folder once, so one is for photos of
// one moment; it belongs to one goroutine.
type Shots struct {
	folders map[string]*folder
}

// folder is what a folder of photos holds.
type folder struct {
	sidecars map[string][]string // by the path of the image
	err      error
}

// Files gives the absolute paths of all files of a photo that are there: the photo
// first, then the other half of its pair, its sidecars, and what cameras and programs
// keep beside a shot under its name: the film of a live photo, a voice memo, settings.
// A file that may belong to another photo too is not among them. Errors:
// ErrAnotherFile, fs.ErrNotExist, or the file system's.
func (s *Shots) Files(p *library.Photo) ([]string, error) {
	info, err := os.Stat(p.Path)
	if err != nil {
		return nil, fmt.Errorf("checking the file: %w", err)
	}
	if !p.ModTime.IsZero() && (info.Size() != p.Size || !info.ModTime().Equal(p.ModTime)) {
		return nil, ErrAnotherFile
	}
	in := s.read(p.Folder())
	if in.err != nil {
		return nil, in.err
	}
	files := []string{p.Path}
	add := func(path string) {
		if !slices.Contains(files, path) {
			files = append(files, path)
		}
	}
	for _, c := range p.Companions {
		if c.Kind == library.CompanionSidecar && in.isShared(c.Path, p) {
			continue
		}
		if _, err := os.Lstat(c.Path); errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, fmt.Errorf("checking the file: %w", err)
		}
		add(c.Path)
	}
	for _, path := range in.sidecars[p.Path] {
		if !in.isShared(path, p) {
			add(path)
		}
	}
	return files, nil
}

func (s *Shots) read(dir string) *folder {
	if f, ok := s.folders[dir]; ok {
		return f
	}
	f := &folder{}
	if s.folders == nil {
		s.folders = map[string]*folder{}
	}
	s.folders[dir] = f
	var err error
	if f.sidecars, err = scan.Sidecars(dir); err != nil {
		f.err = fmt.Errorf("reading the folder %s: %w", library.Display(dir), err)
	}
	return f
}

// isShared is true for a sidecar that another photo has too.
func (f *folder) isShared(sidecar string, p *library.Photo) bool {
	for image, sidecars := range f.sidecars {
		if !isPart(image, p) && slices.Contains(sidecars, sidecar) {
			return true
		}
	}
	return false
}

// isPart is true for the photo's own file and the other half of its pair.
func isPart(path string, p *library.Photo) bool {
	return path == p.Path || slices.ContainsFunc(p.Companions, func(c library.Companion) bool {
		return c.Path == path && c.Kind == library.CompanionImage
	})
}
