package ingest

import (
	"cmp"
	"context"
	"fmt"
	"os"
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

// isFilm is true for the files in which cameras keep films.
func isFilm(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".mov", ".mp4", ".m4v", ".avi", ".mts", ".m2ts", ".mpg", ".3gp", ".360", ".insv", ".crm", ".nev", ".braw", ".r3d", ".mxf":
		return true
	}
	return false
}

// shot is what travels together: a photo with its companions, or a film by itself.
type shot struct {
	photo library.Photo // with what the camera wrote down
	film  bool
	dated bool // the camera said when it was taken
}

// content is what is on a card.
type content struct {
	shots    []shot // in the order in which they were taken
	left     scan.PassedOver
	problems []scan.Problem
}

// look lists a card without following any link, and reads the beginnings of its
// photos. heard is told how many were found so far.
func look(ctx context.Context, card string, heard func(photos int)) (content, error) {
	var c content
	films := map[string]int{} // by extension
	o := scan.Options{Within: true, Others: func(dir string, names []string) {
		for _, name := range names {
			if !isFilm(name) || isThumbnails(dir) {
				continue
			}
			info, err := os.Lstat(filepath.Join(dir, name))
			if err != nil || !info.Mode().IsRegular() {
				continue
			}
			films[strings.ToLower(filepath.Ext(name))]++
			c.shots = append(c.shots, shot{film: true, photo: library.Photo{
				Path: filepath.Join(dir, name), Size: info.Size(), ModTime: info.ModTime(),
			}})
		}
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
		return c, fmt.Errorf("reading the card: %w", err)
	}
	c.problems, c.left = report.Problems, without(report.PassedOver, films)
	slices.SortStableFunc(c.shots, func(a, b shot) int {
		return cmp.Or(a.photo.Taken().Compare(b.photo.Taken()), strings.Compare(a.photo.Path, b.photo.Path))
	})
	return c, nil
}

// isThumbnails is true for the folders in which cameras keep small pictures of films.
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

// without takes films off the list of what stays on the card.
func without(left scan.PassedOver, films map[string]int) scan.PassedOver {
	for i := range left.Kinds {
		left.Kinds[i].Files -= films[left.Kinds[i].Ext]
	}
	left.Kinds = slices.DeleteFunc(left.Kinds, func(k scan.Kind) bool { return k.Files <= 0 })
	return left
}
