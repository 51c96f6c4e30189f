package sidecars

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/leftout"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/sidecar"
	"keeplight.app/keeplight/library/sidecar/store"
)

// Entry is a sidecar with what it says and whose it is.
type Entry struct {
	Path    string
	Photos  []string // the image files that it belongs to, such as a RAW file and its JPEG; none where none is there
	Said    sidecar.Facts
	Older   bool  // another sidecar of the same photo is newer, and counts
	Problem error // why it is not read; then it says nothing

	modified time.Time
}

// List gives every XMP sidecar below a folder to each, folder by folder and by name.
// Hidden folders are left out. It stops with the error of each, with ctx, or where the
// folder itself cannot be read; a folder below that cannot be read is an entry with a
// problem.
func List(ctx context.Context, folder string, names sidecar.LabelNames, each func(Entry) error) error {
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && path == folder:
			return err
		case err != nil:
			return each(Entry{Path: path, Problem: err})
		case !d.IsDir():
			return nil
		case path != folder && leftout.IsHidden(d.Name()):
			return fs.SkipDir
		}
		return listFolder(ctx, path, names, each)
	})
	if err != nil {
		return fmt.Errorf("listing the sidecars of %s: %w", library.Display(folder), err)
	}
	return nil
}

// listFolder lists the sidecars that lie directly in a folder.
func listFolder(ctx context.Context, folder string, labels sidecar.LabelNames, each func(Entry) error) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil // the walk meets the same error and tells it
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	found, err := readFolder(ctx, folder, names, labels)
	if err != nil {
		return err
	}
	for _, e := range found {
		if err := each(*e); err != nil {
			return err
		}
	}
	return nil
}

// readFolder reads the sidecars among the names of a folder and finds whose they are.
func readFolder(ctx context.Context, folder string, names []string, labels sidecar.LabelNames) ([]*Entry, error) {
	var all []*Entry
	byName := map[string]*Entry{}
	for _, name := range names {
		if !strings.EqualFold(filepath.Ext(name), sidecar.Extension) || leftout.IsHidden(name) {
			continue
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		e := read(filepath.Join(folder, name), labels)
		all, byName[name] = append(all, e), e
	}
	if len(all) == 0 {
		return nil, nil
	}
	var images []string
	stems := map[string]int{} // how many images share one
	for _, name := range names {
		if isImage(name) {
			images = append(images, name)
			stems[stem(name)]++
		}
	}
	sidecarNames := make([]string, 0, len(all))
	for _, e := range all {
		sidecarNames = append(sidecarNames, filepath.Base(e.Path))
	}
	index := indexOf(sidecarNames, images)
	for _, name := range images {
		attach(filepath.Join(folder, name), index.find(name), byName, stems[stem(name)] == 1)
	}
	return all, nil
}

// attach gives the sidecars of one photo their photo, and lets the newest count.
func attach(photo string, found sidecar.Names, byName map[string]*Entry, alone bool) {
	full, byStem := byName[found.Full], byName[found.Stem]
	if byStem != nil && !sidecar.Belongs(byStem.Said, filepath.Base(photo), alone) {
		byStem = nil
	}
	for _, e := range []*Entry{full, byStem} {
		if e != nil {
			e.Photos = append(e.Photos, photo)
		}
	}
	if full != nil && byStem != nil && full.Problem == nil && byStem.Problem == nil {
		full.Older = byStem.date().After(full.date())
		byStem.Older = !full.Older
	}
}

// date is when a sidecar was written: by its own word, else by the file's.
func (e *Entry) date() time.Time {
	if !e.Said.Changed.IsZero() {
		return e.Said.Changed
	}
	return e.modified
}

func read(path string, labels sidecar.LabelNames) *Entry {
	e := &Entry{Path: path}
	v, err := store.Read(path)
	if err == nil {
		e.modified = v.ModTime
		e.Said, err = sidecar.Read(v.Bytes, labels)
	}
	e.Problem = err
	return e
}

func isImage(name string) bool {
	return !leftout.IsHidden(name) && picture.FormatByName(name) != library.UnknownFormat
}

// stem is a name without its extension, in whatever case.
func stem(name string) string {
	return library.FoldName(strings.TrimSuffix(name, filepath.Ext(name)))
}

// index finds sidecars by what their names begin with, so that a folder of thousands
// is not gone through for each photo.
type index struct {
	sidecars map[string][]string // by stem
	images   map[string][]string // by folded name: those that differ only in case
}

func indexOf(sidecars, images []string) index {
	x := index{map[string][]string{}, map[string][]string{}}
	for _, name := range sidecars {
		base := stem(name)
		x.sidecars[base] = append(x.sidecars[base], name)
	}
	for _, name := range images {
		folded := library.FoldName(name)
		x.images[folded] = append(x.images[folded], name)
	}
	return x
}

// near gives the sidecars that may be a photo's.
func (x *index) near(photo string) []string {
	return slices.Concat(x.sidecars[library.FoldName(photo)], x.sidecars[stem(photo)])
}

// find gives those that are called as a photo's are.
func (x *index) find(photo string) sidecar.Names {
	return sidecar.Find(photo, slices.Concat(x.near(photo), x.images[library.FoldName(photo)]))
}
