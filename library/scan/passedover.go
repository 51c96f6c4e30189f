package scan

import (
	"cmp"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

// Bounds on what is kept of files that are no photos.
const (
	maxExtensions = 256 // counted one by one while a folder is walked
	maxKinds      = 12  // told one by one
	maxExtension  = 16  // bytes of an extension that can be one
	maxLeftOut    = 8   // folders told by their paths
)

// Kind is how many files have an extension.
type Kind struct {
	Ext   string // ".mov": lower case, letters, digits, "_", "-" and "~" alone; "" for files without one
	Files int
}

// PassedOver is what lay in the folders of a walk and is not among its photos. Files
// that belong to photos (sidecars, voice memos, thumbnails) and what systems leave
// behind are not counted.
type PassedOver struct {
	Kinds []Kind // most files first, at most a dozen
	Other int    // files of further extensions, or with one that is none

	LeftOut []string // some of the folders of other programs that may hold photos and were not read
	Folders int      // how many there are of them
}

// Files is how many files were passed over.
func (p *PassedOver) Files() int {
	n := p.Other
	for _, k := range p.Kinds {
		n += k.Files
	}
	return n
}

// Any is true where there is anything to tell.
func (p *PassedOver) Any() bool { return p.Files()+p.Folders > 0 }

// Plus is both together.
func (p *PassedOver) Plus(q *PassedOver) PassedOver {
	c := newCounter()
	for _, one := range []*PassedOver{p, q} {
		for _, k := range one.Kinds {
			c.byExt[k.Ext] += k.Files
		}
		c.other += one.Other
		c.folders += one.Folders
		c.leftOut = append(c.leftOut, one.LeftOut[:min(len(one.LeftOut), maxLeftOut-len(c.leftOut))]...)
	}
	return c.sum()
}

// counter counts what a walk passes over.
type counter struct {
	byExt   map[string]int
	other   int
	leftOut []string
	folders int
}

func newCounter() *counter { return &counter{byExt: map[string]int{}} }

// add counts what a folder held.
func (c *counter) add(l *listing) {
	for _, name := range l.passedOver {
		ext, ok := extension(name)
		if _, known := c.byExt[ext]; !ok || (!known && len(c.byExt) >= maxExtensions) {
			c.other++
			continue
		}
		c.byExt[ext]++
	}
	c.folders += len(l.leftOut)
	c.leftOut = append(c.leftOut, l.leftOut[:min(len(l.leftOut), maxLeftOut-len(c.leftOut))]...)
}

// sum gives what was counted so far.
func (c *counter) sum() PassedOver {
	p := PassedOver{Other: c.other, LeftOut: slices.Clone(c.leftOut), Folders: c.folders}
	for _, ext := range slices.Sorted(maps.Keys(c.byExt)) {
		p.Kinds = append(p.Kinds, Kind{ext, c.byExt[ext]})
	}
	slices.SortStableFunc(p.Kinds, func(a, b Kind) int { return cmp.Compare(b.Files, a.Files) })
	if len(p.Kinds) > maxKinds {
		for _, k := range p.Kinds[maxKinds:] {
			p.Other += k.Files
		}
		p.Kinds = p.Kinds[:maxKinds]
	}
	return p
}

// extension gives a name's extension in lower case; ok is false for one that is
// none, such as what follows the dot in "Mr. Smith", or one that somebody made up to
// draw on a screen.
func extension(name string) (ext string, ok bool) {
	ext = filepath.Ext(name)
	if ext == "" || ext == "." {
		return "", true
	}
	odd := func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("_-~", r)
	}
	if len(ext) > maxExtension || strings.ContainsFunc(ext[1:], odd) {
		return "", false
	}
	return strings.ToLower(ext), true
}

// isPlaceholder is true for the hidden file that stands for one in Apple's iCloud while
// it is not on this disk: ".IMG_1.HEIC.icloud". Nobody else would say that it is missing.
func isPlaceholder(name string) bool { return strings.HasSuffix(strings.ToLower(name), ".icloud") }

// belongsToPhotos is true for a file that is no photo and that nobody misses: it
// says something of a photo or a video beside it, or a system put it there.
func belongsToPhotos(name string) bool {
	switch strings.ToLower(name) {
	case "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "autprint.mrk", "picasa.ini":
		return true
	}
	ext := strings.ToLower(filepath.Ext(name))
	switch ext {
	case ".acr", // Adobe Camera Raw's masks
		".aae",                    // Apple's edits
		".arp",                    // ArcSoft and RawTherapee
		".comask", ".cop", ".cot", // Capture One
		".ctg",         // Canon's catalogue on a card
		".dr4", ".vrd", // Canon DPP's recipes
		".lrv", ".thm", ".srt", ".gpx", // a video's proxy, thumbnail and subtitles; a track
		".nksc", ".nka", // Nikon's edits
		".on1", ".onphoto", ".spd", // ON1, SilkyPix
		".wav": // a voice memo
		return true
	case ".jpg_original", ".jpeg_original", ".tif_original", ".dng_original": // ExifTool's backup
		return true
	case ".json", ".html", ".txt", ".rmd": // notes on one photo: "IMG_1.jpg.json" of Google
		return picture.FormatByName(stripExt(name)) != library.UnknownFormat
	}
	return strings.HasSuffix(ext, "_original") && picture.FormatByName(strings.TrimSuffix(name, "_original")) != library.UnknownFormat
}
