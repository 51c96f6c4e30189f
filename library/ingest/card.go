package ingest

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/reconcile"
	"keeplight.app/keeplight/library/scan"
)

// wholeBytes is the largest file that is read whole where its beginning does not say
// when it was taken.
const wholeBytes = 128 << 20

// isVideo is true for the files in which cameras keep videos.
func isVideo(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".mov", ".mp4", ".m4v", ".avi", ".mts", ".m2ts", ".mpg", ".3gp", ".360", ".insv", ".crm", ".nev", ".braw", ".r3d", ".mxf":
		return true
	}
	return false
}

// shot is what travels together: a photo with its companions, or a video by itself.
type shot struct {
	photo library.Photo // with what the camera wrote down
	video bool
	dated bool // the camera said when it was taken
}

// Card is what was found on a card.
type Card struct {
	path     string
	shots    []shot // in the order in which they were taken
	left     scan.PassedOver
	problems []scan.Problem
}

// Path is the folder that was read, absolute.
func (c *Card) Path() string { return c.path }

// Read lists a card without following any link, and reads the beginnings of its
// photos. heard, which may be nil, is told how many were found so far. An error means
// that the folder itself could not be read, or that ctx ended.
func Read(ctx context.Context, card string, heard func(photos int)) (*Card, error) {
	card, err := filepath.Abs(card)
	if err != nil {
		return nil, fmt.Errorf("finding the card: %w", err)
	}
	if heard == nil {
		heard = func(int) {}
	}
	c := &Card{path: card}
	rest := leftovers{}
	o := scan.Options{Within: true, Others: func(dir string, names []string) {
		videos, others := videosOf(dir, names)
		c.shots = append(c.shots, videos...)
		rest.add(others)
	}}
	report, err := o.Walk(ctx, card, func(batch []catalog.File) error {
		for _, f := range batch {
			if isThumbnails(filepath.Dir(f.Path)) {
				continue
			}
			c.shots = append(c.shots, photoOf(ctx, f))
		}
		heard(len(c.shots))
		return ctx.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("reading the card: %w", err)
	}
	c.addSettings(&report)
	c.problems, c.left = report.Problems, rest.sum(&report.PassedOver)
	slices.SortStableFunc(c.shots, func(a, b shot) int {
		return cmp.Or(a.photo.Taken().Compare(b.photo.Taken()), strings.Compare(a.photo.Path, b.photo.Path))
	})
	return c, nil
}

// addSettings gives photos what other programs keep of them in folders beside them.
func (c *Card) addSettings(report *scan.Report) {
	images := map[string][]string{}
	for i := range c.shots {
		for _, path := range c.shots[i].images() {
			images[filepath.Dir(path)] = append(images[filepath.Dir(path)], filepath.Base(path))
		}
	}
	settings := map[string][]string{}
	for _, dir := range slices.Sorted(maps.Keys(images)) {
		found, err := scan.Settings(dir, images[dir], true)
		if err != nil {
			report.Problems = append(report.Problems, scan.Problem{Path: dir, Err: err})
		}
		for name, paths := range found {
			settings[filepath.Join(dir, name)] = paths
		}
	}
	for i := range c.shots {
		p := &c.shots[i].photo
		for _, image := range c.shots[i].images() {
			for _, path := range settings[image] {
				p.Companions = append(p.Companions, library.Companion{Path: path, Kind: library.CompanionSidecar})
			}
		}
	}
}

// images are the paths of a photo's own files; none of a video.
func (s *shot) images() []string {
	if s.video {
		return nil
	}
	paths := []string{s.photo.Path}
	for _, c := range s.photo.Companions {
		if c.Kind == library.CompanionImage {
			paths = append(paths, c.Path)
		}
	}
	return paths
}

// isThumbnails is true for the folders in which cameras keep small pictures of videos.
func isThumbnails(dir string) bool {
	switch strings.ToUpper(filepath.Base(dir)) {
	case "THMBNL", "THUMB", "AVIN":
		return true
	}
	return false
}

// photoOf reads what the camera wrote down, from a file's beginning where that tells.
func photoOf(ctx context.Context, f catalog.File) shot {
	p := library.Photo{Path: f.Path, Companions: f.Companions, Format: f.Format, Size: f.Size, ModTime: f.ModTime}
	reader := reconcile.FileReader{Pictures: picture.Reader{}}
	p.Capture = reader.ReadHead(ctx, f.Path).Capture
	if p.Capture.Time.IsZero() && f.Size <= wholeBytes {
		p.Capture = captureOf(f)
	}
	return shot{photo: p, dated: !p.Capture.Time.IsZero()}
}
