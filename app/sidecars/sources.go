package sidecars

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/leftout"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/safefile"
	"keeplight.app/keeplight/library/sidecar"
	"keeplight.app/keeplight/library/sidecar/store"
)

// listing is what lies in a folder now.
type listing struct {
	dir      string
	sidecars index
	images   map[string]int // images by stem
	full     int            // sidecars that are called by the whole name of an image
	stem     int            // sidecars that are called by a stem
}

// list lists a folder.
func list(dir string) (*listing, error) {
	d, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	names, err := d.Readdirnames(-1)
	if err := errors.Join(err, d.Close()); err != nil {
		return nil, err
	}
	return listingOf(dir, names), nil
}

func listingOf(dir string, names []string) *listing {
	l := &listing{dir: dir, images: map[string]int{}}
	var sidecars, images []string
	for _, name := range names {
		switch {
		case leftout.IsHidden(name):
		case strings.EqualFold(filepath.Ext(name), sidecar.Extension):
			sidecars = append(sidecars, name)
			if isImage(strings.TrimSuffix(name, filepath.Ext(name))) {
				l.full++
			} else {
				l.stem++
			}
		case isImage(name):
			l.images[stem(name)]++
			images = append(images, name)
		}
	}
	l.sidecars = indexOf(sidecars, images)
	return l
}

// source is a file that may say something of a photo.
type source struct {
	path     string
	embedded bool // it is the photo's own file
	full     bool // it is called by the whole name of an image
}

// imagesOf gives the files of a photo that are pictures, a RAW file before the picture
// beside it.
func imagesOf(p *library.Photo) []string {
	var all []string
	for _, c := range p.Companions {
		if c.Kind == library.CompanionImage && filepath.Dir(c.Path) == p.Folder() {
			all = append(all, c.Path)
		}
	}
	return append(all, p.Path)
}

// sourcesOf gives the sidecars that may be a photo's, those that are called by a whole
// name first, then its files.
func (l *listing) sourcesOf(p *library.Photo) []source {
	var full, byStem, own []source
	seen := map[string]bool{}
	add := func(to *[]source, name string, s source) {
		if name != "" && !seen[name] {
			seen[name] = true
			s.path = filepath.Join(l.dir, name)
			*to = append(*to, s)
		}
	}
	for _, path := range imagesOf(p) {
		name := filepath.Base(path)
		found := l.sidecars.find(name)
		add(&full, found.Full, source{full: true})
		add(&byStem, found.Stem, source{})
		own = append(own, source{path: path, embedded: true})
	}
	return append(append(full, byStem...), own...)
}

// isAlone is true where no other photo's picture shares the stem.
func (l *listing) isAlone(p *library.Photo) bool {
	mine := 0
	for _, path := range imagesOf(p) {
		if stem(filepath.Base(path)) == stem(p.Name()) {
			mine++
		}
	}
	return l.images[stem(p.Name())] <= mine
}

// belongs is true where a sidecar is the photo's.
func (l *listing) belongs(s *source, said *sidecar.Facts, p *library.Photo) bool {
	if s.full || s.embedded {
		return true
	}
	alone := l.isAlone(p)
	for _, path := range imagesOf(p) {
		if sidecar.Belongs(*said, path, alone) {
			return true
		}
	}
	return false
}

// reading is a source as it is now.
type reading struct {
	source
	version store.Version
	said    sidecar.Facts
	problem error // why it says nothing
}

// date is when it was written: by its own word, else by the file's.
func (r *reading) date() time.Time {
	if !r.said.Changed.IsZero() {
		return r.said.Changed
	}
	return r.version.ModTime
}

// read reads a source.
func (s source) read(labels sidecar.LabelNames) reading {
	r := reading{source: s}
	if s.embedded {
		r.version, r.problem = readEmbedded(s.path)
	} else {
		r.version, r.problem = store.Read(s.path)
	}
	if r.problem == nil && r.version.Bytes != nil {
		r.said, r.problem = sidecar.Read(r.version.Bytes, labels)
	}
	return r
}

// The digests of a file without XMP: noPacketBefore is of a time when only JPEG files and
// those that are TIFF files by their bytes were looked into.
const (
	noPacket       = "none:2"
	noPacketBefore = "none"
)

// hadNoPacket is true for the digest of a file in which no XMP was found.
func hadNoPacket(digest string) bool { return digest == noPacket || digest == noPacketBefore }

// isReadAnew is true for what was remembered of a file before there was a reader for its
// format.
func isReadAnew(row *catalog.Sidecar) bool {
	return row.Digest == noPacketBefore && picture.FormatByName(row.Path) != library.JPEG
}

// readEmbedded reads the XMP that a photo's own file holds. Size and time are the
// file's, the digest is the packet's. What is no file, or damaged, holds none.
func readEmbedded(path string) (store.Version, error) {
	f, info, err := safefile.Open(path)
	if err != nil {
		return store.Version{}, err
	}
	defer f.Close()
	v := store.Version{Size: info.Size(), ModTime: info.ModTime(), Digest: noPacket}
	b, err := sidecar.Embedded(f)
	switch {
	case errors.Is(err, sidecar.ErrNoPacket) || errors.Is(err, sidecar.ErrTooLarge):
		return v, nil
	case err != nil:
		return v, err
	}
	v.Bytes, v.Digest = b, store.Digest(b)
	return v, nil
}

// rowOf gives what is remembered of a source: by its path, or of a file with the same
// bytes that the photo had in another folder.
func rowOf(rows []catalog.Sidecar, path, digest string) *catalog.Sidecar {
	for i := range rows {
		if rows[i].Path == path {
			return &rows[i]
		}
	}
	for i := range rows {
		if digest != "" && !hadNoPacket(digest) && rows[i].Digest == digest {
			return &rows[i]
		}
	}
	return nil
}

// isAsBefore is true where size and time say that nothing was written to a source since
// it was last read. It opens nothing.
func (s source) isAsBefore(row *catalog.Sidecar) (same bool, err error) {
	v, err := store.Stat(s.path)
	if err != nil {
		return false, err
	}
	return row != nil && row.Digest != "" && !isReadAnew(row) && v.Size == row.Size && v.ModTime.Equal(row.ModTime), nil
}

// isGone is true for the error of a file that is not there.
func isGone(err error) bool { return errors.Is(err, fs.ErrNotExist) }

func isLink(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}
