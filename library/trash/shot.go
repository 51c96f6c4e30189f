package trash

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
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
	names    []string
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
	for _, path := range in.beside(p) {
		add(path)
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
	entries, err := os.ReadDir(dir)
	if err == nil {
		f.sidecars, err = scan.Sidecars(dir)
	}
	if err != nil {
		f.err = fmt.Errorf("reading the folder %s: %w", library.Display(dir), err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			f.names = append(f.names, e.Name())
		}
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

// beside gives what is kept beside a photo under its name, by the ending after the whole
// name ("IMG_1.CR3.arp") or, where no other photo has the stem, after that
// ("IMG_1.MOV").
func (f *folder) beside(p *library.Photo) (paths []string) {
	dir := p.Folder()
	alone := true
	var images []string
	for _, name := range f.names {
		switch {
		case isPart(filepath.Join(dir, name), p):
			images = append(images, name)
		case picture.FormatByName(name) != library.UnknownFormat && hasStem(name, stem(p.Name())):
			alone = false
		}
	}
	for _, name := range f.names {
		if !isKept(name) {
			continue
		}
		before := stem(name)
		whole := slices.ContainsFunc(images, func(image string) bool { return strings.EqualFold(before, image) })
		if whole || alone && strings.EqualFold(before, stem(p.Name())) {
			paths = append(paths, filepath.Join(dir, name))
		}
	}
	return paths
}

// isKept is true for what is kept beside photos: films and sounds of cameras and phones,
// Apple's edits, and settings of Adobe, Canon, Nikon, ON1, ART, Luminar, DxO,
// RawTherapee and Capture One.
func isKept(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".mov", ".mp4", ".wav", ".mp3", ".thm", ".lrv", ".aae",
		".xmp", ".acr", ".vrd", ".dr4", ".nksc", ".nksc2", ".on1", ".onphoto", ".arp", ".rrdata", ".dop", ".pp3", ".cos", ".spd":
		return true
	}
	return false
}

func stem(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }

func hasStem(name, of string) bool { return strings.EqualFold(stem(name), of) }
