package reconcile

import (
	"path/filepath"
	"slices"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// row is what the index knows of a photo. Decisions are not among it: the
// person may change them at any time, so they are always asked of the catalogue.
type row struct {
	id      library.ID
	file    catalog.File
	hash    library.Hash
	taken   time.Time // by the camera's clock; zero where it is not known
	missing bool
}

// index is the catalogue's rows below the roots, so that a scan of unchanged
// folders costs no query. Only the run's loop touches it.
type index struct {
	byPath      map[string]*row
	byID        map[library.ID]*row
	byIdentity  map[catalog.FileIdentity]*row
	byCompanion map[string]*row // by the paths of companion images
}

func newIndex() *index {
	return &index{
		byPath: map[string]*row{}, byID: map[library.ID]*row{},
		byIdentity: map[catalog.FileIdentity]*row{}, byCompanion: map[string]*row{},
	}
}

// put takes over a row of the catalogue. identity is the file's where it is
// known.
func (x *index) put(p *library.Photo, identity catalog.FileIdentity) *row {
	x.remove(p.ID)
	r := &row{
		id: p.ID, hash: p.Hash, taken: p.Capture.Time, missing: p.Missing,
		file: catalog.File{
			Path: p.Path, Companions: p.Companions, Format: p.Format,
			Size: p.Size, ModTime: p.ModTime, Identity: identity,
		},
	}
	x.byPath[p.Path], x.byID[p.ID] = r, r
	for _, m := range p.Companions {
		if m.Kind == library.CompanionImage {
			x.byCompanion[m.Path] = r
		}
	}
	x.identify(r, identity)
	return r
}

// identify notes the file system's own name for a row's file.
func (x *index) identify(r *row, identity catalog.FileIdentity) {
	r.file.Identity = identity
	if identity != (catalog.FileIdentity{}) {
		x.byIdentity[identity] = r
	}
}

func (x *index) remove(id library.ID) {
	r := x.byID[id]
	if r == nil {
		return
	}
	delete(x.byID, id)
	if x.byPath[r.file.Path] == r {
		delete(x.byPath, r.file.Path)
	}
	if x.byIdentity[r.file.Identity] == r {
		delete(x.byIdentity, r.file.Identity)
	}
	for _, m := range r.file.Companions {
		if x.byCompanion[m.Path] == r {
			delete(x.byCompanion, m.Path)
		}
	}
}

// present gives the rows that are not missing and for which wanted is true.
func (x *index) present(wanted func(*row) bool) []*row {
	var rows []*row
	for _, r := range x.byID {
		if !r.missing && wanted(r) {
			rows = append(rows, r)
		}
	}
	slices.SortFunc(rows, func(a, b *row) int { return int(a.id - b.id) })
	return rows
}

// below gives the present rows at or below any of the paths.
func (x *index) below(paths []string) []*row {
	set, folders := map[string]bool{}, false
	for _, path := range paths {
		set[path] = true
		folders = folders || x.byPath[path] == nil
	}
	if !folders { // the usual case need not go through every row
		var rows []*row
		for path := range set {
			if r := x.byPath[path]; !r.missing {
				rows = append(rows, r)
			}
		}
		return rows
	}
	return x.present(func(r *row) bool { return isUnderAny(r.file.Path, set) })
}

// isUnderAny is true when path or a folder above it is in the set.
func isUnderAny(path string, set map[string]bool) bool {
	for len(set) > 0 {
		if set[path] {
			return true
		}
		up := filepath.Dir(path)
		if up == path {
			break
		}
		path = up
	}
	return false
}

// sameFile is true when reading the file's entry again told nothing new.
func sameFile(a, b *catalog.File) bool {
	return hasSameContent(a, b) && a.Format == b.Format && slices.Equal(a.Companions, b.Companions)
}

// hasSameContent is true when size and time say that nothing was written.
func hasSameContent(a, b *catalog.File) bool {
	return a.Size == b.Size && a.ModTime.Equal(b.ModTime)
}
