package scan

import (
	"maps"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

// shot is the files of one folder that make one photo.
type shot struct {
	stem    string // folded; all images of a shot share it
	lead    image  // the file that is shown
	members []member
}

type image struct {
	name   string
	format library.Format
}

type member struct {
	name string
	kind library.CompanionKind
}

// pairNames joins the names of one folder's files into shots. A RAW file, the
// picture that the camera wrote beside it and their sidecars are one shot with
// the picture in the lead; pictures that differ only in their extension stay
// apart, and so do a second RAW or a second JPEG of one stem. Names that are
// neither image nor sidecar, and sidecars without an image, are left out.
//
// The work grows as n log n and the answer does not depend on the order of
// names. The shots come in the order of their leads' names.
func pairNames(names []string) []shot {
	names = slices.Sorted(slices.Values(names))
	byStem := map[string][]image{}
	var sidecars []string
	for _, name := range names {
		if !isRelevant(name) {
			continue
		}
		if isSidecar(name) {
			sidecars = append(sidecars, name)
			continue
		}
		stem := library.FoldName(stripExt(name))
		byStem[stem] = append(byStem[stem], image{name, picture.FormatByName(name)})
	}
	var shots []shot
	for stem, images := range byStem {
		shots = append(shots, pairStem(stem, images)...)
	}
	slices.SortFunc(shots, func(a, b shot) int { return strings.Compare(a.lead.name, b.lead.name) })
	attachSidecars(shots, sidecars)
	return shots
}

// pairStem splits the images of one stem into shots.
func pairStem(stem string, images []image) []shot {
	if own, others := splitBySpelling(images); len(own) > 0 {
		return append(pairStem(stem, own), pairStem(stem, others)...)
	}
	raw, shown := findPair(images)
	var shots []shot
	joined := shot{stem: stem}
	for _, im := range images {
		switch {
		case raw != nil && im == *shown:
			joined.lead = im
		case raw != nil && (im == *raw || im.format == library.HEIF):
			joined.members = append(joined.members, member{im.name, library.CompanionImage})
		default:
			shots = append(shots, shot{stem: stem, lead: im})
		}
	}
	if raw != nil {
		shots = append(shots, joined)
	}
	return shots
}

// splitBySpelling gives the images of one of several pairs of the same stem that differ
// only in case, as IMG.CR2 and IMG.jpg beside img.CR2 and img.jpg, and the rest of them;
// own is empty where there is at most one such pair.
func splitBySpelling(images []image) (own, others []image) {
	spellings := map[string][]image{}
	for _, im := range images {
		spelling := stripExt(im.name)
		spellings[spelling] = append(spellings[spelling], im)
	}
	pairs := 0
	for _, spelling := range slices.Sorted(maps.Keys(spellings)) {
		if raw, _ := findPair(spellings[spelling]); raw != nil {
			own = spellings[spelling]
			pairs++
		}
	}
	if pairs < 2 {
		return nil, nil
	}
	isOwn := func(im image) bool { return slices.Contains(own, im) }
	return own, slices.DeleteFunc(slices.Clone(images), isOwn)
}

// findPair chooses the RAW file of a stem and the picture that shows it, or
// neither. A DNG is chosen last: beside another RAW it is a conversion.
func findPair(images []image) (raw, shown *image) {
	for i := range images {
		im := &images[i]
		switch {
		case im.format == library.RAW:
			if raw == nil || (isDNG(raw.name) && !isDNG(im.name)) {
				raw = im
			}
		case rank(im.format) > 0 && (shown == nil || rank(im.format) > rank(shown.format)):
			shown = im
		}
	}
	if raw == nil || shown == nil {
		return nil, nil
	}
	// On a file system that tells case apart IMG.jpg belongs to IMG.CR2 even
	// when there is an img.jpg too.
	for i := range images {
		if im := &images[i]; im.format == shown.format && stripExt(im.name) == stripExt(raw.name) {
			return raw, im
		}
	}
	return raw, shown
}

func isDNG(name string) bool { return strings.HasSuffix(library.FoldName(name), ".dng") }

// rank orders the formats that may show a RAW file; 0 is never paired.
func rank(f library.Format) int {
	switch f {
	case library.JPEG:
		return 4
	case library.HEIF:
		return 3
	case library.TIFF:
		return 2
	case library.PNG:
		return 1
	}
	return 0
}

// attachSidecars gives each sidecar to one shot: the one that holds the image it
// names in full ("IMG.CR2.xmp"), else the one whose stem it bears ("IMG.xmp"), in the
// same case before any other, and of several with that stem the one with a RAW file,
// then a JPEG.
func attachSidecars(shots []shot, sidecars []string) {
	if len(sidecars) == 0 {
		return
	}
	byImage, byStem := map[string]int{}, map[string]int{}
	claim := func(stem string, i int) {
		if best, taken := byStem[stem]; !taken || shots[i].claim() > shots[best].claim() {
			byStem[stem] = i
		}
	}
	for i := range shots {
		s := &shots[i]
		for _, name := range s.images() {
			byImage[name] = i
			if _, taken := byImage[library.FoldName(name)]; !taken {
				byImage[library.FoldName(name)] = i
			}
			claim(spelled+stripExt(name), i)
		}
		claim(s.stem, i)
	}
	for _, name := range sidecars {
		base := stripExt(name)
		i, ok := byImage[base]
		if !ok {
			i, ok = byImage[library.FoldName(base)]
		}
		if !ok {
			i, ok = byStem[spelled+base]
		}
		if !ok {
			i, ok = byStem[library.FoldName(base)]
		}
		if ok && (!isVideo(name) || shots[i].canMove()) {
			shots[i].members = append(shots[i].members, member{name, library.CompanionSidecar})
		}
	}
}

// spelled tells a stem as it is written from a folded one: no name holds it.
const spelled = "/"

// claim is how strongly a shot claims a sidecar that bears only its stem.
func (s *shot) claim() int {
	if s.lead.format == library.RAW {
		return 10
	}
	for _, m := range s.members {
		if m.kind == library.CompanionImage {
			return 10
		}
	}
	return rank(s.lead.format)
}

// canMove is true for a shot that may be a Live Photo: a phone's JPEG or HEIC. A video
// beside a lone RAW file is one of its own.
func (s *shot) canMove() bool {
	return s.lead.format == library.JPEG || s.lead.format == library.HEIF
}

// images gives the names of the shot's image files, the lead first.
func (s *shot) images() []string {
	names := []string{s.lead.name}
	for _, m := range s.members {
		if m.kind == library.CompanionImage {
			names = append(names, m.name)
		}
	}
	return names
}
